"""Official papers: what stands on each, what may not, and that PDF and .docx say the same."""

import re
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from quanheng.office.documents.official import (
    Announced,
    Contact,
    Decided,
    Document,
    Fact,
    Head,
    IntegrityOpinion,
    Named,
    Official,
    PaperRefused,
    PlannedStep,
    Recommended,
    Section,
    Table,
    official_docx,
    official_pdf,
)
from quanheng.office.documents.official.drawing import told
from tests.office.documents.official.reading import both, in_pdf, in_word, pages, spaceless
from tests.office.documents.official.samples import (
    APPOINTED,
    BLANK_FORM,
    COUNT,
    DOCUMENTS,
    FORM,
    LIN,
    MINUTES,
    MOTION,
    NOTICE,
    PLAN,
    PUBLIC,
    REPLY,
    REPORT,
    REQUEST,
    SLIP,
    SUMMARY,
    ZHAO,
)

pytestmark = pytest.mark.any_database

MARKUP = '#import "x" *粗* $x$ <w:t>&amp; {{ name }} {% if %} \\ `a` @x // </w:p>'
IDENTITY = "360101197906150024"
SAYS = {
    "motion": ("动议纪实", "云组动〔2026〕3号", "核定正职：1", "分管区领导", "2026年3月2日"),
    "plan": ("选拔任用工作方案", "任职条件和资格", "担任乡科级副职2年以上", "集体讨论，逐人表决"),
    "form": ("民主推荐表", "林知遥", "赵维", "另荐", "不署名", "□中层干部"),
    "blank-form": ("民主推荐表", "谈话调研推荐", "最多推荐2人"),
    "summary": ("应到人数", "60", "33", "不按票数排列", "未登记"),
    "notice": ("考察预告", "林知遥", "12380", "330000", "考察组组长：周明", "2026年3月16日"),
    "report": ("关于林知遥同志的考察材料", "德：", "廉：", "不足之处", "工程师", "2026.09.02"),
    "letter": ("关于征求党风廉政意见的函", "云组函〔2026〕12号", "2026年3月20日"),
    "reply": ("结论性意见", "未发现影响使用的问题", "有效期至2026年9月18日", "贺正清"),
    "slip": ("票决单", "同意", "不同意", "缓议", "不署名", "任云溪区住房和城乡建设局局长"),
    "count": ("票决结果", "11", "通过", "未通过", "超过应到会成员半数"),
    "minutes": ("会议记录", "应到11人，实到4人", "丁一（出差）", "回避：何立", "贺正清（同意）"),
    "public": ("任前公示", "女，1979年6月生", "12380", "2026年3月31日", "破格", "拟任"),
    "appointed": ("任免职的通知", "云委〔2026〕21号", "试用期一年", "抄送", "4月2日印发"),
    "request": ("任免职的请示", "签发人：方远", "妥否，请批示", "附件：1.干部任免审批表", "联系人"),
    "generic": ("班子分析研判报告", "一、班子现状", "2012.03", "附件：班子成员名册", "分析人"),
}  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_paper_says_what_it_must_in_both_formats(name: str) -> None:
    for text in both(DOCUMENTS[name]):
        for part in SAYS[name]:
            assert spaceless(part) in text, part


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_paper_has_one_or_two_pages(name: str) -> None:
    assert pages(DOCUMENTS[name]) in (1, 2)


def strings(data: Any) -> list[str]:
    """Every text of a laid-out paper but the names of layouts."""
    if isinstance(data, str):
        return [data]
    if isinstance(data, dict):
        kept = [value for name, value in data.items() if name not in ("kind", "role", "side")]
        return [text for value in kept for text in strings(value)]
    if isinstance(data, list | tuple):
        return [text for value in data for text in strings(value)]
    return []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_that_is_laid_out_is_lost(name: str) -> None:
    data = told(DOCUMENTS[name])
    laid = [spaceless(text) for text in strings({**data, "head": ""})]
    for text in both(DOCUMENTS[name]):
        assert [one for one in laid if one not in text] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_paper_has_a_place_for_what_it_may_not_hold(name: str) -> None:
    forbidden = re.compile("身份证|家庭成员|配偶|子女|举报人|反映人姓名|民族")
    allowed = {"report": {"民族"}}.get(name, set())
    for text in both(DOCUMENTS[name]):
        assert set(forbidden.findall(text)) <= allowed


def test_a_public_notice_knows_only_what_may_be_made_public() -> None:
    assert {one.name for one in fields(Announced)} == {
        "name", "sex", "birth", "education", "current_post", "proposed_post", "post_to_leave",
        "exception",
    }  # fmt: skip


def test_those_looked_into_are_announced_by_name_and_post_only() -> None:
    known = Announced(
        name="林知遥", sex="女", birth="1979年6月", education="大学", current_post="副局长"
    )
    for text in both(replace(NOTICE, people=(known,))):
        assert "林知遥，现任副局长" in text
        assert "女" not in text and "1979" not in text


@pytest.mark.parametrize(
    "document",
    [
        replace(PUBLIC, people=(Announced(name="林知遥", education=f"大学（{IDENTITY}）"),)),
        replace(NOTICE, contact=Contact(other=f"证件{IDENTITY[:17]}X")),
        replace(REPORT, strengths=f"身份证号{IDENTITY}。"),
        replace(SLIP, people=(Named(name=f"林知遥{IDENTITY}"),)),
    ],
)
def test_a_paper_with_an_identity_number_is_not_made(document: Document) -> None:
    for make in (official_pdf, official_docx):
        with pytest.raises(PaperRefused) as refused:
            make(document)
        assert IDENTITY[:17] not in str(refused.value)


def test_longer_numbers_are_no_identity_numbers() -> None:
    assert "1" * 19 in in_pdf(replace(MOTION, vacancy=f"文件{'1' * 19}"))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_is_taken_for_markup(name: str) -> None:
    document = DOCUMENTS[name]
    field = next(
        one for one in ("unit", "addressee", "organ", "committee", "title", "strengths")
        if hasattr(document, one)
    )  # fmt: skip
    marked: Any = replace(document, **{field: MARKUP})  # type: ignore[type-var]
    for text in both(marked):
        assert spaceless(MARKUP) in text


def test_a_short_paper_without_what_may_be_missing_is_made() -> None:
    for document in (Official(title="报告"), Official(title="报告", head=Head.LETTER)):
        assert pages(document) == 1
        assert in_word(document).count("报告") == 1


@pytest.mark.parametrize("part", ["people", "results"])
def test_thirty_people_stand_on_a_slip_and_its_count(part: str) -> None:
    people = tuple(replace(LIN, name=f"人选{at}") for at in range(30))
    results = tuple(Decided(who=one, agree=at) for at, one in enumerate(people))
    document: Document = (
        replace(SLIP, people=people) if part == "people" else replace(COUNT, results=results)
    )
    assert pages(document) > 1
    for text in both(document):
        assert all(one.name in text for one in people)
        assert text.index("人选0") < text.index("人选7") < text.index("人选29")


def test_the_head_of_a_table_stands_on_every_page() -> None:
    people = tuple(replace(LIN, name=f"人选{at}") for at in range(60))
    assert in_pdf(replace(SLIP, people=people)).count("拟任免职务") == pages(
        replace(SLIP, people=people)
    )


@pytest.mark.parametrize("field", ["strengths", "faults", "opinion"])
def test_a_long_text_goes_on_over_further_pages(field: str) -> None:
    long = "".join(f"第{at}项工作有事例。" for at in range(900))
    document = replace(REPORT, **{field: long})
    assert pages(document) > 5
    assert long in re.sub("—[0-9]+—", "", in_pdf(document))
    assert long in in_word(document)


def test_a_long_cell_goes_on_over_further_pages() -> None:
    long = "".join(f"第{at}条意见。" for at in range(900))
    document = replace(MOTION, analysis=long)
    assert pages(document) > pages(replace(MOTION, analysis=long[: len(long) // 2])) > 1
    assert long in in_word(document)


def test_unknown_is_said_and_is_not_zero() -> None:
    blank = replace(SUMMARY, entitled=None, results=(Recommended(who=LIN),), groups=())
    assert in_pdf(blank).count("未登记") == 2
    assert "0" in in_pdf(replace(blank, entitled=0))
    assert in_pdf(REPLY).count("未登记") == 5, "a column about which nothing was answered"
    bare = replace(REPORT, conduct=(), faults="", checks=(), views=(), opinion="")
    assert in_pdf(bare).count("未登记") == 9


def test_a_day_that_is_not_known_is_left_to_be_written() -> None:
    text = in_pdf(replace(SLIP, on=None))
    assert "年月日" in text and "2026" not in text


def test_results_stand_in_the_order_of_the_list_and_not_of_the_votes() -> None:
    low, high = Recommended(who=ZHAO, total=1), Recommended(who=LIN, total=50)
    text = in_pdf(replace(SUMMARY, results=(low, high), groups=()))
    assert text.index("赵维") < text.index("林知遥")


def test_an_open_vote_has_no_slips_to_count() -> None:
    text = in_pdf(replace(COUNT, secret=False, issued=None, returned=None))
    assert "发出票数" not in text and "表决结果" in text
    assert "发出票数未登记" not in text


def test_a_plan_leaves_out_columns_in_which_nothing_stands() -> None:
    bare = replace(PLAN, steps=(PlannedStep(title="考察", by="考察组"),))
    assert "责任单位" in in_pdf(bare) and "时间安排" not in in_pdf(bare)
    assert "时间安排" in in_pdf(PLAN)


def test_inspection_material_may_tell_of_conduct_in_one_text() -> None:
    whole = replace(REPORT, conduct=(Fact("", "表现有事例。"),), strengths=None)
    for text in both(whole):
        assert "表现有事例。" in text and "德：" not in text and "主要特点" not in text


def test_a_reply_may_tell_of_sanctions_in_one_text() -> None:
    told = IntegrityOpinion(who=LIN, leads="无", basis="无处分和诫勉", conclusion="无问题")
    text = in_pdf(replace(REPLY, opinions=(told,)))
    assert "无处分和诫勉" in text and "立案审查调查" not in text and "未登记" not in text


def test_a_form_without_references_leaves_room_to_write_names() -> None:
    assert "推荐人选姓名" in in_pdf(BLANK_FORM)
    assert "另荐" not in in_pdf(BLANK_FORM)
    assert "推荐人选姓名" not in in_pdf(FORM)


def test_work_plan_and_motion_have_no_place_for_a_name() -> None:
    for document in (PLAN, MOTION):
        assert not [
            one.name for one in fields(document) if one.name in ("people", "nominees", "names")
        ]


def test_an_appointment_notice_ends_each_line_as_papers_do() -> None:
    text = in_word(APPOINTED)
    assert "（试用期一年），免去其云溪区住房和城乡建设局副局长职务；" in text
    assert "免去赵维同志云溪区城市管理局副局长职务。" in text


def test_the_imprint_stands_on_papers_that_are_copied_to_others_only() -> None:
    assert "抄送" not in in_pdf(replace(APPOINTED, copies=()))
    assert "印发" not in in_pdf(replace(APPOINTED, copies=()))


def test_attachments_are_numbered_when_there_are_several() -> None:
    assert "附件：1." in in_pdf(REQUEST)
    assert "附件：考察材料" in in_pdf(replace(REQUEST, attachments=("考察材料",)))
    assert "附件" not in in_pdf(replace(REQUEST, attachments=()))


def test_sections_without_a_title_are_not_counted() -> None:
    sections = [Section("", ["无题"])] + [Section(f"第{at}题", ["段"]) for at in range(1, 24)]
    text = in_word(Official(title="报告", sections=sections))
    assert "一、第1题" in text and "十、第10题" in text and "二十三、第23题" in text


def test_a_table_has_a_caption_and_long_texts_to_the_left() -> None:
    table = Table(heads=("甲", "乙"), rows=(("1", "说明"),), left=(1,), caption="表一")
    sheet = Official(title="报告", sections=(Section("", (), (table,)),)).laid_out()
    grid: Any = sheet.blocks[-1]
    assert [cell.side for cell in grid.rows[1].cells] == ["centre", "left"]
    assert "表一" in in_pdf(Official(title="报告", sections=(Section("", (), (table,)),)))


def test_minutes_keep_the_order_in_which_people_spoke() -> None:
    text = in_word(MINUTES)
    assert text.index("贺正清（同意）") < text.index("陆川（同意）。") < text.index("方远（同意）")


def test_a_day_is_written_out() -> None:
    assert "2026年12月31日" in in_pdf(replace(SLIP, on=date(2026, 12, 31)))
