"""Teams for the demonstration: targets and needs of one team, an analysis, a post, a plan."""

from collections.abc import Mapping
from datetime import date, timedelta

from quanheng.norms.kinds import Level
from quanheng.office.accounts.models import User
from quanheng.office.records.models import Person, Unit
from quanheng.office.selection.models import PostNeed, TeamAnalysis
from quanheng.office.selection.teams import actions
from quanheng.office.selection.teams.exchange import long_in_post
from quanheng.office.selection.teams.judging import Bounds
from quanheng.office.selection.teams.members import posts_held

TARGETS = (
    ("age", "young", Bounds(1, None), "老中青梯次配备"),
    ("education", "bachelor", Bounds(50, None, share=True), "专业化要求"),
    ("sex", "women", Bounds(1, None), "统筹配备女干部"),
    ("politics", "outside", Bounds(1, None), "统筹配备党外干部"),
    ("tenure", "10-99", Bounds(None, 1), "班子相对稳定、适时交流"),
)
NEEDS = (
    ("财政金融", 1, "项目融资任务重"),
    ("城建管理", 2, "城市更新职能"),
    ("法律", 1, "依法行政"),
)
ANALYSIS = {
    "running": "分工明确，民主集中制执行较好，重点工作推进有力。",
    "strengths": "班子成员熟悉基层，协作顺畅。",
    "problems": "年轻干部少，财政金融专业力量不足。",
    "suggestions": "空缺副职优先考虑有财政金融经历的人选条件，先定工作方案。",
}
POST = {
    "title": "副局长（分管财务）",
    "vacancy": "现任一人一年内到龄。",
    "lacks": "班子缺少财政金融专业成员。",
    "asks": "有财政或金融工作经历，任下一级职务满两年。",
}


def sample_teams(users: Mapping[str, User], on: date) -> None:
    """Put them into the bureau with the largest team; ``users`` by log-in name."""
    by, other = users["organisation-officer"], users["organisation-officer-2"]
    unit = _largest(on)
    if unit is None:
        return
    told = {"by": by, "on": on}
    for dimension, category, bounds, reason in TARGETS:
        actions.set_target(unit, dimension, category, bounds, reason=reason, **told)
    for field, number, reason in NEEDS:
        actions.set_need(unit, field, number, reason=reason, **told)
    actions.note_step(unit, "财政金融", "training", "选派1名副职参加财政金融专题班", **told)
    before = on - timedelta(days=30)
    made = actions.write_analysis(unit, ANALYSIS, by=by, on=before)
    analysis = TeamAnalysis.objects.get(pk=made.about_key)
    actions.sign_paper(analysis, by=other, on=before + timedelta(days=2))
    made = actions.describe_post(unit, 110, False, POST, **told)
    _opinion(PostNeed.objects.get(pk=made.about_key), by, on)
    for row in long_in_post(by, "", None).rows[:3]:
        told_why = {"reason": "任现职时间较长，列入年度交流", **told}
        actions.plan_exchange(row.person, on.year + 1, "term", **told_why)


def _largest(on: date) -> Unit | None:
    """The bureau with most people in its team."""
    held = posts_held(on).filter(unit__category="区直部门", unit__name__endswith="局").order_by()
    sizes: dict[int, int] = {}
    for unit in held.values_list("unit", flat=True):
        sizes[unit] = sizes.get(unit, 0) + 1
    chosen = min(sizes, key=lambda unit: (-sizes[unit], unit), default=None)
    return None if chosen is None else Unit.objects.get(pk=chosen)


def _opinion(need: PostNeed, by: User, on: date) -> None:
    """An opinion on somebody who knows money."""
    people = Person.objects.filter(
        particularss__known_until=None,
        particularss__familiar_field="财政金融",
        tenures__known_until=None,
        tenures__end=None,
        tenures__level=Level.SUBSECTION,
    )
    person = people.visible_to(by).order_by("code").first()  # type: ignore[attr-defined]
    if person is not None:
        text = "专业对口，从事财政工作多年；基层领导经历不足，建议结合任职经历进一步了解。"
        actions.give_opinion(need, person, text, "熟悉领域是否与现岗位一致。", by=by, on=on)
