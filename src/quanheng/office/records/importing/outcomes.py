"""What becomes of a row of a workbook, and why: the words that preview and result share."""

from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy

from quanheng.norms.finding import Language
from quanheng.norms.kinds import Row

BOTH = "\n"
"""Between the Chinese and the English of a detail."""


class Outcome(TextChoices):
    """How a row compares with the file."""

    NEW = "new", gettext_lazy("新增")
    CHANGED = "changed", gettext_lazy("变更")
    SAME = "same", gettext_lazy("相同")
    WAITING = "waiting", gettext_lazy("待审核")
    CONFLICT = "conflict", gettext_lazy("冲突")


class Why(TextChoices):
    """Why a row is left out."""

    UNKNOWN_CODE = "unknown_code", gettext_lazy("“%s”在档案库和文件中都不存在")
    OUTSIDE = "outside", gettext_lazy("不在您的管理范围内")
    OWN_FILE = "own_file", gettext_lazy("本人档案由他人办理")
    SEVERAL = "several", gettext_lazy("档案库中有多条相似记录，无法判断对应哪一条，请逐条更正")
    TOO_LONG = "too_long", gettext_lazy("“%s”过长")
    UNSOUND = "unsound", gettext_lazy("%s")
    CYCLE = "cycle", gettext_lazy("上级单位构成循环")
    PENDING = "pending", gettext_lazy("这条记录已有一项内容不同的待审核更正")


class Compared(NamedTuple):
    """A row of the workbook and what becomes of it.

    ``record`` is the key of the record that it stands for; ``before`` what that says where the row
    says otherwise; ``keys`` those of the columns that two persons must correct.
    """

    row: Row
    outcome: str
    record: int | None = None
    before: dict[str, object] | None = None
    keys: tuple[str, ...] = ()
    why: str = ""
    detail: str = ""

    def said(self, language: Language) -> str:
        """Why it is left out, as a sentence; a detail may be given in both languages."""
        if not self.why:
            return ""
        sentence, detail = str(Why(self.why).label), self.detail.split(BOTH)
        shown = detail[-1] if language == "en" else detail[0]
        return sentence % shown if "%s" in sentence else sentence


def conflicting(row: Row, why: Why, detail: str = "") -> Compared:
    """A row that is left out."""
    return Compared(row, Outcome.CONFLICT, why=why.value, detail=detail)
