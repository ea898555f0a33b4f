#!/bin/sh
# Looks for a Chromium for the browser tests and, as root on Debian or Ubuntu, installs one.
# Prints its path; exits 1 and says what to install when there is none.
set -eu

find_chromium() {
    for name in chromium chromium-browser google-chrome; do
        command -v "$name" && return
    done
    return 1
}

if [ -n "${CHROMIUM:-}" ]; then
    echo "$CHROMIUM"
    exit 0
fi
find_chromium && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium and Chinese fonts for the browser tests …" >&2
    { apt-get update -qq &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk; } \
        >/dev/null 2>&1 || true
    find_chromium && exit 0
fi

echo "BROWSER TESTS NOT RUN: no Chromium was found. To run them, install it:" >&2
echo "    sudo apt-get install chromium fonts-noto-cjk" >&2
echo "or name one that you have: make test CHROMIUM=/path/to/chrome" >&2
exit 1
