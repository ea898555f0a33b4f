"""Authorisation against a second, table-driven opinion, over long random histories."""

from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as run

from quanheng.office.accounts.roles import (
    ADMINISTRATORS,
    POWERS,
    Holding,
    Power,
    Reach,
    Role,
    Standing,
    incompatible,
    scope,
)
from tests.office.accounts.oracle import TABLE, Oracle

PARENTS = {"D": None, "D1": "D", "D2": "D", "D11": "D1", "D12": "D1", "D21": "D2", "D1x": None}
PATHS = {
    "D": "D/",
    "D1": "D/D1/",
    "D2": "D/D2/",
    "D11": "D/D1/D11/",
    "D12": "D/D1/D12/",
    "D21": "D/D2/D21/",
    "D1x": "D1x/",
}
ACCOUNTS = {"ann": "P1", "bo": "P2", "cy": None, "di": None}
TARGETS = [(unit, person) for unit in (None, *PARENTS) for person in (None, "P1", "P2", "P9")]
DAYS = [date(2025, 1, 1) + timedelta(days) for days in range(8)]
ENOUGH = 100_000
PAGE = Path(__file__).parents[3] / "docs" / "accounts.md"
SIGNS = {Reach.OWN: "own", Reach.UNIT: "unit", Reach.EVERYWHERE: "all"}
asked = 0


class Histories(RuleBasedStateMachine):
    """Accounts are given roles, lose them, are disabled; days pass; every answer is compared."""

    @initialize()
    def begin(self) -> None:
        self.day = DAYS[3]
        self.oracle = Oracle(dict(PARENTS))
        self.oracle.people = dict(ACCOUNTS)
        self.held: dict[str, list[Holding]] = {name: [] for name in ACCOUNTS}

    @rule(
        name=st.sampled_from(sorted(ACCOUNTS)),
        role=st.sampled_from(list(Role)),
        unit=st.sampled_from(["", *PARENTS]),
        since=st.sampled_from(DAYS),
        length=st.one_of(st.none(), st.integers(0, 4)),
    )
    def grant(self, name: str, role: Role, unit: str, since: date, length: int | None) -> None:
        unit = "" if role in ADMINISTRATORS else unit
        until = None if length is None else since + timedelta(length)
        told = {"account": name, "role": role.value, "unit": unit, "since": since, "until": until}
        new = Holding(role, unit, since, until)
        refused = incompatible(self.held[name], new) is not None
        assert refused == self.oracle.refuses(told)
        if not refused:
            self.held[name].append(new)
            self.oracle.grants.append(told)

    @rule(name=st.sampled_from(sorted(ACCOUNTS)), pick=st.integers(0, 20))
    def end(self, name: str, pick: int) -> None:
        mine = [grant for grant in self.oracle.grants if grant["account"] == name]
        if not mine:
            return
        told = mine[pick % len(mine)]
        at = self.held[name].index(
            Holding(Role(told["role"]), told["unit"], told["since"], told["until"])
        )
        old = self.held[name][at]
        told["until"] = max(self.day, old.since)
        self.held[name][at] = Holding(old.role, old.unit_code, old.since, told["until"])

    @rule(name=st.sampled_from(sorted(ACCOUNTS)))
    def switch(self, name: str) -> None:
        self.oracle.disabled ^= {name}

    @rule(day=st.sampled_from(DAYS))
    def pass_time(self, day: date) -> None:
        self.day = day

    def standing(self, name: str) -> Standing:
        active = name not in self.oracle.disabled
        return Standing(ACCOUNTS[name], tuple(self.held[name]), active)

    @invariant()
    def answers_agree(self) -> None:
        global asked
        for name in ACCOUNTS:
            standing = self.standing(name)
            for power in Power:
                found = scope(standing, power, self.day)
                for unit, person in TARGETS:
                    mine = found.covers(PATHS[unit] if unit else None, person)
                    theirs = self.oracle.allows(name, power.value, unit, person, self.day)
                    assert mine == theirs, (name, power, unit, person, self.day)
                    asked += 1

    @invariant()
    def administrators_stay_apart(self) -> None:
        for name in ACCOUNTS:
            now = {h.role for h in self.held[name] if h.in_force(self.day)}
            assert len(now) <= 1 or not now & ADMINISTRATORS


def test_answers_agree_with_the_table() -> None:
    global asked
    asked = 0
    checked = settings(
        max_examples=40,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run(Histories, settings=checked)
    assert asked >= ENOUGH


def test_the_two_tables_name_the_same_powers() -> None:
    written = {
        role: {power: reach for reach, powers in given.items() for power in powers}
        for role, given in TABLE.items()
    }
    coded = {
        role.value: {power.value: reach.value for power, reach in given.items()}
        for role, given in POWERS.items()
    }
    assert written == coded


def test_no_administrator_has_a_power_of_another() -> None:
    administrators = [set(POWERS[role]) for role in sorted(ADMINISTRATORS)]
    others = set().union(*(POWERS[role] for role in Role if role not in ADMINISTRATORS))
    for one in administrators:
        for other in administrators:
            assert one is other or not one & other
        assert one & others <= {Power.SEE_LEDGER}


def test_the_page_shows_the_table() -> None:
    rows = [
        [cell.strip() for cell in line.strip("|\n").split("|")]
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    ]
    head = next(row for row in rows if row[0] == "Power")
    roles = [Role(name.strip("`")) for name in head[1:]]
    shown = {
        row[0].split("`")[1]: row[1:] for row in rows if len(row) == len(head) and "`" in row[0]
    }
    assert roles == list(Role)
    for power in Power:
        reaches = [POWERS[role].get(power) for role in roles]
        assert shown[power.value] == [SIGNS[reach] if reach else "" for reach in reaches]
