"""The words of the report itself, Chinese and English."""

from collections.abc import Mapping
from types import MappingProxyType

from quanheng.norms.finding import Language, SubjectType, Text

_WORDS = {
    "brand": Text("铨衡", "Quanheng"),
    "title": Text("干部队伍建设政策核对报告", "Policy check report"),
    "as_of": Text("截至", "As of"),
    "overview": Text("总览", "Overview"),
    "packs": Text("文件", "Documents"),
    "pack": Text("文件", "Document"),
    "clauses": Text("条款", "Clauses"),
    "clause": Text("条款", "Clause"),
    "rule": Text("规则", "Rule"),
    "rules": Text("规则", "Rules"),
    "rule_id": Text("规则编号", "Rule id"),
    "subjects": Text("单位与人员", "Units and people"),
    "subject": Text("对象", "Subject"),
    "subject_type": Text("对象类型", "Subject type"),
    "code": Text("编码", "Code"),
    "name": Text("名称", "Name"),
    "unit": Text("单位", "Unit"),
    "unit_code": Text("单位编码", "Unit code"),
    "post": Text("职务", "Post"),
    "status": Text("状态", "Status"),
    "affected": Text("涉及 {count} 个对象", "{count} subjects"),
    "clause_and_rules": Text("条款内容与规则", "Clause and rules"),
    "not_in_force": Text("当日未施行，未核对", "not in force on the day, not evaluated"),
    "total": Text("合计", "Total"),
    "met_share": Text("达标率", "Met %"),
    "finding": Text("结果", "Finding"),
    "findings": Text("结果", "Findings"),
    "measured": Text("实测", "Measured"),
    "required": Text("要求", "Required"),
    "against": Text("实测 / 要求", "Measured / required"),
    "measure_unit": Text("计量单位", "Unit of measure"),
    "national_status": Text("与国家规定的关系", "Against national rules"),
    "window": Text("期间", "Window"),
    "window_start": Text("期间开始", "Window start"),
    "window_end": Text("期间结束", "Window end"),
    "due": Text("完成期限（含当日）", "Due"),
    "due_short": Text("到期", "Due"),
    "next_change": Text("最早变动日", "Next change"),
    "next_short": Text("最早变动", "May change"),
    "dates": Text("期间与日期", "Window and dates"),
    "evidence": Text("依据（表 行）", "Evidence (sheet rows)"),
    "message": Text("说明", "Statement"),
    "worst": Text("例", "e.g."),
    "none": Text("无", "none"),
    "warnings": Text("提示", "Warnings"),
    "skipped": Text("已跳过的行", "Rows left out"),
    "heat": Text("各文件达标情况", "Documents by status"),
    "heat_note": Text(
        "颜色越深，该状态在本文件结果中所占比例越高；点按数字即查看相应结果。",
        "The deeper the colour, the larger that status's share of the document's findings; "
        "follow a number to its findings.",
    ),
    "strip_note": Text(
        "每格一条，颜色为该条最差状态；空格为无计算规则或无适用对象。",
        "One cell a clause, in the colour of its worst status; an empty cell has no computed "
        "rule or nobody to whom it applies.",
    ),
    "calendar": Text("进行中事项到期时间", "When pending items fall due"),
    "later": Text("以后", "later"),
    "calendar_none": Text("没有进行中的事项。", "Nothing is pending."),
    "only_text": Text("其余各条（无计算结果）", "Other clauses (nothing computed)"),
    "works_in": Text("办理之处", "Works in"),
    "show_findings": Text("查看", "Show"),
    "who": Text("对象名单", "Subjects"),
    "not_met": Text("未达标与待办", "Not met"),
    "no_unit": Text("无现任单位、后备库与项目", "Without a unit; pools and projects"),
    "people_in_unit": Text("人", "people"),
    "met_list": Text("达标", "Met"),
    "search": Text("搜索", "Search"),
    "search_hint": Text("姓名、编码、单位、规则或条款", "Name, code, unit, rule or clause"),
    "all_packs": Text("全部文件", "All documents"),
    "all_types": Text("全部对象", "All subjects"),
    "reset": Text("重置", "Reset"),
    "expand": Text("展开", "Expand"),
    "collapse": Text("收起", "Collapse"),
    "print": Text("打印", "Print"),
    "only_rule": Text("仅看规则", "Only rule"),
    "only_clause": Text("仅看条款", "Only clause"),
    "remove_filter": Text("取消此条件", "Remove this condition"),
    "shown": Text(
        "对象 {subjects} 个，结果 {findings} 项", "{subjects} subjects, {findings} findings"
    ),
    "expanded": Text(
        "一次最多展开 200 个对象，请先缩小范围。",
        "At most 200 subjects open at once; narrow it down.",
    ),
    "nothing": Text(
        "没有符合条件的结果。请放宽条件或按“重置”。",
        "Nothing matches. Loosen the conditions or reset them.",
    ),
    "skip": Text("跳到正文", "Skip to content"),
    "sections": Text("报告各部分", "Sections of the report"),
    "proposal_note": Text(
        "本报告由规则逐条计算得出，供工作参考。“待研判”仅为提示，任何不利后果须由有权机关依规研究决定；"
        "“未提供”表示数据未报送，不作不利认定。",
        "This report is computed rule by rule and supports work. Attention only proposes: adverse "
        "consequences are decided by the competent people, by the rules; no data means that the "
        "data was not submitted, and is never held against anyone.",
    ),
    "more_subjects": Text(
        "共 {total} 个对象，仅列前 {shown} 个。看一个对象的全部结果：--subject 编码；看全部："
        "--format xlsx 或 --format html。",
        "{total} subjects, the first {shown} are listed. Everything about one: --subject CODE; "
        "everything: --format xlsx or --format html.",
    ),
    "no_subject": Text(
        "没有编码为“{code}”的对象的结果。请核对编码（前导零须保留）；适用于该对象的规则可能没有。",
        "No finding about a subject with the code {code!r}. Check the code (keep leading zeros); "
        "possibly no rule applies to it.",
    ),
    "no_findings": Text("没有结果：没有规则适用。", "No findings: no rule applies."),
}

WORDS: Mapping[str, Text] = MappingProxyType(_WORDS)

SUBJECT_TYPES: Mapping[SubjectType, Text] = MappingProxyType(
    {
        SubjectType.PERSON: Text("人员", "person"),
        SubjectType.POOL: Text("后备库", "pool"),
        SubjectType.PROJECT: Text("项目", "project"),
        SubjectType.UNIT: Text("单位", "unit"),
    }
)

SUBJECTS_OF_TYPE: Mapping[SubjectType, Text] = MappingProxyType(
    {
        SubjectType.PERSON: Text("人员", "People"),
        SubjectType.POOL: Text("后备库", "Pools"),
        SubjectType.PROJECT: Text("项目", "Projects"),
        SubjectType.UNIT: Text("单位", "Units"),
    }
)

MONTHS = (
    Text("1月", "Jan"),
    Text("2月", "Feb"),
    Text("3月", "Mar"),
    Text("4月", "Apr"),
    Text("5月", "May"),
    Text("6月", "Jun"),
    Text("7月", "Jul"),
    Text("8月", "Aug"),
    Text("9月", "Sep"),
    Text("10月", "Oct"),
    Text("11月", "Nov"),
    Text("12月", "Dec"),
)


def words_in(lang: Language) -> dict[str, str]:
    """Every word in one language."""
    return {key: text.in_(lang) for key, text in WORDS.items()}
