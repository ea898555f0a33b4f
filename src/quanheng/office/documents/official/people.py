"""Whoever is named on an official paper: only what that paper may say of somebody."""

from collections.abc import Sequence
from dataclasses import dataclass

from quanheng.office.documents.official.words import UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody by name and post; nothing else may stand on most papers."""

    name: str
    current_post: str = ""
    proposed_post: str = ""
    post_to_leave: str = ""

    @property
    def change(self) -> str:
        """What is proposed: 任 … and 免 …, one a line."""
        lines = [f"任{self.proposed_post}"] if self.proposed_post else []
        lines += [f"免{self.post_to_leave}"] if self.post_to_leave else []
        return "\n".join(lines) or UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced(Named):
    """Somebody as a public notice names them; ``exception`` says why a rule was waived (破格)."""

    sex: str = ""
    birth: str = ""
    education: str = ""
    exception: str = ""

    @property
    def sentence(self) -> str:
        """Everything that is made public, in one sentence."""
        born = f"{self.birth}生" if self.birth else ""
        told = [self.name, self.sex, born, self.education]
        if self.current_post:
            told.append(f"现任{self.current_post}")
        if self.proposed_post:
            told.append(f"拟任{self.proposed_post}")
        if self.post_to_leave:
            told.append(f"拟免{self.post_to_leave}")
        return "，".join(one for one in told if one) + "。"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something said of a matter, under its label."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Where objections and views go: the line for reports, address, postal code, who answers."""

    phone: str = "12380"
    address: str = ""
    postcode: str = ""
    other: str = ""

    @property
    def lines(self) -> Sequence[str]:
        """The ways, one a line."""
        found = [f"受理电话：{self.phone}"]
        found += [f"通信地址：{self.address}"] if self.address else []
        found += [f"邮政编码：{self.postcode}"] if self.postcode else []
        found += [self.other] if self.other else []
        return found
