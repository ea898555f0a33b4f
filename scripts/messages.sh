#!/bin/sh
# Collects the strings of the pages into the English catalogue and compiles it; says what still
# lacks a translation. Needs GNU gettext.
set -eu
cd "$(dirname "$0")/.."
sh scripts/setup.sh test
exec .venv/bin/python scripts/messages.py
