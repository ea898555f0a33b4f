"""What ``check`` answers: one report of findings, as JSON, a table, a workbook or a page."""

from quanheng.exchange.report.html import write_html
from quanheng.exchange.report.json_object import write_json
from quanheng.exchange.report.model import PackInfo, Report, RuleInfo
from quanheng.exchange.report.table import print_table
from quanheng.exchange.report.xlsx import write_xlsx

__all__ = [
    "PackInfo",
    "Report",
    "RuleInfo",
    "print_table",
    "write_html",
    "write_json",
    "write_xlsx",
]
