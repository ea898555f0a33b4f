#!/bin/sh
# Removes what builds, tests and tools leave behind; .venv stays (make distclean removes it).
set -eu
cd "$(dirname "$0")/.."
rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
find src tests bench examples -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
