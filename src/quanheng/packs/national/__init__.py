"""National rules that local documents are read against: their own clocks, influence periods."""

import tomllib
from datetime import date
from importlib.resources import files

from quanheng.norms.finding import Text
from quanheng.norms.kinds import Award, Level
from quanheng.norms.measure import (
    MONTH,
    QUARTER,
    YEAR,
    Calendar,
    activity,
    at_least,
    matters,
    rows,
)
from quanheng.norms.pack import Pack
from quanheng.norms.population import leaders, units
from quanheng.norms.proposal import Influence
from quanheng.norms.requirement import ConsecutiveGrade, Requirement
from quanheng.packs import wording as w
from quanheng.packs.national import (
    appointment,
    decision,
    eligibility,
    key_facts,
    leaving_check,
    prior_report,
    retirement,
)

pack = Pack(
    "national",
    title=Text("国家和党内法规要点", "National rules (extract)"),
    issuer=Text(
        "中共中央、全国人大常委会等", "Central Committee, NPC Standing Committee and others"
    ),
    since=date(2006, 1, 1),
    rows=tomllib.loads(files(__name__).joinpath("clauses.toml").read_text("utf-8"))["clause"],
    short=Text("国家规定", "National"),
    reference=True,
)
REPORTING = Text(
    "领导干部报告个人有关事项规定（2017）第五条", "Personal Matters Rules (2017) art 5"
)
BRANCH = Text("中国共产党支部工作条例（2018）", "Branch Regulations (2018)")
SERVANTS = Text("公务员法（2018）第八十八条", "Civil Servants Law (2018) art 88")
ADMONITION = Text("干部选拔任用和诫勉有关规定", "rules on appointment and admonition")
SANCTION = Text("纪律处分条例、政务处分法", "Discipline Regulations, Administrative Sanctions Law")

pack.rule(
    "personal-matters/annual",
    Text("年度报告个人有关事项", "annual report of personal matters"),
    Requirement(
        who=leaders(Level.DIVISION_DEPUTY),
        what=at_least(
            matters("个人事项报告"),
            pack.parameter("personal-matters", "reports", 1, w.TIMES, source=REPORTING),
        ),
        within=Calendar(
            "year",
            closes=(
                pack.parameter("personal-matters", "month", 1, w.MONTH_NUMBER, source=REPORTING),
                pack.parameter("personal-matters", "day", 31, w.DAY_NUMBER, source=REPORTING),
            ),
        ),
    ),
)
for slug, title, type, within in (
    ("general-meeting", Text("支部党员大会", "branch general meeting"), "支部党员大会", QUARTER),
    ("committee", Text("支部委员会会议", "branch committee meeting"), "支委会", MONTH),
    ("theme-day", Text("主题党日", "theme day"), "主题党日", MONTH),
    ("review", Text("民主评议党员", "democratic review of members"), "民主评议党员", YEAR),
):
    pack.rule(
        f"branch/{slug}",
        title,
        Requirement(
            who=units("党支部"),
            what=at_least(
                activity(type), pack.parameter("branch", slug, 1, w.TIMES, source=BRANCH)
            ),
            within=within,
        ),
    )
pack.rule(
    "civil-servant/dismissal-two-years",
    Text("年度考核连续不称职", "incompetent in consecutive years"),
    ConsecutiveGrade(
        grade="不称职",
        years=pack.parameter("civil-servant", "incompetent-years", 2, w.YEARS, source=SERVANTS),
    ),
)
pack.rule(
    "influence/admonition",
    Text("诫勉影响期", "influence period of an admonition"),
    Influence(
        marks=matters("诫勉").of,
        allowed=pack.parameter("influence", "admonitions", 0, w.ITEMS, source=ADMONITION),
        months=pack.parameter("influence", "admonition-months", 6, w.MONTHS, source=ADMONITION),
    ),
)
pack.rule(
    "influence/sanction",
    Text("处分影响期", "influence period of a sanction"),
    Influence(
        marks=rows(Award, type=("党纪处分", "政务处分")),
        allowed=pack.parameter("influence", "sanctions", 0, w.ITEMS, source=SANCTION),
        until="influence_until",
    ),
)
key_facts.declare(pack)
decision.declare(pack)
NUMBERS = appointment.declare(pack)
retirement.declare(pack)
eligibility.declare(pack)
prior_report.declare(pack)
leaving_check.declare(pack)
