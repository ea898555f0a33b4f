"""A bureau of the sample district that looks for a head."""

from datetime import date

import pytest

from quanheng.norms.kinds import Level
from quanheng.office.law.actions import adopt_pack
from quanheng.office.records.models import Unit
from quanheng.office.selection.search.asked import Asked
from quanheng.packs import installed

ON = date(2026, 1, 5)


@pytest.fixture
def bureau(district, users):
    """A department; the documents hold in the whole district."""
    root = Unit.objects.get(parent=None)
    for pack in installed().values():
        adopt_pack(root, pack.id, since=pack.since, source="样例", by=users["organisation_officer"],
                   on=ON)  # fmt: skip
    return Unit.objects.filter(category="区直部门", parent=root).order_by("path").last()


@pytest.fixture
def asked(bureau):
    return Asked(told=bureau.code, unit=bureau, title="局长", level=Level.SECTION_CHIEF)
