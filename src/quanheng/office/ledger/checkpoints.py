"""Checkpoints: signed statements of how long the ledger is and what its root is."""

from collections.abc import Callable, Sequence

from django.conf import settings

from quanheng.norms.finding import Text
from quanheng.office.ledger.models import Checkpoint
from quanheng.office.ledger.notes import TreeHead, Verifier, sign, verifier_of
from quanheng.office.ledger.verification import Report, verify_ledger

SEED = 32


class LedgerRefused(Exception):  # noqa: N818 - a refusal, not a defect
    """Something asked of the ledger cannot be done; ``message`` says what and what to do."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


class LedgerBroken(LedgerRefused):
    """The ledger does not verify, so nothing is signed."""

    def __init__(self, report: Report) -> None:
        count = len(report.problems)
        super().__init__(
            Text(
                f"账本核验发现 {count} 处问题，未签发检查点。请运行 quanheng ledger verify 查看。",
                f"The ledger has {count} problems; no checkpoint was signed. "
                "Run quanheng ledger verify to see them.",
            )
        )
        self.report = report


def seed() -> bytes:
    """The private key. Raises ``LedgerRefused`` if the setting is not 32 bytes in hexadecimal."""
    try:
        found = bytes.fromhex(settings.LEDGER_KEY)
    except ValueError:
        found = b""
    if len(found) != SEED:
        raise LedgerRefused(
            Text(
                "QUANHENG_LEDGER_KEY 应为 64 位十六进制数。请恢复原密钥，或删除该变量以新生成。",
                "QUANHENG_LEDGER_KEY must be 64 hexadecimal digits. Restore the key, or unset the "
                "variable to have a new one made.",
            )
        )
    return found


def own_key() -> Verifier:
    """The public key of this installation, under the name of its ledger."""
    return verifier_of(settings.LEDGER_NAME, seed())


def make_checkpoint(
    *,
    trusted: Sequence[Verifier] = (),
    progress: Callable[[int, int], None] | None = None,
    using: str = "default",
) -> Checkpoint:
    """Verify the whole ledger, then sign its size and root; a second time returns the first.

    Raises ``LedgerBroken`` instead of signing a ledger that does not verify.
    """
    report = verify_ledger(trusted=[own_key(), *trusted], progress=progress, using=using)
    if report.problems:
        raise LedgerBroken(report)
    head = TreeHead(settings.LEDGER_NAME, report.size, report.root)
    note = sign(head.text(), head.origin, seed())
    made, _ = Checkpoint.objects.using(using).get_or_create(
        size=head.size, defaults={"root": head.root, "note": note}
    )
    return made
