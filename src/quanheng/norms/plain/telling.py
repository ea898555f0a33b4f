"""Records and measures in words: as whoever filled in the workbook knows them."""

from collections.abc import Iterable, Mapping

from quanheng.norms.finding import Text
from quanheng.norms.kinds import LEVELS, Column, Row, columns
from quanheng.norms.measure import Days, Least, Measure, Selection, Sum, Total
from quanheng.norms.plain.case import figure
from quanheng.norms.records import Records

BLANK = Text("空", "blank")
Names = Mapping[tuple[str, str], str]
"""The name of a code, by the sheet that it refers to."""


def shown(column: Column, value: object) -> Text:
    """A cell as it stands in the workbook."""
    if value is None:
        return BLANK
    if column.type == "yes_no":
        told = "是" if value else "否"
    elif column.type == "number" and isinstance(value, int):
        told = str(figure(value))
    elif column.type == "month":
        told = f"{value:%Y-%m}"
    elif column.choices == tuple(LEVELS):
        told = next(name for name, level in LEVELS.items() if level == value)
    else:
        told = str(value)
    return Text(told, told)


def told(row: Row, names: Names, subject: str) -> Text:
    """A record in one line: its filled columns but the subject's own code, codes with names."""
    zh, en = [], []
    for column in columns(type(row)):
        value = getattr(row, column.name)
        if value is None or column.name == "subject_type" or value == subject:
            continue
        cell = shown(column, value).zh
        name = next((names[key] for sheet in column.refers if (key := (sheet, cell)) in names), "")
        zh.append(f"{column.header}={cell}" + (f"（{name}）" if name else ""))
        en.append(f"{column.header}={cell}" + (f" ({name})" if name else ""))
    return Text("，".join(zh), ", ".join(en))


def names_in(rows: Iterable[Row], records: Records) -> Names:
    """The names of the people, units and programmes whose codes stand in the rows."""
    known = {"干部": records.people, "单位": records.organs, "项目": records.projects}
    found = {}
    for row in rows:
        for column in columns(type(row)):
            code = getattr(row, column.name)
            for sheet in column.refers:
                dossier = known[sheet].get(code) if code else None
                if dossier is not None and dossier.name != code:
                    found[sheet, code] = dossier.name
    return found


def called(name: str, code: str) -> Text:
    """A subject's name with its code, or the code alone where no name is known."""
    return Text(code, code) if name == code else Text(f"{name}（{code}）", f"{name} ({code})")


def header(selection: Selection, name: str) -> str:
    """The header of a column of the selection's sheet."""
    return next(column.header for column in columns(selection.kind) if column.name == name)


def sought(selection: Selection) -> str:
    """What a selection looks for, as it stands in the sheet."""
    described = {column.name: column for column in columns(selection.kind)}
    cells = [
        " / ".join(sorted(shown(described[name], value).zh for value in values))
        for name, values in selection.where
    ]
    if selection.saying is not None:
        cells.append(f"{header(selection, selection.saying[0])}…{selection.saying[1]}…")
    return "、".join(cells)


def described(measure: Measure) -> Text:
    """What a measure counts."""
    if isinstance(measure, Sum | Least):
        parts = [described(part) for part in measure.parts]
        if isinstance(measure, Sum):
            return Text("＋".join(part.zh for part in parts), " + ".join(part.en for part in parts))
        return Text(
            "取较小者：" + "、".join(part.zh for part in parts),
            "the smaller of " + ", ".join(part.en for part in parts),
        )
    of = measure.of
    which = f"“{sought(of)}”" if of.where or of.saying else ""
    sheet = f"{of.kind.sheet}{which}"
    if isinstance(measure, Total):
        column = header(of, measure.column)
        return Text(f"{sheet}的{column}合计", f"sum of {column} in {sheet}")
    if isinstance(measure, Days):
        return Text(f"{sheet}的天数合计", f"days in {sheet}")
    return Text(f"{sheet}的行数", f"rows in {sheet}")
