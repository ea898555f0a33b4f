"""Writes docs/rules.md from the packs: every rule with its clause, parameters and sources."""

from pathlib import Path

from quanheng.norms.pack import Pack, Parameter, Rule
from quanheng.norms.sentence import shown
from quanheng.packs import installed

PAGE = Path(__file__).resolve().parent.parent / "docs" / "rules.md"
HEAD = """# The rules

Every computed rule of the six packs, with its subjects and its parameters. A parameter whose
source is not the clause itself says where its number comes from. The page is written from the
packs by `scripts/rules_page.py`; what windows, "held to a full window" and the statuses mean is
told in [semantics](semantics.md), what the clauses ask in [the clause list](clauses.md).
"""


def told(parameter: Parameter) -> str:
    """A parameter's name and values, with the source where it is not the clause."""
    values = []
    for value in parameter.values:
        if isinstance(value.value, tuple):
            text = "、".join(value.value)
        else:
            text = shown(float(value.value), parameter.unit).en.strip()
        source = "" if value.source.en == parameter.clause else f" ({value.source.en})"
        values.append(f"{text}{source}")
    return f"{parameter.name} = {'; then '.join(values)}"


def line(rule: Rule) -> str:
    """A rule as a row of the table."""
    parameters = "<br>".join(told(parameter) for parameter in rule.parameters)
    against = rule.status.label.en if rule.status else ""
    name = rule.id.partition(":")[2]
    titles = f"{rule.title.en}<br>{rule.title.zh}"
    return f"| `{name}` | {titles} | {rule.form.subject_type.value} | {parameters} | {against} |"


def section(pack: Pack) -> str:
    """A pack's table."""
    head = f"\n## {pack.id}\n\n{pack.title.en} · {pack.title.zh} · since {pack.since}\n\n"
    table = "| Rule | Asks | Of | Parameters | Against national rules |\n|---|---|---|---|---|\n"
    return head + table + "\n".join(line(rule) for rule in pack.rules.values()) + "\n"


def page() -> str:
    """The whole page; packs of others that happen to be installed are left out."""
    ours = [pack for pack in installed().values() if (PACKS / pack.id.replace("-", "_")).is_dir()]
    return HEAD + "".join(section(pack) for pack in ours)


PACKS = PAGE.parent.parent / "src" / "quanheng" / "packs"

if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
