"""The declared conditions against a second, plain reading of the same sentences."""

import re

from hypothesis import HealthCheck, given, settings

from quanheng.norms.eligibility.post import matter_of_post
from quanheng.norms.gate import Nominee
from quanheng.norms.records import Records
from quanheng.packs import installed
from tests.eligibility_oracle import verdicts
from tests.norms.eligibility.strange import cases

GATES = [
    one.gate
    for name, one in installed()["national"].additions.items()
    if name.startswith(("national:eligibility/", "national:barred/"))
]
YEARS = re.compile("在.+岗位的年限")
OF_AGE = {"退休年龄", "可任满一届"}
"""Compared with the published tables elsewhere."""


def answered(on, post, rows):
    """What the gates say, by label."""
    records = Records(rows)
    nominee = Nominee("P0", "王一", {}, records)
    matter = matter_of_post(post, on, [nominee], records)
    told = {}
    for gate in GATES:
        for check in gate.checks(matter):
            label = YEARS.sub("在下一级岗位的年限", check.label.zh)
            assert label not in told
            assert check.about == "P0"
            told[label] = check.status.value
    return {label: status for label, status in told.items() if label not in OF_AGE}


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_both_readings_agree(case):
    on, post, rows = case
    assert answered(on, post, rows) == verdicts(rows, "P0", post, on)
