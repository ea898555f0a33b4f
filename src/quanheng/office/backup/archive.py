"""The backup file: a tar archive of the database, the uploads and, last, the manifest."""

import hashlib
import io
import os
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from quanheng.office.backup.manifest import NAME, Manifest, manifest_from
from quanheng.office.backup.refusal import BackupRefused

DATABASE = "database"
UPLOADS = "uploads"
BLOCK = 1024 * 1024


class Hashing:
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        block = self.file.read(size)
        self.hash.update(block)
        return block


def add(archive: tarfile.TarFile, name: str, path: Path) -> list[Any]:
    """Put a file into the archive; its size and SHA-256."""
    with path.open("rb") as file:
        info = archive.gettarinfo(arcname=name, fileobj=file)
        info.mode, info.uid, info.gid, info.uname, info.gname = 0o600, 0, 0, "", ""
        hashing = Hashing(file)
        archive.addfile(info, hashing)  # type: ignore[arg-type]  # only read() is used
    return [info.size, hashing.hash.hexdigest()]


def uploads_under(folder: Path) -> Iterator[tuple[str, Path]]:
    """Uploaded files with their names in the archive."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield f"{UPLOADS}/{path.relative_to(folder).as_posix()}", path


def write_archive(file: Path, database: Path, uploads: Path, manifest: Manifest) -> None:
    """Write the archive under another name, and give it its own when it is safe on disk."""
    part = file.with_name(f"{file.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as out:
            with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
                manifest.files[DATABASE] = add(archive, DATABASE, database)
                for name, path in uploads_under(uploads):
                    manifest.files[name] = add(archive, name, path)
                content = manifest.to_json()
                last = tarfile.TarInfo(NAME)
                last.size, last.mode = len(content), 0o600
                archive.addfile(last, io.BytesIO(content))
            out.flush()
            os.fsync(out.fileno())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def unpack(file: Path, folder: Path) -> Manifest:
    """Unpack an archive into an empty folder and compare every file with the manifest.

    Raises ``BackupRefused`` when anything is missing, added or changed.
    """
    try:
        with tarfile.open(file, mode="r:") as archive:
            found = {member.name: extract(archive, member, folder) for member in archive}
    except (tarfile.TarError, EOFError, FileExistsError) as error:
        raise damaged(
            f"“{file.name}”不是完整的备份文件", f"{file.name} is not a whole backup file"
        ) from error
    found.pop(NAME, None)
    listing = folder / NAME
    manifest = manifest_from(listing.read_bytes() if listing.is_file() else b"")
    for name in sorted(found.keys() | manifest.files.keys()):
        if found.get(name) != manifest.files.get(name):
            raise damaged(
                f"备份中的文件“{name}”与清单不符，备份已损坏或被改动",
                f"The file {name} in the backup is not what the manifest says",
            )
    return manifest


def extract(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> list[Any]:
    """Write one file of the archive below the folder, never elsewhere; its size and SHA-256."""
    path = folder / member.name
    content = archive.extractfile(member) if member.isfile() else None
    if content is None or not path.resolve().is_relative_to(folder.resolve()):
        raise tarfile.TarError(member.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    hashing = Hashing(content)
    with path.open("xb") as out:
        shutil.copyfileobj(hashing, out, BLOCK)
    path.chmod(0o600)
    return [member.size, hashing.hash.hexdigest()]


def damaged(zh: str, en: str) -> BackupRefused:
    """The refusal of a damaged backup."""
    return BackupRefused(f"{zh}。请换用另一份备份。", f"{en}. Use another backup.")
