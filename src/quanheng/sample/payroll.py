"""Payroll: thirteen months of pay, higher in townships than in departments."""

from datetime import date

from quanheng.norms.dates import add_months
from quanheng.norms.kinds import Level, Pay
from quanheng.sample.draft import Draft, Official, number

_BASE = {
    Level.DIVISION_CHIEF: 13600,
    Level.DIVISION_DEPUTY: 12300,
    Level.SECTION_CHIEF: 11000,
    Level.SECTION_DEPUTY: 10100,
    Level.SUBSECTION: 9300,
    Level.STAFF: 8500,
}
_PAID = ("党委", "区直部门", "街道", "乡镇", "园区", "事业单位")
MONTHS = 13


def write_payroll(draft: Draft) -> None:
    """Write who was paid what, and for how many days at work."""
    months = [add_months(draft.as_of.replace(day=1), back) for back in range(1 - MONTHS, 1)]
    factors = _factors(draft)
    paid = [o for o in draft.officials if o.seat.unit.category in _PAID]
    absent = draft.excepted("paid-absent", [o.code for o in paid if o.left is None])
    gone = [o.code for o in paid if o.left and months[1] <= o.left < months[-1]]
    kept = draft.excepted("paid-after-leaving", gone) or frozenset(gone)
    for official in paid:
        factor = factors.get(official.seat.unit.code, 1.0)
        for turn, month in enumerate(months):
            if _employed(official, month) or official.code in kept:
                away = official.code in absent and turn >= MONTHS - 4
                _pay(draft, official, month, factor, 0 if away else None)


def _factors(draft: Draft) -> dict[str, float]:
    """How many times a department's pay townships and streets pay: above 1.2, with exceptions."""
    areas = [place.code for place in draft.of("乡镇", "街道")]
    low = draft.excepted("low-pay", areas)
    return {
        code: draft.rng.uniform(1.06, 1.12) if code in low else draft.rng.uniform(1.31, 1.38)
        for code in areas
    }


def _employed(official: Official, month: date) -> bool:
    if add_months(month, 1) <= official.began:
        return False
    return official.left is None or official.left > month


def _pay(draft: Draft, official: Official, month: date, factor: float, days: int | None) -> None:
    rng = draft.rng
    level = next(
        (stint.seat.level for stint in reversed(official.stints) if stint.start <= month),
        official.stints[0].seat.level,
    )
    amount = _BASE[level] * factor * rng.uniform(0.985, 1.015)
    draft.add(
        Pay,
        person=official.code,
        month=month,
        payer=official.seat.unit.code,
        amount=None if rng.random() < 0.004 else number(round(amount)),
        attendance=number(rng.randint(17, 22) if days is None else days),
    )
