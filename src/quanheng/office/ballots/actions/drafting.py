"""Drafting a ballot: paper, rules, classes, roll."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.ballots.holding import Refused, State, holdable, opened_for
from quanheng.office.ballots.models import Ballot, Voter
from quanheng.office.ballots.plan import Named, Plan, put_down, set_classes
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry

MOST_VOTERS = 20_000


@transaction.atomic
def draft_ballot(plan: Plan, *, by: User, on: date) -> Entry:
    """A new ballot in draft, organised by ``by``. The entry is about the new ``Ballot``."""
    place = holdable(plan.unit_code, by=by, on=on)
    ballot = Ballot(organiser=by, unit_code=place.code, unit_name=place.name, created_on=on)
    put_down(ballot, plan)
    ballot.save(force_insert=True)
    set_classes(ballot, plan.classes)
    values = {"title": ballot.title, "form": ballot.form, "unit": ballot.unit_code}
    return record(ballot, "ballot drafted", by=by, on=on, values=values)


@transaction.atomic
def change_ballot(ballot: Ballot, plan: Plan, *, by: User, on: date) -> Entry:
    """Put another plan in the place of a draft's; the roll stays.

    A teller who is no longer one loses the key that was made with a passphrase.
    """
    ballot = opened_for(ballot, State.DRAFT, by=by, on=on)
    place = holdable(plan.unit_code, by=by, on=on)
    ballot.unit_code, ballot.unit_name = place.code, place.name
    put_down(ballot, plan)
    ballot.save()
    set_classes(ballot, plan.classes)
    tellers = (ballot.first_teller_id, ballot.second_teller_id)
    ballot.teller_keys.exclude(teller__in=tellers).delete()
    values = {"title": ballot.title, "form": ballot.form, "unit": ballot.unit_code}
    return record(ballot, "ballot changed", by=by, on=on, values=values)


@transaction.atomic
def set_roll(ballot: Ballot, roll: Sequence[Named], *, by: User, on: date) -> Entry:
    """Put these voters in the place of a draft's roll; refused whole when one of them is wrong."""
    ballot = opened_for(ballot, State.DRAFT, by=by, on=on)
    voters = _voters(ballot, roll)
    ballot.voters.all().delete()
    Voter.objects.bulk_create(voters, batch_size=500)
    return record(ballot, "roll set", by=by, on=on, values={"voters": len(voters)})


def _voters(ballot: Ballot, roll: Sequence[Named]) -> list[Voter]:
    if not 0 < len(roll) <= MOST_VOTERS:
        raise Refused(_("名册应有1到%d人。") % MOST_VOTERS)
    classes = {kind.name: kind for kind in ballot.classes.all()}
    logins = {line.login for line in roll if line.login}
    people = User.objects.filter(is_system=False, is_active=True)
    accounts = {user.username: user for user in people if user.username in logins}
    made, seen, users = [], set(), set()
    for number, line in enumerate(roll, start=1):
        who = (line.name.strip(), line.place.strip())
        user = accounts.get(line.login)
        wrong = {
            _("姓名为空或过长"): not 0 < len(who[0]) <= 60 or len(who[1]) > 200,
            _("没有类别“%s”") % line.voter_class: line.voter_class not in classes,
            _("没有账户“%s”") % line.login: bool(line.login) and user is None,
            _("与前面某行重复"): who in seen or (user is not None and user.pk in users),
        }
        for message, is_wrong in wrong.items():
            if is_wrong:
                raise Refused(
                    _("名册第%(line)d行（%(name)s）：%(what)s。")
                    % {"line": number, "name": line.name, "what": message}
                )
        seen.add(who)
        users |= {user.pk} if user else set()
        made.append(
            Voter(
                ballot=ballot, voter_class=classes[line.voter_class], name=who[0], place=who[1],
                user=user,
            )
        )  # fmt: skip
    return made
