#!/bin/sh
# From a clean clone to a report: a made-up district is written, checked, and reported on.
set -eu
cd "$(dirname "$0")/.."
sh scripts/setup.sh run

out=build/demo
mkdir -p "$out"
quanheng() { .venv/bin/quanheng "$@"; }

# Exit code 1 of `check` says that there are findings, which a demo should have.
check() {
    status=0
    quanheng check "$out/district.xlsx" --as-of 2025-12-31 "$@" || status=$?
    [ "$status" -le 1 ] || exit "$status"
}

echo "1. A made-up district of 300 officials → $out/district.xlsx"
quanheng sample --people 300 --units auto --seed 1 -o "$out/district.xlsx"

echo "2. All packs checked as of 2025-12-31"
check --format html -o "$out/report.html"
check --format table -o "$out/report.txt"
cat "$out/report.txt"

echo
echo "The report for people: $PWD/$out/report.html (open it in a browser)"
echo "Write an empty workbook of your own: .venv/bin/quanheng template my.xlsx"
