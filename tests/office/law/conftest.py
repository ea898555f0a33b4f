"""The district on the stage."""

from tests.office.staged import adopted, district, evaluated, stage, users

__all__ = ["adopted", "district", "evaluated", "stage", "users"]
