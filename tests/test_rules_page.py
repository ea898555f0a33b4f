"""The page of rules says what the packs say."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_the_page_of_rules_is_current():
    spec = importlib.util.spec_from_file_location("rules_page", ROOT / "scripts" / "rules_page.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    current = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert current == script.page(), "run: .venv/bin/python scripts/rules_page.py"
