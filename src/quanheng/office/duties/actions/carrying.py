"""结转: what is open at the end of a year goes to the list of the next one."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.duties.actions.deciding import managed
from quanheng.office.duties.actions.raising import OWN, begin
from quanheng.office.duties.filing import Held, next_number, note, say
from quanheng.office.duties.lists import INSPECTION, KINDS
from quanheng.office.duties.models import OPEN, Event, Item
from quanheng.office.duties.permission import raises
from quanheng.office.duties.reminding import tell_owner
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Duty
from quanheng.office.records.refusals import Refused
from quanheng.office.records.writing import write

What = Event.What
MOST = 200
KEY_ITEMS = "专项整治"


@transaction.atomic
def carry_over(duties: Sequence[Duty], *, year: int, type: str = "", by: User, on: date) -> Entry:
    """Carry open items over to the list of a year, each once, linked both ways.

    With ``type`` they go to a list of another kind: problems found by inspection become next
    year's rectification items. The old item counts as answered by the new one and is closed with
    it. The entry names the pairs.
    """
    if not duties or len(duties) > MOST:
        raise Refused(_("请选择1至%d项。") % MOST)
    if type and type != KEY_ITEMS:
        raise Refused(_("只能结转到本类清单，或列入专项整治。"))
    pairs: dict[str, str] = {}
    last: Item | None = None
    for duty in sorted(duties, key=lambda one: one.pk):
        held = managed(duty, by, on, *OPEN)
        last = _carried(held, year, type or held.item.type, by=by, on=on)
        pairs[str(held.item)] = str(last)
    return record(last, "duties carried over", by=by, on=on, values={"year": year, "items": pairs})


def _carried(held: Held, year: int, type: str, *, by: User, on: date) -> Item:
    old, line = held.item, held.duty
    if line.assigned.year >= year:
        raise Refused(_("“%(item)s”已在%(year)d年清单上。") % {"item": old, "year": year})
    kind = KINDS[type]
    if not raises(by, kind, line.lead_unit, on):
        raise Refused(_("您的角色不能交办“%s”事项，请由有权的角色办理。") % kind.type)
    same = type == old.type
    word = (line.source_list or "").partition("：")[0]
    if not same:
        found = word == INSPECTION or old.topic == "形式主义官僚主义"
        word = INSPECTION if found else word
        if word not in kind.sources:
            raise Refused(_("“%s”不是督查等途径发现的问题，不能列入专项整治。") % old)
    begun = max(on, date(year, 1, 1))
    columns = {
        "type": type,
        "number": next_number(type, year),
        "matter": line.matter,
        "source_list": line.source_list if same else f"{word}：{old}",
        "lead_unit": line.lead_unit,
        "owner": line.owner,
        "assigned": begun,
        "deadline": max(date(year, 12, 31), begun),
    }
    made = write(Duty, columns, by=by, source=line.source)
    assert isinstance(made, Duty)
    own = {name: getattr(old, name) for name in OWN} if same else {"cause": old.cause}
    left = [one.text for one in old.measures.filter(done_on=None)]
    new = begin(made, own, left, by=by, on=on)
    if line.answered is None:
        held = say(held, {"answered": on}, by=by)
    old.carried_to = new
    old.save(update_fields=["carried_to"])
    note(old, What.CARRIED, by=by, on=on, text=f"→ {new}")
    note(new, What.CARRIED, by=by, on=on, text=f"← {old}")
    tell_owner(made, "raised", by=by)
    return new
