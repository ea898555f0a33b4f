"""Cases, what was done in them, their papers, overrides, recusals; deputies."""

from quanheng.office.procedures.models.cases import Attachment, Case, Move
from quanheng.office.procedures.models.deputies import Delegation
from quanheng.office.procedures.models.keeping import Override, Recusal

__all__ = ["Attachment", "Case", "Delegation", "Move", "Override", "Recusal"]
