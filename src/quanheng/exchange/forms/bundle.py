"""One form, or a zip or folder of hundreds: .lrmx and .lrm mixed, photos beside the .lrm files.

Every file is answered for: with its form, or with the sentence that says why there is none.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from quanheng.exchange.forms.archive import Archive, Files, Folder, is_zip
from quanheng.exchange.forms.decoding import LARGEST_FILE, check_size
from quanheng.exchange.forms.lrm import read_lrm, write_lrm
from quanheng.exchange.forms.lrmx import Reading, read_lrmx, write_lrmx
from quanheng.exchange.forms.model import Form
from quanheng.exchange.forms.picture import LARGEST, too_large
from quanheng.exchange.forms.problems import FormRefused, Remark
from quanheng.exchange.forms.zipping import write_zip
from quanheng.norms.finding import Text

PACKAGE = "gwyinfo.xml"


class Found(NamedTuple):
    """One file: the form in it, or why it was refused; remarks say what needs a look."""

    name: str
    form: Form | None
    refused: Text | None
    remarks: tuple[Remark, ...] = ()


def read_forms(source: Path | bytes, name: str = "") -> Iterator[Found]:
    """The forms of a file, zip or folder, one by one, in the order of their names.

    ``name`` is what the file was called where ``source`` does not say. Raises ``FormRefused`` if
    the file as a whole cannot be read.
    """
    if isinstance(source, Path) and source.is_dir():
        yield from _of_files(Folder(source))
        return
    data = source if isinstance(source, bytes) else _start(source)
    if is_zip(data[:4]):
        with Archive(source) as archive:
            yield from _of_files(archive)
        return
    if isinstance(source, Path):
        name = name or source.name
        yield _found(name, _whole(source), _picture_beside(source))
    else:
        yield _found(name, source, None)


def write_forms(forms: Iterable[tuple[str, Form]], *, older: bool = False) -> bytes:
    """A zip of forms by file name without ending: ``.lrmx``, or ``.lrm`` with ``.pic`` if older."""
    files: dict[str, bytes] = {}
    for name, form in forms:
        stem = _free(name, files)
        if older:
            record, picture = write_lrm(form)
            files[f"{stem}.lrm"] = record
            if picture is not None:
                files[f"{stem}.pic"] = picture
        else:
            files[f"{stem}.lrmx"] = write_lrmx(form)
    return write_zip(files)


def _of_files(files: Files) -> Iterator[Found]:
    if not files.names and not files.refused:
        raise FormRefused(
            "压缩包或文件夹是空的，请重新导出。", "There are no files in it: export it again."
        )
    if any(PurePosixPath(name).name.lower() == PACKAGE for name in files.names):
        raise FormRefused(
            "这是全国公务员数据交换包（gwyinfo.xml），请按交换包导入。",
            "This is a national exchange package (gwyinfo.xml): import it as such.",
        )
    by_stem = {name.lower()[:-4]: name for name in files.names if name.lower().endswith(".pic")}
    used: set[str] = set()
    for name in sorted(files.names):
        lowered = name.lower()
        if lowered.endswith(".pic"):
            continue
        picture = by_stem.get(lowered[:-4]) if lowered.endswith(".lrm") else None
        if picture is not None:
            used.add(picture)
        yield _member(files, name, picture)
    for name in sorted(set(by_stem.values()) - used):
        yield Found(name, None, _ALONE)
    for name, message in sorted(files.refused):
        yield Found(name, None, message)


_ALONE = Text(
    "没有同名的 .lrm 文件，照片未读取。", "There is no .lrm file of this name: photo not read."
)
_OTHER = Text("不是 .lrmx 或 .lrm 文件，未读取。", "This is no .lrmx or .lrm file: not read.")
_NESTED = Text(
    "压缩包里不应再有压缩包，未读取；请先解开再导入。",
    "A zip within a zip is not read: unpack it first.",
)


def _member(files: Files, name: str, picture: str | None) -> Found:
    if not name.lower().endswith((".lrmx", ".lrm")):
        nested = name.lower().endswith((".zip", ".rar", ".7z"))
        return Found(name, None, _NESTED if nested else _OTHER)
    try:
        data = files.read(name, LARGEST_FILE)
        beside = files.read(picture, LARGEST) if picture is not None else None
    except FormRefused as refused:
        return Found(name, None, refused.message)
    if is_zip(data[:4]):
        return Found(name, None, _NESTED)
    return _found(name, data, beside)


def _found(name: str, data: bytes, picture: bytes | None) -> Found:
    try:
        reading = _read(data, picture)
    except FormRefused as refused:
        return Found(name, None, refused.message)
    return Found(name, reading.form, None, reading.remarks)


def _read(data: bytes, picture: bytes | None) -> Reading:
    """By what the file holds, not by its name: endings are mixed up in the field."""
    start = data[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")
    return read_lrm(data, picture) if start.startswith(b'"') else read_lrmx(data)


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(4)
    except (OSError, ValueError) as error:
        raise FormRefused(
            f"无法打开文件“{path.name}”，请检查路径和读取权限。",
            f'The file "{path.name}" cannot be opened: check its path and permissions.',
        ) from error


def _whole(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(LARGEST_FILE + 1)
    check_size(len(data))
    return data


def _picture_beside(path: Path) -> bytes | None:
    for ending in (".pic", ".PIC"):
        beside = path.with_suffix(ending)
        if path.suffix.lower() == ".lrm" and beside.is_file():
            if beside.stat().st_size > LARGEST:
                raise too_large()
            return beside.read_bytes()
    return None


def _free(name: str, taken: Iterable[str]) -> str:
    """A file name that no other form has, without what file systems do not allow."""
    stem = "".join("_" if mark in '\\/:*?"<>|' or mark < " " else mark for mark in name)
    stem = stem.strip(". ") or "_"
    stems = {each.rpartition(".")[0].lower() for each in taken}
    number, free = 1, stem
    while free.lower() in stems:
        number += 1
        free = f"{stem}({number})"
    return free
