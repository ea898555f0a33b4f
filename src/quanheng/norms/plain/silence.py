"""Why a rule has nothing to say of a subject: it does not apply, or finds nothing."""

from collections.abc import Iterator, Mapping

from quanheng.norms.finding import Text
from quanheng.norms.kinds import Person, Tenure, Unit
from quanheng.norms.pack import Form
from quanheng.norms.plain.case import View
from quanheng.norms.plain.reasons import differs, ended, unfit, unseen
from quanheng.norms.population import People, Responsible, Units
from quanheng.norms.proposal import GradeShare, PayRatio
from quanheng.norms.requirement import (
    AlsoOnTheDay,
    CatchUp,
    ContactKept,
    EachTenure,
    Requirement,
    VillagesWalked,
    WithinQuota,
)

UNMET = Text("条件不成立，没有需要研判的事项", "its condition does not hold")
QUIET: Mapping[type[Form], Text] = {
    Requirement: Text(
        "提任补训期内，由补训规则代替", "the catch-up after a promotion takes its place"
    ),
    CatchUp: Text(
        "最近一次任职不是提拔，或提拔前已达标", "no recent promotion, or met before the promotion"
    ),
    EachTenure: Text("在任职务任职过早", "the posts held began too long ago"),
    VillagesWalked: Text("所包乡镇没有村（社区）", "the townships have no villages"),
    ContactKept: Text("本年没有结束的联系点", "no contact point ended in the year"),
    AlsoOnTheDay: Text("统计期内没有会议", "no meeting in the window"),
    WithinQuota: Text("正职职数、副职职数均为空", "正职职数 and 副职职数 are blank"),
}
"""Why a form that applies to a subject says nothing; else ``UNMET``."""


def silence(form: Form, view: View) -> Text | None:
    """Why a rule does not apply to the subject; None if it does, and finds nothing to say."""
    who = getattr(form, "who", None)
    if isinstance(form, GradeShare | PayRatio):
        who = Units(form.categories)
    if isinstance(who, Units):
        return _not_of_the_units(who, view)
    if isinstance(who, Responsible) and view.standing(who) is None:
        return Text(f"当日没有“{who.type}”记录", f"no {who.type} record in force on the day")
    if isinstance(who, People):
        return _not_of_the_people(who, view)
    return None


def posts_outside(who: People, view: View) -> Iterator[tuple[Tenure, Text]]:
    """The posts by which a person might be one of ``who``, and why they do not make it so."""
    case = view.case
    for row in view.dossier.of(Tenure):
        found = unseen(row, case.on) or ended(row, case.on)
        found = found or unfit(who.holding, row, case.category(row.unit))
        if found is not None:
            yield row, found


def _not_of_the_units(who: Units, view: View) -> Text | None:
    unit = view.dossier.head
    if not isinstance(unit, Unit):
        return Text("单位表中没有该单位", "the unit is not in the sheet 单位")
    if who.categories is not None and unit.category not in who.categories:
        return differs("单位类别", unit.category, *who.categories)
    if who.root and unit.parent is not None:
        return Text(
            "有上级单位；本条只适用发文的党委（没有上级单位的党委）",
            "it has a superior; the rule speaks of the committee that issued it",
        )
    return None


def _not_of_the_people(who: People, view: View) -> Text | None:
    head, case = view.dossier.head, view.case
    if who.politics and (not isinstance(head, Person) or head.politics not in who.politics):
        return differs("政治面貌", getattr(head, "politics", None), *who.politics)
    if who.staff is not None and (
        not isinstance(head, Person) or (head.staff_category or "") not in {*who.staff, ""}
    ):
        return differs("人员类别", getattr(head, "staff_category", None), *who.staff)
    held = [row for row in view.dossier.of(Tenure) if case.in_force(row)]
    if not held:
        return Text("当日没有在任职务", "no post is held on the day")
    wrong = [unfit(who.holding, row, case.category(row.unit)) for row in held]
    if all(wrong):
        first = next(one for one in wrong if one)
        return Text(f"在任职务不符：{first.zh}", f"no post held is of that kind: {first.en}")
    barring = [row for row in held if who.unless and who.unless.fits(row, case.category(row.unit))]
    if barring:
        posts = "、".join(row.title for row in barring)
        return Text(f"在任职务“{posts}”不属本条", f"the post “{posts}” puts the person outside")
    return None
