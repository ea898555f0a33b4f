"""The numbers of a clause over time, what units have set, and who follows a document."""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from quanheng.norms.adaptation import settable
from quanheng.norms.finding import Text
from quanheng.norms.pack import Clause, Pack, Parameter, Value
from quanheng.office.dashboards.clauses.wording import value_told
from quanheng.office.language import language
from quanheng.office.law.models import Adoption, Choice
from quanheng.office.law.titles import users_of
from quanheng.office.records.models import Unit


class Dated(NamedTuple):
    """What a parameter says from a day on; ``unit`` has chosen it (None: the document)."""

    value: str
    since: date
    source: str
    unit: Unit | None = None


class Figure(NamedTuple):
    """A parameter of a clause: its values over time, and the rules and procedures that use it."""

    parameter: Parameter
    used: list[str]
    open: bool
    values: list[Dated]
    chosen: list[Dated]

    @property
    def label(self) -> str:
        """What it is called; blank where the pack does not say."""
        return self.parameter.label.in_(language()) if self.parameter.label else ""


def parameters_of(pack: Pack, clause: Clause) -> list[Parameter]:
    """The parameters of a clause."""
    return [one for one in pack.parameters.values() if one.clause == clause.id]


def figures(pack: Pack, clause: Clause) -> list[Figure]:
    """The parameters of a clause; one query for what units have chosen."""
    known = parameters_of(pack, clause)
    chosen: dict[str, list[Choice]] = {}
    names = [one.id for one in known if settable(one)]
    if names:
        for choice in Choice.objects.filter(parameter__in=names).select_related("unit"):
            chosen.setdefault(choice.parameter, []).append(choice)
    users = users_of(pack)
    return [
        Figure(
            one,
            [title.in_(language()) for title in users.get(one.id, ())],
            settable(one),
            [
                Dated(value_told(value, one.unit), value.since, _source(pack, value.source))
                for value in one.values
            ],
            [_chosen(one, choice) for choice in chosen.get(one.id, ())],
        )
        for one in known
    ]


def _source(pack: Pack, source: Text) -> str:
    """A source in words; a clause that gives the number itself goes by its own number."""
    text = source.in_(language())
    own, _colon, number = text.partition(":")
    return _("第%s条") % number if own == pack.id else text


def _chosen(parameter: Parameter, choice: Choice) -> Dated:
    value = Value(Fraction(choice.value), choice.since, Text(choice.source, choice.source))
    return Dated(value_told(value, parameter.unit), choice.since, choice.source, choice.unit)


def adopters(pack: Pack) -> "QuerySet[Adoption]":
    """Which units follow a document, or did: those in force first."""
    held = Adoption.objects.filter(pack=pack.id).select_related("unit")
    return held.order_by("-until", "unit__path", "since")
