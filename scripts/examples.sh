#!/bin/sh
# Installs each example pack beside the project (not into .venv, where it would show up among the
# project's own packs) and runs its tests, as its author would.
set -eu
cd "$(dirname "$0")/.."
sh scripts/setup.sh test

status=0
for project in examples/*/pyproject.toml; do
    [ -f "$project" ] || continue
    folder=$(dirname "$project")
    site="$PWD/build/$folder"
    rm -rf "$site"
    mkdir -p "$site/source"
    cp -R "$folder/." "$site/source"
    python="$PWD/.venv/bin/python"
    if "$python" -m pip --version >/dev/null 2>&1; then
        "$python" -m pip install --quiet --disable-pip-version-check --no-deps --no-index \
            --no-build-isolation --target "$site/site" "$site/source"
    else
        uv pip install --quiet --python "$python" --no-deps --no-build-isolation \
            --target "$site/site" "$site/source"
    fi
    echo "== $folder"
    (cd "$site/source" && PYTHONPATH="$site/site" "$python" -m pytest -q) || status=1
done
exit "$status"
