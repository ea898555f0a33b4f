"""What was written of teams and posts, as official papers."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from quanheng.office.documents.official.generic import Official, Section, Table
from quanheng.office.selection.models import PostFit, PostNeed, TeamAnalysis
from quanheng.office.selection.teams.snapshots import Grid, read

Paper = TeamAnalysis | PostNeed | PostFit


def official(paper: Paper) -> Official:
    """A paper as it is printed: what people wrote, then the figures of its day."""
    if isinstance(paper, TeamAnalysis):
        title, subtitle, sections = _("领导班子分析研判报告"), str(paper.unit), _analysis(paper)
    elif isinstance(paper, PostNeed):
        title, subtitle = _("职位需求分析报告"), f"{paper.unit} {paper.title}"
        sections = _need(paper)
    else:
        title = _("人岗匹配评估意见")
        subtitle = f"{paper.person} · {paper.need.unit} {paper.need.title}"
        sections = _fit(paper)
    closing = [_("撰写：%s") % paper.by]
    if paper.signed_on is not None:
        closing.append(_("签署：%s") % f"{paper.signed_by} {paper.signed_on:%Y.%m.%d}")
    return Official(
        title=title,
        subtitle=subtitle,
        sections=sections,
        closing=closing,
        signatures=() if paper.signed_on else (_("签署"),),
        on=paper.on,
        note=_("表中数据取自%(on)s的档案；“未入档”表示档案中没有，不等于零。")
        % {"on": f"{paper.on:%Y.%m.%d}"},
    )


def parts(paper: Paper) -> list[tuple[str, str]]:
    """What people wrote: titles and texts, in order."""
    if isinstance(paper, TeamAnalysis):
        return [
            (_("班子运行情况"), paper.running),
            (_("主要优点"), paper.strengths),
            (_("存在问题"), paper.problems),
            (_("调整建议"), paper.suggestions),
        ]
    if isinstance(paper, PostNeed):
        return [
            (_("空缺原因"), paper.vacancy),
            (_("班子所缺"), paper.lacks),
            (_("任职要求"), paper.asks),
        ]
    return [
        (_("任职要求"), paper.need.asks),
        (_("待核实的问题"), paper.questions or _("无")),
        (_("评估意见"), paper.opinion),
    ]


def _analysis(paper: TeamAnalysis) -> list[Section]:
    return [_figures(read(paper.facts)), *_texts(paper)]


def _need(paper: PostNeed) -> list[Section]:
    return [*_texts(paper), _figures(read(paper.facts))]


def _fit(paper: PostFit) -> list[Section]:
    return [_figures(read(paper.facts)), *_texts(paper)]


def _texts(paper: Paper) -> list[Section]:
    return [Section(title=title, paragraphs=text.splitlines()) for title, text in parts(paper)]


def _figures(grids: Iterable[Grid]) -> Section:
    tables = [
        Table(heads=grid.heads, rows=grid.rows, caption=grid.title) for grid in grids if grid.rows
    ]
    return Section(title=_("基本数据"), tables=tables)
