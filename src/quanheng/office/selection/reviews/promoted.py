"""Who was promoted in a year, and where posts stand in the units of a review."""

from django.db.models import QuerySet

from quanheng.office.records.models import Tenure, Unit
from quanheng.office.records.models.visible import under


def tenures_below(unit: Unit) -> QuerySet[Tenure]:
    """The posts held in a unit and below it, as the file says now."""
    units = Unit.objects.filter(under(unit.path)).order_by()
    found: QuerySet[Tenure] = Tenure.objects.current().filter(unit__in=units.values("pk"))
    return found


def promoted_in(unit: Unit, year: int) -> QuerySet[Tenure]:
    """The posts of a unit and below to which somebody was promoted in a year."""
    return tenures_below(unit).filter(promoted=True, leading=True, start__year=year)
