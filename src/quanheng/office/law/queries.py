"""What the pages of documents and their numbers read."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from django.utils.translation import gettext as _

from quanheng.norms.adaptation import settable
from quanheng.norms.finding import Text
from quanheng.norms.pack import Pack, Parameter, Value
from quanheng.norms.sentence import shown
from quanheng.office.accounts.models import User
from quanheng.office.language import said
from quanheng.office.law.models import Adoption, Choice
from quanheng.office.law.titles import users_of
from quanheng.office.records.models import Unit
from quanheng.packs import installed


class Held(NamedTuple):
    """A document: who has adopted it, now and in all."""

    pack: Pack
    adoptions: list[Adoption]
    in_force: int
    open_numbers: int

    @property
    def title(self) -> str:
        """The document's title."""
        return said(self.pack.title)

    @property
    def issuer(self) -> str:
        """Who issued it."""
        return said(self.pack.issuer)


def held(user: User, on: date) -> list[Held]:
    """Every installed document with its adoptions that the account may see."""
    seen = Unit.objects.visible_to(user).order_by().values("pk")
    found: dict[str, list[Adoption]] = defaultdict(list)
    rows = Adoption.objects.select_related("unit", "adopted_by")
    for one in rows.filter(unit__in=seen) | rows.filter(unit__parent=None):
        found[one.pack].append(one)
    return [
        Held(
            pack,
            found[pack.id],
            sum(
                one.since <= on and (one.until is None or one.until > on) for one in found[pack.id]
            ),
            sum(map(settable, pack.parameters.values())),
        )
        for pack in installed().values()
    ]


class Number(NamedTuple):
    """A parameter: its values by date, what units have set, and whether they may.

    ``used`` are the rules and procedures in which it stands.
    """

    parameter: Parameter
    label: str
    used: list[str]
    values: list[tuple[str, Value]]
    chosen: list[tuple[str, Choice]]
    open: bool

    @property
    def slug(self) -> str:
        """Its id without the document."""
        return self.parameter.id.partition(":")[2]

    @property
    def number(self) -> str:
        """The clause's number."""
        return self.parameter.clause.partition(":")[2]

    @property
    def sources(self) -> list[str]:
        """Where the values come from; the clause itself where nothing else is named."""
        return list(dict.fromkeys(source(value) for _told, value in self.values))


def numbers(pack: Pack, user: User) -> list[Number]:
    """The parameters of a document; those that units may set come first."""
    seen = Unit.objects.visible_to(user).order_by().values("pk")
    chosen: Mapping[str, list[Choice]] = defaultdict(list)
    for choice in Choice.objects.filter(unit__in=seen).select_related("unit", "chosen_by"):
        chosen[choice.parameter].append(choice)
    users = users_of(pack)
    found = [
        _number(parameter, users.get(parameter.id, ()), chosen[parameter.id])
        for parameter in pack.parameters.values()
    ]
    return sorted(found, key=lambda number: not number.open)


def _number(parameter: Parameter, users: Sequence[Text], chosen: Sequence[Choice]) -> Number:
    return Number(
        parameter,
        said(parameter.label) if parameter.label else "",
        list(map(said, users)),
        [(figure(value.value, parameter), value) for value in parameter.values],
        [(figure(Fraction(choice.value), parameter), choice) for choice in chosen],
        settable(parameter),
    )


def source(value: Value) -> str:
    """Where a value comes from."""
    told = said(value.source)
    document, _colon, number = told.partition(":")
    return f"{_('条款')} {number}" if document in installed() else told


def figure(value: Fraction | tuple[str, ...], parameter: Parameter) -> str:
    """A parameter's value with its unit."""
    if isinstance(value, tuple):
        return "、".join(value)
    return said(shown(value, parameter.unit))
