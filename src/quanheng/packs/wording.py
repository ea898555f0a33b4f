"""Units that the packs measure in."""

from quanheng.norms.finding import Text
from quanheng.norms.sentence import SHARE

TIMES = Text("次", "times")
YEARS = Text("年", "years")
MONTHS = Text("个月", "months")
DAYS = Text("天", "days")
WORKING_DAYS = Text("个工作日", "working days")
HOURS = Text("学时", "hours")
CREDITS = Text("学分", "credits")
PEOPLE = Text("人", "people")
UNITS = Text("个单位", "units")
ITEMS = Text("项", "items")
HOUSEHOLDS = Text("户", "households")
YEAR_NUMBER = Text("年", "(a year)")
MONTH_NUMBER = Text("月", "(a month)")
DAY_NUMBER = Text("日", "(a day)")
AGE = Text("岁", "years of age")
NAMES = Text("", "")

LOOKED_BACK = Text("回看的月数", "months looked back")
TERM_YEARS = Text("每届年数", "years of a term")
FIRST_TERM = Text("首届起始年", "first year of the first term")
ANSWER = Text("答复期限", "time to answer")
REPORT = Text("返回后报告期限", "time to report back")
RANKED = Text("末几位列入", "units among the last")
"""What numbers are where a rule has several."""

__all__ = ["SHARE"]
