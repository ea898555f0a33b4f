#!/bin/sh
# Looks for a PostgreSQL server for the tests and, as root on Debian or Ubuntu, installs one.
# Prints the folder of its programs; exits 1 and says what to install when there is none. The
# tests start a throw-away cluster of their own; a server that already runs is left alone.
set -eu
cd "$(dirname "$0")/.."

.venv/bin/python -m tests.office.postgresql 2>/dev/null && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing PostgreSQL for the tests …" >&2
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql; } \
        >/dev/null 2>&1 || true
fi
exec .venv/bin/python -m tests.office.postgresql
