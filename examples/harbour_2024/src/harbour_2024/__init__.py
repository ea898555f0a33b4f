"""澜港2024办法: leaders on the quays (made up; in force from 2024-03-01)."""

import tomllib
from datetime import date
from importlib.resources import files

from harbour_2024 import duty_swap
from quanheng.norms.finding import Text
from quanheng.norms.kinds import Level, Rulebook
from quanheng.norms.measure import YEAR, activity, at_least, matters, rows
from quanheng.norms.pack import Pack
from quanheng.norms.population import leaders, units
from quanheng.norms.proposal import Ladder, LastMonths
from quanheng.norms.requirement import Grade, InForce, Requirement

DAYS = Text("天", "days")
TIMES = Text("次", "times")
MONTHS = Text("个月", "months")
LISTS = Text("份", "lists")
UNSAID = Text("原文未定数值，取默认值", "default: the text gives no number")

pack = Pack(
    "harbour-2024",
    title=Text("海港一线干部管理办法", "Harbour measures on leaders at the front line (2024)"),
    issuer=Text("中共澜港市委（虚构）", "CPC Langang Municipal Committee (made up)"),
    since=date(2024, 3, 1),
    rows=tomllib.loads(files(__name__).joinpath("clauses.toml").read_text("utf-8"))["clause"],
)

# 2: days on the quays

pack.rule(
    "2/quay-days",
    Text("码头一线调研天数", "days on the quays"),
    Requirement(
        who=leaders(Level.SECTION_DEPUTY),
        what=at_least(
            activity("下基层调研", saying=("note", "码头")),
            pack.parameter("2", "days", 6, DAYS),
        ),
        within=YEAR,
    ),
)

# 3: reminders that add up

pack.rule(
    "3/reminders",
    Text("多次提醒", "repeated reminders"),
    Ladder(
        count=matters("提醒"),
        within=LastMonths(pack.parameter("3", "looked-back", 12, MONTHS)),
        rungs=(
            Grade(pack.parameter("3", "talk", 2, TIMES), Text("建议约谈", "a talk is suggested")),
            Grade(
                pack.parameter("3", "notice", 3, TIMES),
                Text("建议通报批评", "a notice is suggested"),
            ),
        ),
    ),
)

# 4: a list of duties in force

pack.rule(
    "4/list-of-duties",
    Text("责任清单", "list of duties in force"),
    InForce(
        who=units("区直部门", "园区"),
        what=rows(Rulebook, type="责任清单"),
        least=pack.parameter("4", "lists", 1, LISTS, source=UNSAID),
    ),
)

# 5: swaps of night duty

duty_swap.declare(pack)
