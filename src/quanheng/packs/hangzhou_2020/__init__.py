"""杭州2020主题教育成果意见: lasting results of the theme education (2020-12-23)."""

import tomllib
from datetime import date
from importlib.resources import files

from quanheng.norms.adaptation import UNSAID
from quanheng.norms.finding import Text
from quanheng.norms.kinds import Activity, Level, Training
from quanheng.norms.measure import (
    YEAR,
    Count,
    Least,
    Rolling,
    activity,
    at_least,
    rows,
)
from quanheng.norms.pack import Pack
from quanheng.norms.population import (
    People,
    Post,
    committees,
    county_leaders,
    everyone,
    leaders,
    party,
    responsible,
    team_members,
    units,
)
from quanheng.norms.requirement import (
    AlsoOnTheDay,
    ContactKept,
    ContactVisited,
    OnePerson,
    Requirement,
    VillagesWalked,
)
from quanheng.packs import wording as w
from quanheng.packs.hangzhou_2020 import agenda, appointment

pack = Pack(
    "hangzhou-2020",
    title=Text(
        "关于巩固深化“不忘初心、牢记使命”主题教育成果的实施意见",
        "Hangzhou opinions on lasting results of the theme education (2020)",
    ),
    issuer=Text("中共杭州市委办公厅", "General Office, CPC Hangzhou Municipal Committee"),
    since=date(2020, 12, 23),
    rows=tomllib.loads(files(__name__).joinpath("clauses.toml").read_text("utf-8"))["clause"],
    short=Text("杭州2020", "Hangzhou 2020"),
)
NATIONAL = Text("频次依国家规定", "frequency from national rules")

section_leaders = leaders(Level.SECTION_DEPUTY)
section_team = team_members(Level.SECTION_DEPUTY)
villages = units("村", "社区")

# Once a year (13: as many days): whom, what, and the least

for slug, title, who, measure, least, unit in (
    (
        "1/lecture",
        Text("党员领导干部讲专题党课", "a thematic lecture by each leader"),
        party(section_leaders),
        activity("专题党课"),
        1,
        w.TIMES,
    ),
    (
        "1/reading-class",
        Text("领导干部专题读书班", "leaders' reading class"),
        committees(),
        activity("读书班"),
        1,
        w.TIMES,
    ),
    (
        "4/centre-group-charter",
        Text("中心组党章集体学习", "centre group studies the charter"),
        committees(),
        activity("中心组党章学习"),
        1,
        w.TIMES,
    ),
    (
        "4/branch-charter",
        Text("党支部党章专题学习", "branch studies the charter"),
        units("党支部"),
        activity("支部党章学习"),
        1,
        w.TIMES,
    ),
    (
        "5/secretary-training",
        Text("基层党组织书记县级以上培训", "secretaries trained at county level or above"),
        People(Post(role="党组织书记", unit_in=frozenset({"村", "社区", "党支部"}))),
        Count(rows(Training, host=("县", "市", "省", "中央"))),
        1,
        w.TIMES,
    ),
    (
        "9/branch-life",
        Text("领导干部双重组织生活", "leaders' attendance in their branch"),
        party(leaders()),
        Least((activity("主题党日"), activity("组织生活会"))),
        1,
        w.TIMES,
    ),
    (
        "12/research-report",
        Text("领衔撰写调研报告", "a research report by each county leader"),
        county_leaders(),
        activity("调研报告"),
        1,
        Text("篇", "reports"),
    ),
    (
        "13/field-days",
        Text("下基层调研三个月", "three months of grassroots research"),
        county_leaders(),
        activity("下基层调研"),
        90,
        w.DAYS,
    ),
    (
        "13/research-exchange",
        Text("调研成果交流", "exchange of research results"),
        committees(),
        activity("调研成果交流"),
        1,
        w.TIMES,
    ),
    (
        "15/livelihood",
        Text("领办民生实事", "one livelihood project each"),
        section_team,
        activity("领办民生实事"),
        1,
        Text("件", "projects"),
    ),
    (
        "15/hard-case",
        Text("化解难题积案", "one hard case settled each"),
        section_team,
        activity("化解积案"),
        1,
        Text("件", "cases"),
    ),
):
    clause, _, name = slug.partition("/")
    pack.rule(
        slug,
        title,
        Requirement(
            who=who,
            what=at_least(measure, pack.parameter(clause, name, least, unit)),
            within=YEAR,
        ),
    )
for slug, title, type, source in (
    (
        "8/political-report",
        Text("专题听取政治素质报告", "political-quality report"),
        "政治素质报告",
        UNSAID,
    ),
    ("9/democratic-life", Text("民主生活会", "democratic life meeting"), "民主生活会", NATIONAL),
):
    clause, _, name = slug.partition("/")
    pack.rule(
        slug,
        title,
        Requirement(
            who=committees(),
            what=at_least(activity(type), pack.parameter(clause, name, 1, w.TIMES, source=source)),
            within=YEAR,
        ),
    )

# 2: the first item

pack.rule(
    "2/first-item",
    Text("党委会“第一议题”", "the first item of every committee meeting"),
    AlsoOnTheDay(
        who=committees(),
        days_with=rows(Activity, type="党委会"),
        also=rows(Activity, type="第一议题"),
        share=pack.parameter(
            "2",
            "first-item",
            1,
            w.SHARE,
            source=UNSAID,
            label=Text("列为第一议题的会议比例", "share of meetings"),
        ),
        within=YEAR,
    ),
)

# 5: rotation of members

pack.rule(
    "5/member-rotation",
    Text("党员五年集中轮训", "members rotated through training in five years"),
    Requirement(
        who=party(everyone()),
        what=at_least(
            Count(rows(Training, mode=("脱产", "党性教育", "专题班"))),
            pack.parameter("5", "member-rotation", 1, w.TIMES),
        ),
        within=Rolling(pack.parameter("5", "rotation-years", 5, w.YEARS)),
    ),
)

# 14, 15: townships and contact points

pack.rule(
    "14/villages-walked",
    Text("包乡走村走遍", "all villages of one's township walked"),
    VillagesWalked(
        who=responsible("包乡"),
        visits=rows(Activity, type="包村走访"),
        villages=villages,
        share=pack.parameter("14", "walked", 1, w.SHARE),
        within=YEAR,
    ),
)
pack.rule(
    "15/contact-visit",
    Text("深入联系点", "visits to the contact point"),
    ContactVisited(
        who=responsible("联系点"),
        visits=rows(Activity, type="联系点走访"),
        least=pack.parameter("15", "contact-visit", 1, w.TIMES),
        within=YEAR,
    ),
)
pack.rule(
    "15/contact-kept",
    Text("联系点联系时间", "a contact point kept for a year"),
    ContactKept(
        who=responsible("联系点"),
        months=pack.parameter("15", "contact-kept", 12, w.MONTHS),
        within=YEAR,
    ),
)

# 20: secretary and director one person

pack.rule(
    "20/one-person",
    Text("书记主任“一肩挑”", "secretary and director are one person"),
    OnePerson(
        who=villages,
        first="党组织书记",
        second="行政主任",
        least=pack.parameter(
            "20",
            "one-person",
            1,
            w.PEOPLE,
            source=UNSAID,
            label=Text("同时担任两职的人数", "people in both posts"),
        ),
    ),
)
agenda.declare(pack)
appointment.declare(pack)
