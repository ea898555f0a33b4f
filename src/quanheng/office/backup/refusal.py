"""Why a backup or a restore was not done."""

from quanheng.norms.finding import Text


class BackupRefused(Exception):  # noqa: N818 - a refusal, not a defect
    """The backup or restore was not begun or not finished; ``message`` says why and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.message = Text(zh, en)
