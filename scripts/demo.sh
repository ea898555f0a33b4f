#!/bin/sh
# From a clean clone to the running system: installs, checks a made-up district and writes a report
# on it, then loads the same district into var/demo, prints the address and the log-ins, and serves.
#
#   sh scripts/demo.sh [--reset] [--port 8001] [--fill-only]
#
# --fill-only ends by itself once everything is there; `quanheng demo --help` has all options.
set -eu
cd "$(dirname "$0")/.."
sh scripts/setup.sh run

out=build/demo
quanheng() { .venv/bin/quanheng "$@"; }

if [ ! -f "$out/report.html" ]; then
    echo "正在核对样例区 Checking a made-up district of 300 officials …"
    mkdir -p "$out"
    quanheng sample --people 300 --units auto --seed 1 -o "$out/district.xlsx"
    # Exit code 1 says that there are findings, which a demo should have.
    quanheng check "$out/district.xlsx" --as-of 2025-12-31 --format html -o "$out/report.new" ||
        [ $? -eq 1 ]
    mv "$out/report.new" "$out/report.html"
fi
echo "核对报告 The report on it: $PWD/$out/report.html"

exec .venv/bin/quanheng demo "$@"
