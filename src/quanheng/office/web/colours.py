"""The colours of the design system as ``quanheng.css`` gives them, and how well they are read."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SHEET = Path(__file__).parent / "static" / "web" / "quanheng.css"
TOKEN = re.compile(r"--([a-z-]+): (#[0-9a-f]{3,6});")
TEXT, SHAPE = 4.5, 3.0
"""The least contrast of text, and of edges and symbols (WCAG 2.2, 1.4.3 and 1.4.11)."""

PAIRS: tuple[tuple[str, str, float, str | Promise], ...] = (
    ("ink", "sheet", TEXT, _("正文")),
    ("ink", "desk", TEXT, _("页面标题")),
    ("quiet", "sheet", TEXT, _("次要文字")),
    ("quiet", "head", TEXT, _("表头")),
    ("link", "sheet", TEXT, _("链接")),
    ("link", "link-paper", TEXT, _("当前页")),
    ("on-link", "link", TEXT, _("主要按钮")),
    ("on-bar", "bar", TEXT, _("顶栏")),
    ("on-bar-quiet", "bar", TEXT, _("顶栏次要文字")),
    ("m-ink", "m-paper", TEXT, _("未达标")),
    ("a-ink", "a-paper", TEXT, _("待研判")),
    ("p-ink", "p-paper", TEXT, _("进行中")),
    ("n-ink", "n-paper", TEXT, _("未提供")),
    ("k-ink", "k-paper", TEXT, _("达标")),
    ("edge", "sheet", SHAPE, _("控件边框")),
    ("focus", "sheet", SHAPE, _("焦点框")),
    ("focus", "desk", SHAPE, _("页面上的焦点框")),
)


class Colours(NamedTuple):
    """Two colours together in one scheme, and their contrast."""

    front: str
    ground: str
    contrast: float


class Pair(NamedTuple):
    """A token on another: what for, in the light and the dark scheme, and the least contrast."""

    front: str
    ground: str
    least: float
    use: str | Promise
    light: Colours
    dark: Colours


@cache
def tokens() -> tuple[dict[str, str], dict[str, str]]:
    """The colour tokens of the light and of the dark scheme."""
    light, dark = SHEET.read_text("utf-8").split(":root {")[1:3]
    plain = dict(TOKEN.findall(light))
    return plain, plain | dict(TOKEN.findall(dark.partition("}\n}")[0]))


@cache
def pairs() -> tuple[Pair, ...]:
    """Every pair in both schemes."""
    light, dark = tokens()
    return tuple(
        Pair(
            front, ground, least, use, together(light, front, ground), together(dark, front, ground)
        )
        for front, ground, least, use in PAIRS
    )


def together(scheme: dict[str, str], front: str, ground: str) -> Colours:
    """Two tokens of a scheme."""
    first, second = scheme[front], scheme[ground]
    return Colours(first, second, round(contrast(first, second), 1))


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours as WCAG defines it, from 1 to 21."""
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour such as ``#1a55a5`` or ``#fff``."""
    digits = colour.removeprefix("#")
    wide = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    red, green, blue = (_linear(int(wide[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
