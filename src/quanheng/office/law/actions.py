"""Adopting documents for a unit and what is below it, and setting the numbers they leave open."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.norms.adaptation import parsed, settable
from quanheng.norms.pack import Pack, Parameter
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power
from quanheng.office.language import said
from quanheng.office.law.models import Adoption, Choice
from quanheng.office.law.statutes import statutes
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Unit
from quanheng.office.records.permission import over
from quanheng.office.records.refusals import Overtaken, Refused
from quanheng.packs import installed


@transaction.atomic
def adopt_pack(unit: Unit, pack_id: str, *, since: date, source: str, by: User, on: date) -> Entry:
    """Let a document hold for a unit, and everything below it, from a day on.

    Raises ``Denied`` without the power over the unit, ``Refused`` for a pack that is not
    installed, a day before the document's own, or one from which it holds there already.
    """
    over(unit, Power.ADOPT_PACKS, by=by, on=on)
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    pack, source = _installed(pack_id), _sourced(source)
    if since < pack.since:
        raise Refused(
            _("《%(title)s》自%(since)s起施行，采纳日期不能更早。")
            % {"title": said(pack.title), "since": pack.since}
        )
    later = Adoption.objects.filter(unit=unit, pack=pack_id)
    if later.filter(until=None).exists() or later.filter(until__gt=since).exists():
        raise Refused(_("该单位在此期间已采纳这份文件。"))
    made = Adoption.objects.create(
        unit=unit,
        pack=pack_id,
        since=since,
        source=source,
        adopted_by=by,
        adopted_at=timezone.now(),
    )
    values = {"pack": pack_id, "unit": unit.code, "since": since, "source": source}
    return record(made, "pack adopted", by=by, on=on, values=values)


@transaction.atomic
def end_adoption(adoption: Adoption, *, until: date, by: User, on: date, reason: str) -> Entry:
    """From a day on the document no longer holds there; the units below may hold it themselves."""
    over(adoption.unit, Power.ADOPT_PACKS, by=by, on=on)
    adoption = Adoption.objects.select_for_update().get(pk=adoption.pk)
    reason = _sourced(reason)
    if adoption.until is not None:
        raise Overtaken(_("这项采纳已经终止。"))
    if until <= adoption.since:
        raise Refused(_("终止日期应晚于采纳日期。"))
    adoption.until, adoption.ended_at = until, timezone.now()
    adoption.save(update_fields=["until", "ended_at"])
    values = {"pack": adoption.pack, "unit": adoption.unit.code, "until": until}
    return record(adoption, "adoption ended", by=by, on=on, reason=reason, values=values)


@transaction.atomic
def choose_number(
    unit: Unit, parameter: str, value: str, *, since: date, source: str, by: User, on: date
) -> Entry:
    """Set a number that a document leaves open, for a unit and everything below it.

    Raises ``Refused`` for a parameter that the document fixes, for a document that does not hold
    there, and for a value that the parameter cannot have.
    """
    over(unit, Power.ADOPT_PACKS, by=by, on=on)
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    declared, source = _open_parameter(parameter), _sourced(source)
    pack = parameter.partition(":")[0]
    if pack not in {variant.pack for variant in statutes(since).at(unit.path)}:
        raise Refused(_("该单位在此日期没有采纳这份文件，请先采纳。"))
    try:
        number = parsed(declared, value)
    except ValueError as wrong:
        raise Refused(said(wrong.args[0])) from None
    made = Choice.objects.create(
        unit=unit,
        parameter=parameter,
        value=str(number),
        since=since,
        source=source,
        chosen_by=by,
        chosen_at=timezone.now(),
    )
    values = {"parameter": parameter, "unit": unit.code, "value": str(number), "since": since}
    return record(made, "number chosen", by=by, on=on, reason=source, values=values)


def _installed(pack_id: str) -> Pack:
    pack = installed().get(pack_id)
    if pack is None:
        raise Refused(_("没有安装编号为“%s”的政策文件。") % pack_id)
    return pack


def _open_parameter(name: str) -> Parameter:
    declared = _installed(name.partition(":")[0]).parameters.get(name)
    if declared is None:
        raise Refused(_("没有编号为“%s”的参数。") % name)
    if not settable(declared):
        raise Refused(_("这个数值由文件规定，不能另行设定。"))
    return declared


def _sourced(source: str) -> str:
    if not source.strip():
        raise Refused(_("请写明依据，例如文号；依据将记入账本。"))
    return source.strip()
