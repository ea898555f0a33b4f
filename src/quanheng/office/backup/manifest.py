"""The manifest of a backup: what is in it, and how long the ledger was and with which root."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from quanheng.office.backup.refusal import BackupRefused
from quanheng.office.ledger.models import Head
from quanheng.office.ledger.tree import root_of

FORMAT = "quanheng-backup/1"
NAME = "manifest.json"

Rows = Callable[[str], list[tuple[Any, ...]]]
"""Runs a query in the snapshot that is backed up."""


@dataclass(frozen=True)
class State:
    """What the database said in the moment of the backup."""

    size: int
    root: str
    checkpoint: str | None
    migrations: list[str]


def state_in(rows: Rows) -> State:
    """The state in a snapshot."""
    head = rows("SELECT size, frontier FROM ledger_head WHERE id = 1")
    size, frontier = head[0] if head else (0, b"")
    notes = rows("SELECT note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1")
    applied = rows("SELECT app, name FROM django_migrations ORDER BY app, name")
    return State(
        size=size,
        root=root_of(Head(size=size, frontier=frontier).peaks()).hex(),
        checkpoint=notes[0][0] if notes else None,
        migrations=[f"{app}.{name}" for app, name in applied],
    )


@dataclass(frozen=True)
class Manifest:
    """``files`` gives bytes and SHA-256 of every file; ``made_at`` is UTC."""

    made_at: str
    version: str
    vendor: str
    state: State
    files: dict[str, list[Any]] = field(default_factory=dict)
    format: str = FORMAT

    def to_json(self) -> bytes:
        """The manifest as it stands in the archive."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def manifest_from(content: bytes) -> Manifest:
    """The manifest from an archive. Raises ``BackupRefused``."""
    try:
        told = json.loads(content)
        if told["format"] != FORMAT:
            raise ValueError(told["format"])
        return Manifest(**{**told, "state": State(**told["state"])})
    except (ValueError, KeyError, TypeError) as error:
        raise BackupRefused(
            "备份清单无法识别：该文件不是本系统的备份，或由更新的版本生成。",
            "The manifest cannot be read: this is no backup of Quanheng, or a newer version made "
            "it.",
        ) from error
