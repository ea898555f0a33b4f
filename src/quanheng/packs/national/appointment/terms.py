"""Words and numbers that the procedures of selection and appointment share."""

from dataclasses import dataclass

from quanheng.norms.adaptation import UNSAID
from quanheng.norms.finding import Text
from quanheng.norms.gate import Actor
from quanheng.norms.kinds import LEVELS
from quanheng.norms.pack import Confidence, Pack, Parameter
from quanheng.norms.procedure import Ask, Kind, Outcome
from quanheng.packs import wording as w

FAMILY = "appointment"
CLAUSE = "selection"
ORGANISATION, HEAD = Actor.ORGANISATION_OFFICER, Actor.HEAD
DISCIPLINE, MEMBER = Actor.DISCIPLINE_OFFICER, Actor.COMMITTEE_MEMBER
PERSONNEL, SUBJECT = Actor.PERSONNEL_OFFICER, Actor.SUBJECT
SEEN_BY = (Actor.AUDITOR, DISCIPLINE)
LET_PASS = (HEAD, ORGANISATION)
"""Who may together let a step pass although a gate does not hold."""

LEVEL_CHOICES = tuple(
    (name, Text(name, level.name.replace("_", " ").lower())) for name, level in LEVELS.items()
)
ROLES = tuple(
    (zh, Text(zh, en))
    for zh, en in (
        ("党组织书记", "Party secretary"),
        ("行政主任", "administrative head"),
        ("班子成员", "member of the team"),
        ("内设机构", "internal department"),
        ("其他", "other"),
    )
)
BACK = Text("退回", "Send back")
AS_FILED = Text("按档案中的职务名称填写，多个用顿号分开。", "As the file calls them.")
WHICH_FINDING = Text("有的填写：规则、对象和日期。", "If any: the rule, whom, and the day.")


def regulations(article: str, en: str) -> Text:
    """An article of the 2019 regulations, as the source of a number."""
    return Text(
        f"党政领导干部选拔任用工作条例（2019）{article}", f"Selection Regulations (2019) {en}"
    )


@dataclass(frozen=True)
class Numbers:
    """The numbers of the procedure, each a parameter of the national pack."""

    attendance: Parameter
    valid: Parameter
    fresh: Parameter
    reply: Parameter
    quorum: Parameter
    majority: Parameter
    notice: Parameter
    probation: Parameter
    resign: Parameter
    resign_leader: Parameter
    hearing: Parameter
    appeal: Parameter
    review: Parameter


def numbers(pack: Pack) -> Numbers:
    """Declare the numbers; what the text leaves open is for each unit to set."""

    def one(
        name: str, value: int | str, unit: Text, source: Text, sure: Confidence = "high"
    ) -> Parameter:
        return pack.parameter(
            CLAUSE, name, value, unit, source=source, confidence=sure, label=LABELS[name]
        )

    servants = Text("公务员法（2018）第八十五条", "Civil Servants Law (2018) art 85")
    return Numbers(
        one("attendance", "2/3", w.SHARE, UNSAID, "low"),
        one("valid", 12, w.MONTHS, regulations("第十六条至第二十二条", "arts 16-22")),
        one("fresh", 6, w.MONTHS, UNSAID, "low"),
        one("reply", 5, w.WORKING_DAYS, UNSAID),
        pack.parameters[f"{pack.id}:decision/quorum"],
        pack.parameters[f"{pack.id}:decision/passing"],
        one("notice", 5, w.WORKING_DAYS, regulations("第四十条至第四十四条", "arts 40-44")),
        one("probation", 12, w.MONTHS, regulations("第四十条至第四十四条", "arts 40-44")),
        one("resign", 30, w.DAYS, servants),
        one("resign-leader", 90, w.DAYS, servants),
        one("hearing", 5, w.WORKING_DAYS, UNSAID),
        one(
            "appeal",
            30,
            w.DAYS,
            Text("公务员法（2018）第九十五条", "Civil Servants Law (2018) art 95"),
        ),
        one("review", 30, w.DAYS, Text("公务员申诉规定（2022）", "Rules on appeals (2022)")),
    )


LABELS = {
    "attendance": Text("会议推荐到会比例", "attendance at the recommendation meeting"),
    "valid": Text("民主推荐结果有效期", "validity of a recommendation"),
    "fresh": Text("核查结果有效期", "validity of the verifications"),
    "reply": Text("本人说明期限", "time for the person to reply"),
    "notice": Text("任前公示天数", "days of public notice"),
    "probation": Text("任职试用期", "probation in office"),
    "resign": Text("辞职审批期限", "time to answer a resignation"),
    "resign-leader": Text("领导成员辞职审批期限", "time to answer a leading member"),
    "hearing": Text("陈述申辩期限", "time to be heard"),
    "appeal": Text("申请复核期限", "time to ask for a review"),
    "review": Text("复核决定期限", "time to decide a review"),
}


def long(name: str, zh: str, en: str, *, required: bool = True, help: Text | None = None) -> Ask:
    """A long text to be entered."""
    return Ask(name, Text(zh, en), Kind.LONG_TEXT, required=required, help=help)


def line(name: str, zh: str, en: str, *, required: bool = True, help: Text | None = None) -> Ask:
    """A short text to be entered."""
    return Ask(name, Text(zh, en), required=required, help=help)


def day(name: str, zh: str, en: str, *, required: bool = True) -> Ask:
    """A day to be entered."""
    return Ask(name, Text(zh, en), Kind.DATE, required=required)


def number(name: str, zh: str, en: str, *, required: bool = True) -> Ask:
    """A number to be entered."""
    return Ask(name, Text(zh, en), Kind.NUMBER, required=required)


def yes_no(name: str, zh: str, en: str, *, required: bool = True, help: Text | None = None) -> Ask:
    """A question to be answered with yes or no."""
    return Ask(name, Text(zh, en), Kind.YES_NO, required=required, help=help)


def choice(name: str, zh: str, en: str, *choices: tuple[str, Text], required: bool = True) -> Ask:
    """One of several answers."""
    return Ask(name, Text(zh, en), Kind.CHOICE, choices, required=required)


def onward(name: str, zh: str, en: str) -> Outcome:
    """The outcome with which a step leads on."""
    return Outcome(name, Text(zh, en))


def back(to: str) -> Outcome:
    """Sending a case back to a step, with a reason."""
    return Outcome("returned", BACK, to=to, reason=True)
