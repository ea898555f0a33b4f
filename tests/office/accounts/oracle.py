"""A second opinion on authorisation, from the table in ``powers.toml``.

It shares no code with ``accounts/roles.py``: it walks a tree of parents instead of paths, looks at
one grant at a time, and answers one question at a time.
"""

import tomllib
from datetime import date
from pathlib import Path

TABLE = tomllib.loads((Path(__file__).parent / "powers.toml").read_text(encoding="utf-8"))
OWN_FILE_IS_TABOO = ("edit_records", "confirm_correction")
ADMINISTRATORS = ("system_admin", "security_admin", "audit_admin")


class Oracle:
    """Accounts, grants and units as plain dictionaries and lists."""

    def __init__(self, parents: dict[str, str | None]) -> None:
        self.parents = parents
        self.people: dict[str, str | None] = {}
        self.disabled: set[str] = set()
        self.grants: list[dict] = []

    def above(self, unit: str) -> list[str]:
        """A unit and everything above it."""
        line: list[str] = []
        at: str | None = unit
        while at is not None:
            line.append(at)
            at = self.parents[at]
        return line

    def allows(
        self, account: str, power: str, unit: str | None, person: str | None, on: date
    ) -> bool:
        """Whether some grant of the account says yes and nothing says no."""
        if account in self.disabled:
            return False
        own = self.people[account]
        if power in OWN_FILE_IS_TABOO and person is not None and person == own:
            return False
        for grant in self.grants:
            if grant["account"] != account or on < grant["since"]:
                continue
            if grant["until"] is not None and on >= grant["until"]:
                continue
            given = TABLE[grant["role"]]
            if power in given.get("everywhere", ()):
                return True
            if power in given.get("own", ()) and person is not None and person == own:
                return True
            if power in given.get("unit", ()):
                if grant["unit"] == "":
                    return True
                if unit is not None and grant["unit"] in self.above(unit):
                    return True
        return False

    def refuses(self, new: dict) -> bool:
        """Whether an administrator's role would stand beside another one on some day."""
        for held in self.grants:
            if held["account"] != new["account"] or held["role"] == new["role"]:
                continue
            if held["role"] not in ADMINISTRATORS and new["role"] not in ADMINISTRATORS:
                continue
            days = {held["since"], new["since"]}
            if any(covers(held, day) and covers(new, day) for day in days):
                return True
        return False


def covers(grant: dict, day: date) -> bool:
    """Whether a grant holds on a day."""
    return grant["since"] <= day and (grant["until"] is None or day < grant["until"])
