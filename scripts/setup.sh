#!/bin/sh
# Makes .venv and installs one set of pinned, hashed requirements and the package itself.
#
#   sh scripts/setup.sh [run|test|bench]
#
# A second run with unchanged requirements does nothing. PYTHON names another interpreter.
set -eu
cd "$(dirname "$0")/.."

case "${1:-run}" in
    run) requirements=requirements.txt ;;
    test | bench) requirements=requirements-$1.txt ;;
    *)
        echo "scripts/setup.sh: unknown set '$1'; give run, test or bench." >&2
        exit 2
        ;;
esac
stamp=.venv/.installed-${1:-run}

is_root() { [ "$(id -u)" = 0 ]; }

find_python() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    echo "Quanheng needs Python 3.11 or newer; ${PYTHON:-python3} is older or missing." >&2
    echo "Install it (Debian 12, Ubuntu 24.04: apt-get install python3 python3-venv)," >&2
    echo "or name another interpreter: make PYTHON=/path/to/python3.12 …" >&2
    exit 1
}

# Debian and Ubuntu ship Python without ensurepip; the package python3-venv brings it.
ensure_venv_module() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    if is_root && command -v apt-get >/dev/null; then
        echo "Python has no venv module: installing python3-venv with apt-get …"
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv; } \
            >/dev/null || true
        "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    fi
    version=$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "$1 cannot make virtual environments: its modules venv and ensurepip are missing." >&2
    echo "On Debian or Ubuntu install them, then run the same command again:" >&2
    echo "    sudo apt-get install python3-venv    (or python$version-venv)" >&2
    exit 1
}

# What the installation depends on; a moved folder breaks the paths inside .venv.
fingerprint() {
    pwd
    cat "$requirements" requirements-build.txt requirements.in pyproject.toml | cksum
}

make_venv() {
    if [ -x .venv/bin/python ] && [ "$(cat .venv/.made-in 2>/dev/null)" = "$(pwd)" ] &&
        .venv/bin/python -c '' 2>/dev/null; then
        return
    fi
    python=$(find_python)
    rm -rf .venv
    if command -v uv >/dev/null; then
        uv venv --quiet --python "$python" .venv
    else
        ensure_venv_module "$python"
        "$python" -m venv .venv
    fi
    pwd >.venv/.made-in
}

install_with_uv() {
    export VIRTUAL_ENV="$PWD/.venv"
    uv pip install --quiet --require-hashes -r requirements-build.txt -r "$requirements" &&
        uv pip install --quiet --no-deps --no-build-isolation -e .
}

install_with_pip() {
    pip="env PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore .venv/bin/python -m pip"
    $pip install --quiet --require-hashes -r requirements-build.txt -r "$requirements" &&
        $pip install --quiet --no-deps --no-build-isolation --no-index -e .
}

if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(fingerprint)" ]; then
    exit 0
fi
echo "Setting up .venv from $requirements (the first time takes half a minute) …"
make_venv
rm -f "$stamp"
if command -v uv >/dev/null; then install_with_uv; else install_with_pip; fi || {
    echo "The packages of $requirements could not be installed; the reason stands above." >&2
    echo "They come from the package index that pip or uv is set up for: check the network or the" >&2
    echo "mirror (pip config list), then run the same command again." >&2
    exit 1
}
fingerprint >"$stamp"
