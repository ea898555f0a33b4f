"""Work in progress on items of action lists; what an item says is the record 清单 of the file."""

from quanheng.office.duties.models.item import Answer, Event, Evidence, Item, LookBack, Measure
from quanheng.office.duties.models.listed import OPEN, Listed, Stage
from quanheng.office.duties.models.lists import Burden, Upload

__all__ = [
    "OPEN",
    "Answer",
    "Burden",
    "Event",
    "Evidence",
    "Item",
    "Listed",
    "LookBack",
    "Measure",
    "Stage",
    "Upload",
]
