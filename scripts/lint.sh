#!/bin/sh
# Style, types and layers. All of them run; the exit code is 1 if any complains.
set -u
cd "$(dirname "$0")/.." || exit 1
sh scripts/setup.sh test || exit 1

status=0
run() {
    echo "== $*"
    ".venv/bin/$@" || status=1
}
run ruff check .
run ruff format --check .
run mypy
run lint-imports --no-logo
exit "$status"
