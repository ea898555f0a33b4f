"""One command for the whole comparison: ``python bench/run.py --help``."""

import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    runpy.run_module("bench", run_name="__main__")
