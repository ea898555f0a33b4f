"""What is wrong with a form, in one sentence: it is refused, or read with a remark."""

from typing import NamedTuple

from quanheng.norms.finding import Text


class Remark(NamedTuple):
    """Something in a file that was read but needs a look; ``field`` is where it stands."""

    field: str
    message: Text


class FormRefused(Exception):  # noqa: N818 - a refusal, not a defect
    """A file cannot be read; ``message`` says why and what to do, in one sentence."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.message = Text(zh, en)
