#!/bin/sh
# Writes the requirements-*.txt anew from the *.in files. Needs uv on PATH. Give --upgrade for
# newer versions. The files hold hashes and no address, so that any package index serves them.
set -eu
cd "$(dirname "$0")/.."
for set in "" -build -test -bench; do
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
        --no-emit-index-url "$@" "requirements$set.in" -o "requirements$set.txt" >/dev/null
done
if grep -n "://" requirements*.txt; then
    echo "scripts/lock.sh: an address got into a requirements file; remove it." >&2
    exit 1
fi
