"""How findings are divided among the statuses, as a strip with links."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from quanheng.norms.finding import Status
from quanheng.office.language import language
from quanheng.office.pictures.bars import Part, strip
from quanheng.office.pictures.shapes import Picture


def strip_of(name: str, counts: Mapping[str, int], address: str) -> Picture:
    """The strip of numbers by status; ``address`` followed by a status leads to its findings."""
    parts = [
        Part(
            counts.get(status.value, 0),
            status.value,
            status.label.in_(language()),
            f"{address}{status.value}" if counts.get(status.value) else "",
        )
        for status in Status
    ]
    return strip(name, _("各状态的条数"), parts, heads=(_("状态"), _("条数")))


def board_of(unit: str, **filters: str) -> str:
    """The address of the findings at a unit and below, narrowed."""
    return f"{reverse('findings:board')}?{urlencode({'unit': unit, **filters})}"
