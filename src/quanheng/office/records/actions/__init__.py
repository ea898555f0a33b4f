"""Every change of the personnel file; each writes its entry in the ledger and returns it."""

from quanheng.office.records.actions.expiry import expire_records
from quanheng.office.records.actions.loading import load_records
from quanheng.office.records.actions.photos import add_photo
from quanheng.office.records.actions.records import (
    add_person,
    add_record,
    correct_record,
    retract_record,
)
from quanheng.office.records.actions.units import add_unit, end_unit, move_unit

__all__ = [
    "add_person",
    "add_photo",
    "add_record",
    "add_unit",
    "correct_record",
    "end_unit",
    "expire_records",
    "load_records",
    "move_unit",
    "retract_record",
]
