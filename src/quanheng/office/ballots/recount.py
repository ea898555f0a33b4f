"""The single votes of a count as a workbook, for counting by hand."""

from io import BytesIO

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from quanheng.office.ballots.models import Ballot
from quanheng.office.ballots.paper import questions
from quanheng.office.ballots.queries import single_votes
from quanheng.office.ballots.result_page import quorum_words, threshold_words
from quanheng.office.ballots.showing import choice_word, question_word


def recount_book(ballot: Ballot) -> bytes:
    """Two sheets: what was counted under which rules, and every single vote in random order.

    Each question is shuffled by itself, so that the lines of one ballot cannot be put together
    again. Everything is written as text: a name written in cannot become a formula.
    """
    paper, out = ballot.asked(), BytesIO()
    asked = {question.key: question_word(paper, question) for question in questions(paper)}
    with Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        first, second = book.add_worksheet(_("说明")), book.add_worksheet(_("单项选择"))
        bold = book.add_format({"bold": True})
        for row, (name, value) in enumerate(_told(ballot)):
            first.write_string(row, 0, name, bold)
            first.write_string(row, 1, value)
        first.set_column(0, 0, 18)
        first.set_column(1, 1, 90)
        for column, head in enumerate((_("问题"), _("投票人类别"), _("选择"))):
            second.write_string(0, column, head, bold)
        second.set_column(0, 2, 28)
        second.freeze_panes(1, 0)
        for row, vote in enumerate(single_votes(ballot), start=1):
            second.write_string(row, 0, asked.get(vote.question, vote.question))
            second.write_string(row, 1, vote.group)
            second.write_string(row, 2, choice_word(paper, vote.choice))
    return out.getvalue()


def _told(ballot: Ballot) -> list[tuple[str, str]]:
    counts = ballot.counts()
    return [
        (_("名称"), ballot.title),
        (_("单位"), ballot.unit_name),
        (_("投票形式"), str(ballot.get_form_display())),
        (_("票面指纹"), ballot.paper_hash),
        (_("计票日期"), f"{ballot.closed_on:%Y-%m-%d}"),
        (_("应到会人数"), str(counts.entitled)),
        (_("实到会人数"), str(counts.present)),
        (_("发出票数"), str(counts.handed)),
        (_("收回票数"), str(counts.returned)),
        (_("有效票数"), str(counts.valid)),
        (_("法定人数"), quorum_words(ballot)),
        (_("通过条件"), threshold_words(ballot.passing())),
        (
            _("怎样复核"),
            _(
                "在“单项选择”表上按问题、选择筛选或做数据透视，逐项数行数，应与计票结果相同；"
                "每个问题的行各自打乱，不能拼回任何一张票。"
            ),
        ),
    ]
