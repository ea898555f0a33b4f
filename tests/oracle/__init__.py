"""A second, slow evaluator written from the text of the rules, to compare the engine with."""
