"""What the actions of each room of this app do: the rooms list theirs in ``cases.py``."""

import importlib
from pathlib import Path

HERE = Path(__file__).parent
CASES = [
    case
    for path in sorted(HERE.glob("*/cases.py"))
    for case in importlib.import_module(f"tests.office.selection.{path.parent.name}.cases").CASES
]
