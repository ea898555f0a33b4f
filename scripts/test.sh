#!/bin/sh
# Installs what the tests need and runs them: those of the running system on PostgreSQL, then all
# of them with SQLite. PYTEST_ARGS is handed to pytest; with it there is one run, on the database
# that QUANHENG_TEST_DATABASE names (sqlite or postgresql).
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
if [ -z "${PYTEST_ARGS:-}${QUANHENG_TEST_DATABASE:-}" ]; then
    if sh scripts/postgresql.sh >/dev/null; then
        # Pages read through one layer of queries: they, and rooms that mostly show, are tested
        # with SQLite. The actions of every room are tested on both.
        rooms="dashboards documents findings forms inbox meetings pictures selection web"
        # shellcheck disable=SC2046  # several arguments are meant
        QUANHENG_TEST_DATABASE=postgresql .venv/bin/python -m pytest tests/office \
            $(printf -- '--ignore=tests/office/%s ' $rooms) --ignore=tests/office/test_access.py \
            --ignore-glob='*_pages.py' --ignore-glob='*_board.py' \
            -m "not browser and not any_database" || status=$?
        postgresql=yes
    elif [ -n "${CI:-}" ]; then
        echo "In CI the tests on PostgreSQL must run." >&2
        exit 1
    fi
else
    postgresql=unasked
fi
# shellcheck disable=SC2086  # several arguments are meant
.venv/bin/python -m pytest ${PYTEST_ARGS:-} || status=$?
[ -n "${CHROMIUM:-}" ] || echo "Browser tests were not run: see above for what to install." >&2
[ -n "${postgresql:-}" ] || echo "Tests on PostgreSQL were not run: see above for what to install." >&2
exit "$status"
