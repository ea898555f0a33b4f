"""A pack with other numbers: where a document leaves a number open, whoever adopts it sets it."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from typing import Any

from quanheng.norms.finding import Text
from quanheng.norms.pack import Pack, PackError, Parameter, Rule, Value
from quanheng.norms.sentence import SHARE

UNSAID = Text("原文未定数值，取默认值", "default: the text gives no number")
"""The source of a number that the document leaves open."""
LARGEST = 10_000


def settable(parameter: Parameter) -> bool:
    """Whether the document leaves the number open, so that a unit may set it."""
    return parameter.values[0].source == UNSAID and isinstance(parameter.values[0].value, Fraction)


def parsed(parameter: Parameter, text: str) -> Fraction:
    """A number for a parameter; shares may be written as ``20%``, ``0.2`` or ``1/5``.

    Raises ``ValueError`` saying in Chinese and English what it must be: positive, whole where the
    default is whole, and at most 1 for a share.
    """
    given = text.strip().replace("％", "%")
    try:
        value = Fraction(given.removesuffix("%").strip())
    except (ValueError, ZeroDivisionError):
        raise ValueError(Text(f"“{text}”不是数值。", f"“{text}” is not a number.")) from None
    if given.endswith("%"):
        value /= 100
    if parameter.unit == SHARE:
        if not 0 < value <= 1:
            raise ValueError(
                Text("比例应大于0、不超过100%。", "A share lies above 0 and up to 100%.")
            )
        return value
    default = parameter.values[0].value
    whole = isinstance(default, Fraction) and default.denominator == 1
    if not 0 < value <= LARGEST or (whole and value.denominator != 1):
        zh, en = ("整数", "whole number") if whole else ("数", "number")
        raise ValueError(
            Text(
                f"应为大于0、不超过{LARGEST}的{zh}。",
                f"Give a {en} above 0, up to {LARGEST}.",
            )
        )
    return value


def adapted(pack: Pack, chosen: Mapping[str, Value]) -> Pack:
    """The pack with chosen values, by parameter id, from their days on; its fingerprint differs.

    Raises ``PackError`` for a parameter that the pack has not, or whose number its document fixes.
    """
    for name in chosen:
        if name not in pack.parameters:
            raise PackError(f"{pack.id} has no parameter {name!r}; remove the value set for it.")
        if not settable(pack.parameters[name]):
            raise PackError(f"{name} is fixed by its document; remove the value set for it.")
    if not chosen:
        return pack
    about = (pack.title, pack.issuer, pack.since)
    made = Pack(pack.id, *about, (), pack.until, pack.reference, pack.short)
    made.clauses = pack.clauses
    made.parameters = {name: _with(one, chosen) for name, one in pack.parameters.items()}
    made.rules = {name: _rule(rule, chosen) for name, rule in pack.rules.items()}
    made.procedures = {name: _with(one, chosen) for name, one in pack.procedures.items()}
    made.additions = {name: _with(one, chosen) for name, one in pack.additions.items()}
    return made


def _rule(rule: Rule, chosen: Mapping[str, Value]) -> Rule:
    touched = any(parameter.id in chosen for parameter in rule.parameters)
    return replace(rule, form=_with(rule.form, chosen)) if touched else rule


def _with(value: Any, chosen: Mapping[str, Value]) -> Any:
    """A declaration in which chosen numbers stand in the place of those it was made with."""
    if isinstance(value, Parameter):
        new = chosen.get(value.id)
        if new is None:
            return value
        before = tuple(one for one in value.values if one.since < new.since)
        return replace(value, values=(*before, new))
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        made = tuple(_with(item, chosen) for item in value)
        return made if any(new is not old for new, old in zip(made, value, strict=True)) else value
    if is_dataclass(value) and not isinstance(value, type):
        old = {item.name: getattr(value, item.name) for item in fields(value)}
        new_ones = {name: _with(item, chosen) for name, item in old.items()}
        if all(new_ones[name] is old[name] for name in old):
            return value
        return replace(value, **new_ones)
    return value
