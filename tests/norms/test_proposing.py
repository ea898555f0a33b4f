"""What people should consider comes from proposals; duties are met, pending or missed."""

from datetime import date

import pytest

from quanheng.norms.finding import Finding, Status
from quanheng.norms.plain import Bench
from quanheng.norms.requirement import DUTIES
from quanheng.packs import installed
from quanheng.sample.district import make_district

ON = date(2025, 12, 31)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("day", [ON, date(2027, 12, 31)])
def test_proposals_are_all_that_asks_for_attention(seed: int, day: date) -> None:
    bench = Bench(make_district(120, None, seed, as_of=ON), installed().values(), day)
    forms = {id: rule.form for pack in installed().values() for id, rule in pack.rules.items()}
    proposed: list[Finding] = []
    for kind, dossiers in bench.subjects().items():
        for dossier in dossiers.values():
            attention = [
                one for one in bench.findings(kind, dossier) if one.status is Status.ATTENTION
            ]
            assert bench.proposals(kind, dossier) == attention
            assert not any(isinstance(forms[one.rule], DUTIES) for one in attention)
            proposed += attention
    assert proposed
