#!/bin/sh
# Installs what the tests need and runs them. PYTEST_ARGS is handed to pytest.
set -eu
cd "$(dirname "$0")/.."
sh scripts/setup.sh test

if CHROMIUM=$(sh scripts/browser.sh); then
    export CHROMIUM
elif [ -n "${CI:-}" ]; then
    echo "In CI the browser tests must run." >&2
    exit 1
else
    unset CHROMIUM
fi

status=0
# shellcheck disable=SC2086  # several arguments are meant
.venv/bin/python -m pytest ${PYTEST_ARGS:-} || status=$?
[ -n "${CHROMIUM:-}" ] || echo "Browser tests were not run: see above for what to install." >&2
exit "$status"
