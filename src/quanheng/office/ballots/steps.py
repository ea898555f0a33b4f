"""How far a ballot is: its line of states, what is still to be done and by whom."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.ballots.models import Ballot
from quanheng.office.ballots.queries import Progress

State = Ballot.State
LINE = (State.DRAFT, State.ISSUING, State.OPEN, State.CLOSING, State.CLOSED)


class Task(NamedTuple):
    """Something to be done; ``url`` only for whoever may do it now."""

    title: str
    who: str
    done: bool
    now: bool
    url: str = ""


class Standing(NamedTuple):
    """A ballot for one account: may it hold it, is it a teller, which."""

    holds: bool
    first: bool
    second: bool

    @property
    def teller(self) -> bool:
        """Whether the account counts this ballot."""
        return self.first or self.second


def standing(ballot: Ballot, user: User) -> Standing:
    """What an account is to a ballot."""
    holds = Ballot.objects.held_by(user).filter(pk=ballot.pk).exists()
    return Standing(holds, ballot.first_teller_id == user.pk, ballot.second_teller_id == user.pk)


def line(ballot: Ballot) -> list[tuple[str, bool, bool]]:
    """The states: label, whether past, whether current. A void ballot shows how far none is."""
    at = LINE.index(State(ballot.state)) if ballot.state in LINE else -1
    closed = ballot.state == State.CLOSED
    return [
        (str(state.label), place < at or (closed and place == at), place == at and not closed)
        for place, state in enumerate(LINE)
    ]


def tasks(ballot: Ballot, me: Standing, people: Progress) -> list[Task]:
    """Everything to be done, in order; what is due now is marked."""
    if ballot.state == State.VOID:
        return []
    keys = set(ballot.teller_keys.values_list("teller_id", flat=True))
    return [*_before(ballot, me, people, keys), *_after(ballot, me, keys)]


def _before(ballot: Ballot, me: Standing, people: Progress, keys: set[int]) -> list[Task]:
    organiser, state = str(ballot.organiser), ballot.state
    draft, issuing = state == State.DRAFT, state == State.ISSUING
    made = [
        Task(
            _("录入名册"), organiser, people.entitled > 0, draft and not people.entitled,
            _url("roll", ballot, me.holds and draft),
        ),
        Task(
            _("开始发票：此后票面、规则和名册不能再改"), organiser, not draft,
            draft and people.entitled > 0, _url("begin", ballot, me.holds and draft),
        ),
    ]  # fmt: skip
    if ballot.slips:
        due = issuing and not ballot.slips_printed
        url = _url("slips", ballot, me.holds and due)
        made.append(Task(_("打印表决票，只能打印一次"), organiser, ballot.slips_printed, due, url))
    early = state in (State.DRAFT, State.ISSUING) and not ballot.first_confirmed
    for mine, pk, who in _tellers(ballot, me):
        done = pk in keys or not early
        made.append(
            Task(
                _("设置计票口令"),
                who,
                done,
                early and not done,
                _url("teller", ballot, mine and early),
            )
        )
    door = state in (State.ISSUING, State.OPEN)
    made.append(
        Task(
            _("报到、发票"), _("组织人或计票人"), state in (State.CLOSING, State.CLOSED), door,
            _url("door", ballot, door and (me.holds or me.teller)),
        )
    )  # fmt: skip
    return made


def _after(ballot: Ballot, me: Standing, keys: set[int]) -> list[Task]:
    state = ballot.state
    (first, _a, one), (second, _b, two) = _tellers(ballot, me)
    ready = state == State.ISSUING and len(keys) == 2 and can_open(ballot)
    opened = state in (State.OPEN, State.CLOSING, State.CLOSED)
    confirmed = ballot.first_confirmed or opened
    turn = ready and confirmed
    return [
        Task(
            _("确认开始投票（第一计票人）"), one, confirmed, ready and not confirmed,
            _url("teller", ballot, first and ready and not confirmed),
        ),
        Task(
            _("确认开始投票（第二计票人）"), two, opened, turn,
            _url("teller", ballot, second and turn),
        ),
        Task(
            _("结束投票，打开外层"), one, state in (State.CLOSING, State.CLOSED),
            state == State.OPEN, _url("teller", ballot, first and state == State.OPEN),
        ),
        Task(
            _("打开内层，计票"), two, state == State.CLOSED, state == State.CLOSING,
            _url("teller", ballot, second and state == State.CLOSING),
        ),
        Task(
            _("打印计票结果报告单并签字"), _("组织人和两位计票人"), False, state == State.CLOSED,
            _url("sheet", ballot, state == State.CLOSED),
        ),
    ]  # fmt: skip


def can_open(ballot: Ballot) -> bool:
    """Whether slips are printed where there are to be any."""
    return ballot.slips_printed or not ballot.slips


def _tellers(ballot: Ballot, me: Standing) -> list[tuple[bool, int, str]]:
    return [
        (me.first, ballot.first_teller_id, str(ballot.first_teller)),
        (me.second, ballot.second_teller_id, str(ballot.second_teller)),
    ]


def _url(name: str, ballot: Ballot, mine: bool) -> str:
    return reverse(f"ballots:{name}", args=[ballot.pk]) if mine else ""
