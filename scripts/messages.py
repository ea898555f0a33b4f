"""Collects the strings of the pages into the English catalogue and compiles it.

The msgids are the Chinese strings of templates and code, and the words of the record kinds: the
headers of their columns and the values of their closed lists, which no call to gettext names.
"""

import os
import sys
from pathlib import Path

import django
from django.apps import apps
from django.core.management import call_command
from django.core.management.commands import makemessages
from django.utils import translation

from quanheng.norms.kinds import KINDS, columns
from quanheng.office.duties.lists import vocabulary

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "quanheng" / "office"
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
WORDS = PACKAGE / "words_of_records.py"
"""There only while strings are collected."""


class Collecting(makemessages.Command):
    """Collects without guessing translations from similar strings."""

    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]  # noqa: RUF012


def words() -> set[str]:
    """Sheets, column headers, the values of closed lists, and the words of action lists."""
    found = {column.header for kind in KINDS for column in columns(kind)}
    found |= {kind.sheet for kind in KINDS} | vocabulary()
    with translation.override("zh-hans"):
        for model in apps.get_app_config("records").get_models():
            for field in model._meta.fields:
                found |= {str(name) for _, name in field.flatchoices}
    return found


def collect() -> None:
    """Bring the catalogue up to date: new strings without a translation, old ones gone."""
    lines = [f"gettext({word!r})\n" for word in sorted(words())]
    WORDS.write_text("".join(lines), encoding="utf-8")
    os.chdir(PACKAGE)
    try:
        call_command(Collecting(), locale=["en"], no_obsolete=True, no_location=True, verbosity=0)
    finally:
        WORDS.unlink()
    dated = CATALOGUE.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in dated if not line.startswith(('"POT-Creation-Date', '"Report-Msgid'))]
    CATALOGUE.write_text("".join(kept), encoding="utf-8")


def main() -> int:
    """Collect, compile, and list what has no translation."""
    os.environ["QUANHENG_DATA"] = str(ROOT / "build" / "messages")
    os.environ["DJANGO_SETTINGS_MODULE"] = "quanheng.office.config.settings"
    django.setup()
    collect()
    call_command("compilemessages", locale=["en"], verbosity=0)
    text = CATALOGUE.read_text(encoding="utf-8")
    lacking = [entry for entry in text.split("\n\n")[1:] if entry.endswith(' ""')]
    print(*lacking, f"{len(lacking)} without a translation", sep="\n")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
