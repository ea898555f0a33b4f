#!/bin/sh
# Installs the other engines and runs the benchmarks. BENCH_ARGS is handed to bench/run.py.
set -eu
cd "$(dirname "$0")/.."
if [ ! -f bench/run.py ]; then
    echo "There is no bench/run.py yet: nothing to time." >&2
    exit 1
fi
sh scripts/setup.sh bench
# shellcheck disable=SC2086  # several arguments are meant
exec .venv/bin/python bench/run.py ${BENCH_ARGS:-}
