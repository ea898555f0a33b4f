"""Cases, who is put forward, what was done, their papers, overrides, recusals; deputies."""

from quanheng.office.procedures.models.cases import Attachment, Case, Move
from quanheng.office.procedures.models.deputies import Delegation
from quanheng.office.procedures.models.keeping import Override, Recusal
from quanheng.office.procedures.models.nominees import Nominee, Sheet

__all__ = ["Attachment", "Case", "Delegation", "Move", "Nominee", "Override", "Recusal", "Sheet"]
