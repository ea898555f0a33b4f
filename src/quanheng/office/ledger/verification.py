"""Verifying the ledger: every leaf, commitment, root and signature is computed anew."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from quanheng.norms.finding import Text
from quanheng.office.ledger.guards import missing_guards
from quanheng.office.ledger.leaves import LINE, commitment_to, leaf_of, line
from quanheng.office.ledger.models import Checkpoint, Details, Entry, Erasure, Head
from quanheng.office.ledger.notes import NoteRefused, TreeHead, Verifier, opened, tree_head
from quanheng.office.ledger.tree import push, root_of

CHUNK = 20_000
SHOWN = 100
"""Problems kept; a ledger torn from some entry on would have one for every later entry."""

Progress = Callable[[int, int], None]


@dataclass
class Report:
    """What verification found: the size and root it computed, and what is wrong."""

    size: int = 0
    root: bytes = b""
    checkpoints: int = 0
    erased: int = 0
    problems: list[Text] = field(default_factory=list)

    def add(self, zh: str, en: str) -> None:
        """Note a problem; beyond the first hundred they are not kept."""
        if len(self.problems) < SHOWN:
            self.problems.append(Text(zh, en))


@dataclass
class Pins:
    """Signed roots that the tree must pass through, by size."""

    roots: dict[int, list[TreeHead]]

    def compare(self, size: int, frontier: Sequence[bytes], report: Report) -> None:
        """Compare the root at a size with every signed one."""
        for pinned in self.roots.pop(size, ()):
            if pinned.root != root_of(frontier):
                report.add(
                    f"检查点 {size}：签名的树根与账本不符，此前的条目被改动过。",
                    f"checkpoint {size}: the signed root is not that of the ledger; "
                    "an entry before it was changed.",
                )


def verify_ledger(
    *,
    trusted: Sequence[Verifier],
    against: Sequence[str] = (),
    progress: Progress | None = None,
    using: str = "default",
) -> Report:
    """Compute the whole tree anew and compare it with the rows, the head and all checkpoints.

    ``trusted`` are the keys whose signatures count; ``against`` are notes kept elsewhere, which
    the ledger must still agree with; ``progress`` is told entries done and in all. Entries that
    are written meanwhile are left for the next time.
    """
    report = Report()
    _check_guards(report, using)
    head = Head.objects.using(using).filter(id=1).first() or Head()
    pins = _pins(report, trusted, against, using)
    frontier: list[bytes] = []
    pins.compare(0, frontier, report)
    gone: list[int] = []
    for row in _rows(head.size, using):
        if not _check_entry(report, row, gone):
            break
        frontier = push(frontier, report.size, bytes(row["leaf"]))
        report.size += 1
        pins.compare(report.size, frontier, report)
        if progress and report.size % CHUNK == 0:
            progress(report.size, head.size)
    report.root = root_of(frontier)
    _check_head(report, head, frontier, using)
    _check_erasures(report, gone, using)
    for size in pins.roots:
        report.add(
            f"检查点 {size}：账本只有 {report.size} 条，其后的条目缺失。",
            f"checkpoint {size}: the ledger has only {report.size} entries; later ones are gone.",
        )
    if progress:
        progress(report.size, head.size)
    return report


def _rows(size: int, using: str) -> Iterator[dict[str, Any]]:
    """Entries with their details, in order; details are None where they are gone."""
    rows = (
        Entry.objects.using(using)
        .filter(number__lt=size)
        .order_by("number")
        .values(*LINE, "leaf", "details__salt", "details__reason", "details__values")
    )
    return iter(rows.iterator(chunk_size=CHUNK))


def _check_entry(report: Report, row: dict[str, Any], gone: list[int]) -> bool:
    """Check one entry against its place, leaf and commitment; False if the order is broken."""
    number = row["number"]
    if number != report.size:
        report.add(f"条目 {report.size}：缺失。", f"entry {report.size}: it is missing.")
        return False
    if leaf_of(line(*(row[name] for name in LINE))) != bytes(row["leaf"]):
        report.add(
            f"条目 {number}：内容与其哈希不符，已被改动。",
            f"entry {number}: its line does not match its hash; it was changed.",
        )
    if row["details__salt"] is None:
        gone.append(number)
        return True
    salt, reason, values = (row[f"details__{name}"] for name in ("salt", "reason", "values"))
    if commitment_to(bytes(salt), reason, values) != bytes(row["commitment"]):
        report.add(
            f"条目 {number}：理由或数值与其承诺不符，已被改动。",
            f"entry {number}: its reason or values do not match its commitment; they were changed.",
        )
    return True


def _check_guards(report: Report, using: str) -> None:
    for name in missing_guards(using):
        report.add(
            f"触发器 {name} 缺失：数据库不再拒绝改动账本。请恢复后再核验。",
            f"trigger {name} is missing: the database no longer refuses changes of the ledger.",
        )


def _pins(report: Report, trusted: Sequence[Verifier], against: Sequence[str], using: str) -> Pins:
    """The signed roots whose signatures hold; the others are problems."""
    roots: dict[int, list[TreeHead]] = {}
    for kept in Checkpoint.objects.using(using).order_by("size").iterator():
        head = _signed(report, kept.note, trusted, f"{kept.size}")
        if head and (head.size, head.root) != (kept.size, bytes(kept.root)):
            report.add(
                f"检查点 {kept.size}：所存数值与签名内容不符。",
                f"checkpoint {kept.size}: the row does not say what was signed.",
            )
        elif head:
            roots.setdefault(head.size, []).append(head)
            report.checkpoints += 1
    for place, note in enumerate(against, 1):
        if head := _signed(report, note, trusted, f"#{place}"):
            roots.setdefault(head.size, []).append(head)
            report.checkpoints += 1
    return Pins(roots)


def _signed(report: Report, note: str, trusted: Sequence[Verifier], name: str) -> TreeHead | None:
    try:
        return tree_head(opened(note, list(trusted)))
    except NoteRefused as refused:
        report.add(
            f"检查点 {name}：签名无效，或签名密钥不在可信之列。",
            f"checkpoint {name}: {refused}.",
        )
        return None


def _check_head(report: Report, head: Head, frontier: Sequence[bytes], using: str) -> None:
    """The head says the computed size and frontier, and nothing lies beyond it."""
    if report.size != head.size:
        report.add(
            f"账本首记为 {head.size} 条，实有 {report.size} 条。",
            f"the head says {head.size} entries, there are {report.size}.",
        )
    elif list(frontier) != head.peaks():
        report.add("账本首记的树根与条目不符。", "the head's root is not that of the entries.")
    last = Entry.objects.using(using).order_by("-number").values_list("number", flat=True).first()
    now = Head.objects.using(using).filter(id=1).first() or Head()
    if last is not None and last >= now.size:
        report.add(
            f"条目 {last}：在账本首记之外，未经程序写入。",
            f"entry {last}: it lies beyond the head, so the program did not write it.",
        )


def _check_erasures(report: Report, gone: Sequence[int], using: str) -> None:
    """Details are missing only where an entry tells that they were erased."""
    told = dict(Erasure.objects.using(using).values_list("number", "told"))
    telling = {
        (int(key), number)
        for key, number in Entry.objects.using(using)
        .filter(action=Erasure.ACTION, about_kind="ledger.entry")
        .values_list("about_key", "number")
    }
    for number in gone:
        if (number, told.get(number)) in telling:
            report.erased += 1
        elif Details.objects.using(using).filter(entry_id=number).exists():
            continue
        else:
            report.add(
                f"条目 {number}：理由和数值缺失，且无清除记录。",
                f"entry {number}: its reason and values are gone, and no entry tells why.",
            )
