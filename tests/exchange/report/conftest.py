"""Reports to write: a small one made by hand, and a crowd like that of a district."""

from datetime import date

import pytest

from quanheng.exchange.report.model import PackInfo, Report, RuleInfo
from quanheng.norms.finding import Evidence, NationalStatus, Status, SubjectType, Text
from quanheng.norms.kinds import Level, Person, Tenure, Unit
from quanheng.norms.records import Records
from tests.exchange.report.builders import clause, finding, post
from tests.exchange.report.crowd import make_crowd


@pytest.fixture
def small() -> Report:
    """Two packs, three rules, two people, a unit; names that try to do harm."""
    records = Records(
        {
            Unit: [
                Unit(row=2, code="U1", name="区发展改革局", category="区直部门"),
                Unit(row=3, code="U2", name="湖滨街道", category="街道"),
            ],
            Person: [
                Person(row=2, code="001", name="张明", sex="男", birth=date(1975, 3, 1)),
                Person(row=3, code="002", name="=1+2", sex="女", birth=date(1980, 5, 1)),
            ],
            Tenure: [
                post(2, "001", "U2", "副主任", Level.SECTION_DEPUTY),
                post(3, "001", "U1", "局长", Level.SECTION_CHIEF),
                post(4, "002", "U2", "主任", Level.SECTION_CHIEF),
                post(5, "002", "U1", "科长", Level.SECTION_CHIEF, end=date(2025, 7, 1)),
            ],
        }
    )
    talks, lecture, report = "alpha:1/talks", "alpha:2/lecture", "beta:1/report"
    superseded = NationalStatus.SUPERSEDED
    return Report(
        as_of=date(2025, 7, 1),
        packs=(
            PackInfo(
                "alpha",
                Text("甲文件", "Document A"),
                (
                    clause("alpha", "1", "每年谈心谈话", "talks every year"),
                    clause("alpha", "2", "每年讲党课", "a lecture every year", superseded),
                    clause("alpha", "3", "背景", "background"),
                ),
            ),
            PackInfo(
                "beta",
                Text("乙文件", "Document B"),
                (clause("beta", "1", "每年报告", "a yearly report"),),
            ),
        ),
        rules={
            talks: RuleInfo(Text("谈心谈话", "talks"), "alpha:1"),
            lecture: RuleInfo(Text("专题党课", "lecture"), "alpha:2"),
            report: RuleInfo(Text("年度报告", "yearly report"), "beta:1"),
        },
        findings=(
            finding(
                talks,
                "001",
                "张明",
                Status.MET,
                measured=2.0,
                evidence=(
                    Evidence("监督", 4),
                    Evidence("监督", 5),
                    Evidence("监督", 9),
                    Evidence("活动", 7),
                ),
            ),
            finding(talks, "002", "=1+2", Status.MISSED, measured=0),
            finding(lecture, "001", "张明", Status.PENDING, measured=0, national_status=superseded),
            finding(
                lecture,
                "002",
                "=1+2",
                Status.NO_DATA,
                message=Text(
                    "<script>alert(1)</script>未提供\x1b[31m。",
                    "<script>alert(1)</script>no data\x1b[31m.",
                ),
            ),
            finding(
                report,
                "U1",
                "区发展改革局",
                Status.ATTENTION,
                subject_type=SubjectType.UNIT,
                measured=0.85,
                measure_unit=Text("比例", "share"),
                window_start=None,
                window_end=None,
            ),
        ),
        records=records,
        warnings=("工作表“杂项”未识别。",),
        skipped=("干部 第9行：出生年月无法读取。",),
    )


@pytest.fixture(scope="session")
def crowd() -> Report:
    """Three hundred people."""
    return make_crowd(300)
