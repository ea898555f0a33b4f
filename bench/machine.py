"""What the figures were measured on and with."""

import os
import platform
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("quanheng", "numpy", "numba", "openfisca-core", "polars", "duckdb", "pyarrow")


def described() -> list[tuple[str, str]]:
    """Name and value, one pair a line: date, processor, memory, system, versions."""
    return [
        ("Date", date.today().isoformat()),
        ("Processor", f"{_processor()}, {os.cpu_count()} cores"),
        ("Memory", f"{_memory() / 2**30:.0f} GiB"),
        ("System", f"{platform.system()} {platform.release()}, {platform.machine()}"),
        ("Python", platform.python_version()),
        *((name, found) for name in PACKAGES if (found := _version(name))),
    ]


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    if told.exists():
        for line in told.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
