"""Tells the app of accounts what units there are, so that roles can be given for them."""

from collections.abc import Iterator

from quanheng.office.accounts.directory import Place, register
from quanheng.office.records.models.anchors import SEPARATOR, Unit


def units() -> Iterator[Place]:
    """All units, top down."""
    for code, name, path in Unit.objects.order_by("path").values_list("code", "name", "path"):
        yield Place(code, name, path.count(SEPARATOR) - 1, path)


register(units)
