"""The values of an entry in words: what kind of record, which fields, before and after.

The ledger keeps what an app told it, by the names of fields. Which model names them follows from
what the entry is about, or from the record that the values themselves name. What the file seals,
or shows only to those who ask for it with a reason, stays masked here.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quanheng.office.ledger.words import MOVED, kind_word

HIDDEN = "••••••••"
NOTHING = "—"
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)\Z")

TELLS_OF: Mapping[str, str] = {
    "accounts.user": "accounts.grant",
    "records.person": "records.particulars",
    "records.unit": "records.unitparticulars",
}
"""Which model names the values of entries about another one that does not name them itself."""

LABELS: Mapping[str, str | Promise] = {
    "applied": gettext_lazy("已写入"),
    "batch": gettext_lazy("导入"),
    "becomes": gettext_lazy("更正后的记录"),
    "changed": gettext_lazy("变更"),
    "changes": gettext_lazy("改动"),
    "conflict": gettext_lazy("冲突"),
    "counts": gettext_lazy("行数"),
    "digest": gettext_lazy("比对摘要"),
    "education": gettext_lazy("学历学位"),
    "evidence": gettext_lazy("依据"),
    "evidence_file": gettext_lazy("佐证材料"),
    "file": gettext_lazy("文件"),
    "filed": gettext_lazy("写入内容"),
    "form": gettext_lazy("任免审批表"),
    "format": gettext_lazy("格式"),
    "forms": gettext_lazy("任免审批表"),
    "left": gettext_lazy("未写入"),
    "new": gettext_lazy("新增"),
    "parent": gettext_lazy("上级单位"),
    "particulars": gettext_lazy("基本情况"),
    "person": gettext_lazy("干部"),
    "photo": gettext_lazy("照片"),
    "proposed": gettext_lazy("待审核"),
    "received": gettext_lazy("收到日期"),
    "record": gettext_lazy("记录"),
    "reply": gettext_lazy("本人说明"),
    "retracts": gettext_lazy("撤回记录"),
    "role": gettext_lazy("角色"),
    "same": gettext_lazy("相同"),
    "sha256": "SHA-256",
    "since": gettext_lazy("自"),
    "size": gettext_lazy("大小"),
    "supersedes": gettext_lazy("原记录"),
    "tenure": gettext_lazy("任职"),
    "title": gettext_lazy("专业技术职务"),
    "unit": gettext_lazy("单位"),
    "until": gettext_lazy("止"),
    "waiting": gettext_lazy("待审核"),
}
"""What values are called that are no field of any model."""


class Change(NamedTuple):
    """A field, what stood there, and what stands there now or shall."""

    label: str
    before: str
    after: str


class Fact(NamedTuple):
    """A value in words; ``parts`` are facts within it."""

    label: str
    text: str = ""
    parts: tuple["Fact", ...] = ()


class Told(NamedTuple):
    """All that the values of an entry say."""

    changes: list[Change]
    facts: list[Fact]

    @property
    def masked(self) -> bool:
        """Whether anything in it is masked."""
        changed = any(HIDDEN in change[1:] for change in self.changes)
        return changed or any(_masked(fact) for fact in self.facts)


def _masked(fact: Fact) -> bool:
    return HIDDEN in fact.text or any(_masked(part) for part in fact.parts)


def told_in_words(kind: str, values: Mapping[str, Any]) -> Told:
    """The values of an entry about a kind of thing, as pages show them."""
    named = values.get("record")
    if _is_record(named):
        kind = f"{kind.partition('.')[0]}.{named[0]}"
    model = _model(kind)
    sides = values if "before" in values and "after" in values else {}
    changes = [*_changes(model, values.get("changes")), *_between(model, sides)]
    shown = {name: value for name, value in values.items() if name not in _told_as_changes(values)}
    return Told(changes, [_fact(model, name, value, kind) for name, value in shown.items()])


def _told_as_changes(values: Mapping[str, Any]) -> set[str]:
    return {"changes"} | ({"before", "after"} if {"before", "after"} <= values.keys() else set())


def _changes(model: type[models.Model] | None, changes: Any) -> Iterator[Change]:
    """Changes given field by field."""
    for name, sides in (changes or {}).items():
        before, after = (said(model, name, sides.get(side)) for side in ("before", "after"))
        yield Change(label(model, name), before, after)


def _between(model: type[models.Model] | None, sides: Mapping[str, Any]) -> Iterator[Change]:
    """Changes given as all that was and all that is."""
    before, after = sides.get("before") or {}, sides.get("after") or {}
    for name in {**before, **after}:
        words = (said(model, name, side.get(name)) for side in (before, after))
        yield Change(label(model, name), *words)


def _fact(model: type[models.Model] | None, name: str, value: Any, kind: str) -> Fact:
    if name in ("supersedes", "becomes"):
        return Fact(str(LABELS[name]), _record_word(kind, value))
    if name == "record" and _is_record(value):
        return Fact(str(LABELS[name]), _record_word(kind, value[1]))
    if isinstance(value, Mapping) and value:
        within = _model(f"{kind.partition('.')[0]}.{name}")
        parts = (_fact(within, part, inner, kind) for part, inner in value.items())
        return Fact(label(model, name), parts=tuple(parts))
    return Fact(label(model, name), said(model, name, value))


def _is_record(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and isinstance(value[0], str)


def _record_word(kind: str, key: Any) -> str:
    return _("%(kind)s，第 %(key)s 号") % {"kind": kind_word(kind), "key": key}


def label(model: type[models.Model] | None, name: str) -> str:
    """What a value is called: a field of the model, a word of the ledger, a kind of record."""
    field = _field(model, name) or _field(model, f"{name}_sealed")
    if field is not None and field.verbose_name != field.name.replace("_", " "):
        return str(field.verbose_name)
    if name in LABELS:
        return str(LABELS[name])
    kind = f"records.{name}"
    return kind_word(kind) if _model(kind) else str(_(name) if name else "")


def said(model: type[models.Model] | None, name: str, value: Any) -> str:
    """A value in words: masked, from its list of choices, or plainly."""
    if value is None or value in ("", [], {}):
        return NOTHING
    if is_masked(model, name):
        return HIDDEN
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list):
        return "、".join(said(model, name, one) for one in value)
    field = _field(model, name)
    if field is not None and field.choices:
        named = {str(key): text for key, text in field.flatchoices}
        return str(named.get(str(value), value))
    if field is None or isinstance(field, models.DateField):
        return DAY.sub(r"\1.\2.\3", str(value))
    return str(value)


def is_masked(model: type[models.Model] | None, name: str) -> bool:
    """Whether the file seals a value, or its kind of record is revealed only on request."""
    if _field(model, f"{name}_sealed") is not None:
        return True
    revealed = str(getattr(model, "seen_with", "see_file")) != "see_file"
    field = _field(model, name)
    return revealed and field is not None and not field.is_relation


def _field(model: type[models.Model] | None, name: str) -> Any:
    if model is None or not name:
        return None
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        other = _model(TELLS_OF.get(model._meta.label_lower, ""))
        return _field(other, name)
    return field if isinstance(field, models.Field) else None


def _model(kind: str) -> type[models.Model] | None:
    try:
        return apps.get_model(MOVED.get(kind, kind)) if kind else None
    except (LookupError, ValueError):
        return None
