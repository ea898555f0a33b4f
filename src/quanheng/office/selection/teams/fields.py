"""Which members know a field: by the words of their speciality and familiar field.

The documents name fields, not words. A field that stands here is recognised by these words, any
other one by its own name; the page shows the words of the file that counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from quanheng.office.selection.teams.members import Member

_WORDS = """
金融 金融 财政 会计 税 审计 银行 保险
工业 工业 制造 机械 电气 自动化 化工
社会治理 社会治理 社会工作 社会学 信访 综治
公共服务 公共 行政管理 教育 医 卫生 社会保障
城镇化 城镇 城乡规划 城市规划 土木 建筑 园林
现代农业 农业 农学 园艺 畜牧 水利
乡村振兴 乡村 农业农村 农学 扶贫
生态 生态 环境 环保
经济管理 经济 工商管理 统计
经贸 经贸 贸易 外贸 招商
财政金融 财政 金融 会计 税 审计
法律 法律 法学 司法
信息科技 信息 计算机 软件 电子 数据 网络
城建管理 城建 城乡规划 城市规划 土木 建筑 市政
"""
WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {line.split()[0]: tuple(line.split()[1:]) for line in _WORDS.split("\n") if line}
)
"""The words of each field; see ``docs/teams.md``."""


class Knows(NamedTuple):
    """A member who knows a field, and what of the file says so."""

    member: Member
    because: str


def known_by(member: Member, field: str) -> str:
    """What of the file says that somebody knows a field; empty where nothing does."""
    words = WORDS.get(field, (field,))
    told = (member.speciality, member.familiar_field)
    return "、".join(
        dict.fromkeys(text for text in told if text and any(word in text for word in words))
    )


def who_knows(members: Iterable[Member], field: str) -> list[Knows]:
    """The members who know a field."""
    found = ((member, known_by(member, field)) for member in members)
    return [Knows(member, because) for member, because in found if because]


def untold(members: Sequence[Member]) -> list[Member]:
    """The members of whom the file names neither a speciality nor a familiar field."""
    return [one for one in members if not one.speciality and not one.familiar_field]
