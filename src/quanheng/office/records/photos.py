"""Photographs: sealed for their person, taken in, shown."""

import hashlib
from datetime import date

from quanheng.exchange.forms.picture import checked_picture
from quanheng.office.accounts.models import User
from quanheng.office.accounts.vault import place, seal_bytes, unseal_bytes
from quanheng.office.records.models import Person, Photo
from quanheng.office.records.writing import write


def where(person: int, digest: str) -> str:
    """The place to which a photograph is bound: its person and its SHA-256."""
    return place("records.photo", "image", f"{person}.{digest}")


def opened(photo: Photo) -> bytes:
    """The picture; raises ``Unsealable`` when it was moved or tampered with."""
    return unseal_bytes(photo.image_sealed, where(photo.person_id, photo.sha256))


def photo_of(person: Person) -> bytes | None:
    """The photograph on file."""
    held = Photo.objects.current().filter(person=person).first()
    return None if held is None else opened(held)


def has_photo(person: Person) -> bool:
    """Whether there is a photograph on file."""
    return Photo.objects.current().filter(person=person).exists()


def file_photo(
    person: Person, data: bytes, *, taken: date | None = None, by: User, source: str
) -> Photo | None:
    """File a photograph in place of the one on file; None if it is that one.

    The person is locked by the caller. Raises ``FormRefused`` for what is no picture or too large.
    """
    digest = hashlib.sha256(checked_picture(data)).hexdigest()
    held = Photo.objects.current().filter(person=person).first()
    if held is not None and held.sha256 == digest:
        return None
    sealed = seal_bytes(data, where(person.pk, digest))
    said = {"person": person, "image_sealed": sealed, "sha256": digest, "taken": taken}
    made = write(Photo, said, by=by, source=source, instead_of=held)
    assert isinstance(made, Photo)
    return made
