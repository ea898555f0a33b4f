"""What is printed: sheets of one-time slips with their QR codes. Nothing here is kept."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from quanheng.office.ballots.codes import grouped

PER_SHEET = 10
"""Slips on a sheet of A4: two columns, five rows."""

QUIET = 2
"""White modules around a QR code; the slip itself is white beyond them."""


class Drawn(NamedTuple):
    """A QR code as a path of an SVG of ``size`` by ``size`` modules."""

    size: int
    path: str


class Slip(NamedTuple):
    """One slip: for which class of voters, its code in groups, and the code as a picture."""

    voter_class: str
    code: str
    qr: Drawn


def drawn(text: str) -> Drawn:
    """A text as a QR code; a run of dark modules in a row is one rectangle."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    runs = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            wide = 0
            while x + wide < len(row) and row[x + wide]:
                wide += 1
            if wide:
                runs.append(f"M{x},{y}h{wide}v1h-{wide}z")
            x += wide + 1
    return Drawn(len(rows), "".join(runs))


def sheets(codes: Mapping[str, Sequence[str]], address: str) -> list[list[Slip]]:
    """The slips of each class, ten to a sheet, each class beginning a sheet of its own.

    ``address`` is that of the voting page, which a QR code opens with the code behind ``#``, where
    no server and no log sees it.
    """
    made = []
    for name, of_class in codes.items():
        slips = [Slip(name, grouped(code), drawn(f"{address}#{code}")) for code in of_class]
        made += [slips[at : at + PER_SHEET] for at in range(0, len(slips), PER_SHEET)]
    return made
