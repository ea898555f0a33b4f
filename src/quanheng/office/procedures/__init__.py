"""Cases: procedures that run step by step, with gates that cannot be passed unseen."""
