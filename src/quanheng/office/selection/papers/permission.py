"""Who may make which paper."""

from datetime import date

from quanheng.norms.procedure import Procedure
from quanheng.office.accounts.models import User
from quanheng.office.procedures.acting import acting, manages
from quanheng.office.procedures.models import Case
from quanheng.office.selection.models import PaperKind
from quanheng.office.selection.papers.kinds import PAPERS


def may_make(case: Case, procedure: Procedure, kind: PaperKind, user: User, on: date) -> bool:
    """Whether an account looks after the case, or takes the step to which the paper belongs."""
    if manages(case, procedure, user, on):
        return True
    found = [step for step in procedure.steps if step.name == PAPERS[kind].step]
    return any(acting(case, step, user, on) is not None for step in found)
