"""Names in Latin letters, so that people are found by typing them."""

from collections.abc import Iterator

from pypinyin import lazy_pinyin

SURNAMES = {
    "万俟": ("mo", "qi"),
    "尉迟": ("yu", "chi"),
    "长孙": ("zhang", "sun"),
    "单": ("shan",),
    "解": ("xie",),
    "曾": ("zeng",),
    "查": ("zha",),
    "仇": ("qiu",),
    "区": ("ou",),
    "朴": ("piao",),
    "盖": ("ge",),
    "翟": ("zhai",),
    "乐": ("yue",),
    "缪": ("miao",),
    "覃": ("qin",),
    "员": ("yun",),
    "冼": ("xian",),
    "种": ("chong",),
    "宓": ("mi",),
    "幺": ("yao",),
    "折": ("she",),
    "秘": ("bi",),
    "逄": ("pang",),
    "牟": ("mou",),
}
"""Characters that are read otherwise as a surname."""


def syllables(name: str) -> Iterator[str]:
    """The syllables of a name, without tones."""
    surname = next((known for known in SURNAMES if name.startswith(known)), "")
    yield from SURNAMES.get(surname, ())
    yield from lazy_pinyin(name[len(surname) :])


def spelt(name: str) -> dict[str, str]:
    """The two columns by which a person is searched: all letters, and the initials."""
    parts = ["".join(part.lower().split()) for part in syllables(name)]
    return {
        "pinyin": "".join(parts)[:200],
        "initials": "".join(part[0] for part in parts if part)[:60],
    }
