"""``python -m quanheng``."""

from quanheng.cli import main

main()
