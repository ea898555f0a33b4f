"""What the actions on items of action lists do."""

from datetime import date

from django.core.files.base import ContentFile

from quanheng.office.duties import actions
from tests.office.action_case import Case
from tests.office.duties.making import (
    AUDITOR,
    DISCIPLINE,
    OFFICIAL,
    PERSONNEL,
    PETITION,
    answered,
    assigned,
    book,
    burden,
    close,
    closed,
    imported,
    last_year,
    person,
    raised,
    ready,
    root,
    row,
    told,
    uploaded,
)

CASES = [
    Case(
        "duties.actions.raise_duty",
        says="duty raised",
        before=person,
        works=lambda world, _one: raised(world),
        refused=[
            lambda world, _one: raised(world, owner=None),
            lambda world, _one: raised(world, lead_unit=None),
            lambda world, _one: raised(world, deadline=None),
            lambda world, _one: raised(world, deadline=date(2020, 1, 1)),
            lambda world, _one: raised(world, source_list="听说"),
            lambda world, _one: raised(world, type="别的"),
            lambda world, _one: raised(world, topic="庸懒散慢"),
            lambda world, _one: raised(world, OFFICIAL),
            lambda world, _one: raised(world, PETITION),
            lambda world, _one: raised(world, PERSONNEL, lead_unit=root(world)),
        ],
    ),
    Case(
        "duties.actions.set_measures",
        says="duty measures set",
        before=assigned,
        works=lambda world, duty: actions.set_measures(duty, ["甲", "乙"], **told(world, OFFICIAL)),
        refused=[
            lambda world, duty: actions.set_measures(duty, [" "], **told(world, OFFICIAL)),
            lambda world, duty: actions.set_measures(duty, ["甲"], **told(world, AUDITOR)),
        ],
    ),
    Case(
        "duties.actions.finish_measure",
        says="duty measure done",
        before=assigned,
        works=lambda world, duty: actions.finish_measure(duty, 1, **told(world, OFFICIAL)),
        refused=[
            lambda world, duty: actions.finish_measure(duty, 9, **told(world, OFFICIAL)),
            lambda world, duty: actions.finish_measure(duty, 1, **told(world, AUDITOR)),
        ],
    ),
    Case(
        "duties.actions.note_progress",
        says="duty progress noted",
        before=assigned,
        works=lambda world, duty: actions.note_progress(
            duty, "完成一半", percent=50, **told(world, OFFICIAL)
        ),
        refused=[
            lambda world, duty: actions.note_progress(duty, " ", **told(world, OFFICIAL)),
            lambda world, duty: actions.note_progress(
                duty, "甲", percent=101, **told(world, OFFICIAL)
            ),
            lambda world, duty: actions.note_progress(duty, "甲", **told(world, AUDITOR)),
        ],
    ),
    Case(
        "duties.actions.note_progress",
        says="duty progress noted",
        before=imported,
        works=lambda world, duty: actions.note_progress(duty, "从档案纳入", **told(world)),
    ),
    Case(
        "duties.actions.add_evidence",
        says="duty evidence added",
        before=assigned,
        works=lambda world, duty: actions.add_evidence(
            duty, "报告", file=ContentFile(b"%PDF-1.4", name="报告.pdf"), **told(world, OFFICIAL)
        ),
        refused=[
            lambda world, duty: actions.add_evidence(duty, "", **told(world, OFFICIAL)),
            lambda world, duty: actions.add_evidence(
                duty, "报告", file=ContentFile(b"MZ", name="报告.exe"), **told(world, OFFICIAL)
            ),
            lambda world, duty: actions.add_evidence(duty, "报告", **told(world, AUDITOR)),
        ],
    ),
    Case(
        "duties.actions.answer_duty",
        says="duty answered",
        before=assigned,
        works=lambda world, duty: actions.answer_duty(duty, "办结", **told(world, OFFICIAL)),
        refused=[
            lambda world, duty: actions.answer_duty(duty, "", **told(world, OFFICIAL)),
            lambda world, duty: actions.answer_duty(duty, "办结", **told(world, AUDITOR)),
        ],
    ),
    Case(
        "duties.actions.answer_duty",
        says="duty answered",
        before=lambda world: assigned(world, type="承诺", source_list=None, measures=()),
        works=lambda world, duty: actions.answer_duty(duty, "兑现", **told(world, OFFICIAL)),
    ),
    Case(
        "duties.actions.verify_duty",
        says="duty verified",
        before=answered,
        works=lambda world, duty: actions.verify_duty(duty, passed=True, **told(world)),
        refused=[
            lambda world, duty: actions.verify_duty(duty, passed=False, **told(world)),
            lambda world, duty: actions.verify_duty(duty, passed=True, **told(world, OFFICIAL)),
            lambda world, duty: actions.verify_duty(duty, passed=True, **told(world, AUDITOR)),
        ],
    ),
    Case(
        "duties.actions.verify_duty",
        says="duty answer returned",
        before=lambda world: answered(world, by=PERSONNEL),
        works=lambda world, duty: actions.verify_duty(
            duty, passed=False, opinion="缺整改照片", **told(world)
        ),
        refused=[
            lambda world, duty: actions.verify_duty(duty, passed=True, **told(world, PERSONNEL)),
        ],
    ),
    Case(
        "duties.actions.close_duty",
        says="duty closed",
        before=ready,
        works=close,
        refused=[
            lambda world, made: close(world, made, proof=None),
            lambda world, made: close(world, made, OFFICIAL),
            lambda world, made: close(world, made, AUDITOR),
        ],
    ),
    Case(
        "duties.actions.close_duty",
        says="duty closed",
        before=lambda world: ready(
            world, type="问题", topic="铺张浪费", category="摊派费用", source_list="群众提"
        ),
        works=lambda world, made: close(world, made, undecided="经核实不成立"),
        refused=[close],
    ),
    Case(
        "duties.actions.plan_look_back",
        says="duty look-back planned",
        before=assigned,
        works=lambda world, duty: actions.plan_look_back(duty, date(2026, 6, 1), **told(world)),
        refused=[
            lambda world, duty: actions.plan_look_back(duty, date(2025, 6, 1), **told(world)),
            lambda world, duty: actions.plan_look_back(
                duty, date(2026, 6, 1), **told(world, OFFICIAL)
            ),
        ],
    ),
    Case(
        "duties.actions.look_back",
        says="duty looked back",
        before=closed,
        works=lambda world, duty: actions.look_back(duty, finding="ok", **told(world)),
        refused=[
            lambda world, duty: actions.look_back(duty, finding="relapse", **told(world)),
            lambda world, duty: actions.look_back(duty, finding="别的", **told(world)),
            lambda world, duty: actions.look_back(duty, finding="ok", **told(world, OFFICIAL)),
        ],
    ),
    Case(
        "duties.actions.reopen_duty",
        says="duty reopened",
        before=closed,
        works=lambda world, duty: actions.reopen_duty(
            duty, reason="反弹", deadline=date(2026, 9, 1), **told(world)
        ),
        refused=[
            lambda world, duty: actions.reopen_duty(duty, reason=" ", **told(world)),
            lambda world, duty: actions.reopen_duty(duty, reason="甲", **told(world, OFFICIAL)),
        ],
    ),
    Case(
        "duties.actions.extend_deadline",
        says="duty deadline extended",
        before=assigned,
        works=lambda world, duty: actions.extend_deadline(
            duty, date(2026, 5, 1), reason="工期顺延", **told(world)
        ),
        refused=[
            lambda world, duty: actions.extend_deadline(
                duty, date(2026, 5, 1), reason="", **told(world)
            ),
            lambda world, duty: actions.extend_deadline(
                duty, date(2026, 2, 1), reason="甲", **told(world)
            ),
            lambda world, duty: actions.extend_deadline(
                duty, date(2026, 5, 1), reason="甲", **told(world, OFFICIAL)
            ),
        ],
    ),
    Case(
        "duties.actions.remind_duty",
        says="duty reminded",
        before=assigned,
        works=lambda world, duty: actions.remind_duty(duty, text="请抓紧", **told(world)),
        refused=[lambda world, duty: actions.remind_duty(duty, **told(world, OFFICIAL))],
    ),
    Case(
        "duties.actions.carry_over",
        says="duties carried over",
        before=last_year,
        works=lambda world, duty: actions.carry_over([duty], year=2026, **told(world)),
        refused=[
            lambda world, duty: actions.carry_over([], year=2026, **told(world)),
            lambda world, duty: actions.carry_over([duty], year=2025, **told(world)),
            lambda world, duty: actions.carry_over([duty], year=2026, type="承诺", **told(world)),
            lambda world, duty: actions.carry_over([duty], year=2026, **told(world, OFFICIAL)),
        ],
    ),
    Case(
        "duties.actions.upload_sheet",
        says="duty list uploaded",
        before=lambda world: book(row(world)),
        works=lambda world, file: actions.upload_sheet(file, **told(world)),
        refused=[
            lambda world, file: actions.upload_sheet(file, **told(world, AUDITOR)),
            lambda world, _file: actions.upload_sheet(ContentFile(b"PK", "a.xlsx"), **told(world)),
        ],
    ),
    Case(
        "duties.actions.apply_upload",
        says="duty list applied",
        before=uploaded,
        works=lambda world, made: actions.apply_upload(made, **told(world)),
        refused=[lambda world, made: actions.apply_upload(made, **told(world, DISCIPLINE))],
    ),
    Case(
        "duties.actions.apply_upload",
        says="duty list applied",
        before=lambda world: uploaded(world, row(world), row(world, number="2", owner="无此人")),
        works=lambda world, made: actions.apply_upload(made, without_refused=True, **told(world)),
        refused=[lambda world, made: actions.apply_upload(made, **told(world))],
    ),
    Case(
        "duties.actions.cancel_upload",
        says="duty list cancelled",
        before=uploaded,
        works=lambda world, made: actions.cancel_upload(made, **told(world)),
        refused=[lambda world, made: actions.cancel_upload(made, **told(world, DISCIPLINE))],
    ),
    Case(
        "duties.actions.note_burden",
        says="burden noted",
        before=root,
        works=burden,
        refused=[
            lambda world, unit: burden(world, unit, source=""),
            lambda world, unit: burden(world, unit, what="别的"),
            lambda world, unit: burden(world, unit, PERSONNEL),
            lambda world, unit: burden(world, unit, AUDITOR),
        ],
    ),
    Case(
        "duties.actions.note_export",
        says="duties exported",
        works=lambda world: actions.note_export(3, "type=批示", **told(world)),
        refused=[lambda world: actions.note_export(3, "", **told(world, AUDITOR))],
    ),
]
