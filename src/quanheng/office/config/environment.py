"""Configuration from the environment; every variable is described in ``docs/configuration.md``."""

import os
import secrets
from pathlib import Path

TRUE = frozenset({"1", "true", "yes", "on"})


def text(name: str, default: str = "") -> str:
    """A variable as text."""
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    """A variable as yes or no: 1, true, yes and on mean yes."""
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() in TRUE


def listed(name: str) -> list[str]:
    """A variable as a list, separated by commas."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def data_folder() -> Path:
    """Where the system keeps its database, uploads and keys: QUANHENG_DATA, else ./var."""
    folder = Path(text("QUANHENG_DATA", "var")).resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def kept_secret(variable: str, name: str, size: int = 32) -> str:
    """A secret from a variable, else from a file in the keys folder, made on first use.

    The keys folder is QUANHENG_KEYS, else ``keys`` in the data folder; keep it apart from backups.
    """
    if variable in os.environ:
        return os.environ[variable]
    folder = Path(text("QUANHENG_KEYS", str(data_folder() / "keys")))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / name
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            new.write(secrets.token_hex(size))
    except FileExistsError:
        pass
    return file.read_text().strip()
