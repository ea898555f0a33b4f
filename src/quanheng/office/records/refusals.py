"""Why a change of the personnel file was refused."""

from quanheng.office.accounts.conditions import Refused, given

__all__ = ["Overtaken", "Refused", "given"]


class Overtaken(Refused):
    """What the change was based on has changed meanwhile; look again."""
