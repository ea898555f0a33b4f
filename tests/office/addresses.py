"""The addresses of the system, and own and foreign objects to ask for at them."""

import time
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.base import ContentFile
from django.db.models import Q
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from quanheng.exchange.forms.model import Form
from quanheng.office.accounts.actions import note_access
from quanheng.office.accounts.models import AccessLog, Grant, User
from quanheng.office.dashboards.models import ColumnSet, RosterExport
from quanheng.office.documents.kinds import Format, Kind
from quanheng.office.documents.models import Order
from quanheng.office.duties import papers
from quanheng.office.duties.models import Burden, Evidence, Item, Upload
from quanheng.office.findings.actions.views import digest
from quanheng.office.findings.models import Feed, Finding, Run, SavedView
from quanheng.office.inbox.models import Message
from quanheng.office.law.models import Adoption
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.checkpoints import make_checkpoint
from quanheng.office.procedures.models import (
    Attachment,
    Case,
    Delegation,
    Nominee,
    Override,
    Recusal,
    Sheet,
)
from quanheng.office.records.exports.files import keep
from quanheng.office.records.importing.forms.sealing import sealed
from quanheng.office.records.models import (
    Correction,
    Duty,
    Export,
    FormFile,
    ImportBatch,
    Person,
    Unit,
)
from quanheng.office.records.photos import file_photo
from tests.exchange.forms.samples import png
from tests.office.ballots.things import BallotThings
from tests.office.selection.things import SelectionThings


class Scene(NamedTuple):
    """An account per role, with the sample district in the database, on a day."""

    users: dict[str, User]
    on: date


class Thing(NamedTuple):
    """An object: the arguments by which addresses name it, how a list shows it, what finds it."""

    named: dict[str, Any]
    shown: tuple[str, ...] = ()
    asked: str = ""


def patterns() -> dict[str, frozenset[str]]:
    """Every address by its name with namespaces, and what arguments it takes."""
    return dict(walk(get_resolver(), (), frozenset()))


def walk(
    resolver: URLResolver, spaces: tuple[str, ...], above: frozenset[str]
) -> Iterator[tuple[str, frozenset[str]]]:
    for pattern in resolver.url_patterns:
        wanted = above | set(pattern.pattern.converters)
        if isinstance(pattern, URLPattern):
            name = pattern.name or f"unnamed {pattern.pattern}"
            yield ":".join((*spaces, name)), wanted
        else:
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from walk(pattern, inner, wanted)


def address(name: str, thing: Thing | None, more: dict[str, Any]) -> str:
    """The address of a thing; only those of its names that the address has a place for."""
    named = {**(thing.named if thing else {}), **more}
    return reverse(name, kwargs={key: named[key] for key in patterns()[name]})


def stranger() -> Client:
    return Client()


def browser_of(user: User) -> Client:
    """A browser in which the user is logged in and has just given the password again."""
    client = Client()
    client.force_login(user)
    session = client.session
    given = {"method": "password", "at": time.time(), "reauthenticated": True}
    session["account_authentication_methods"] = [{**given, "username": user.username}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


class Things(SelectionThings, BallotThings):
    """Own and foreign objects, for one account."""

    thing = Thing

    def __init__(self, scene: Scene, user: User | None) -> None:
        self.scene = scene
        self.user = user or scene.users["petition_officer"]
        self.other = scene.users["auditor" if self.user.username != "auditor" else "head"]
        self.here = self._person(scene.users["official"].person_code)
        self.there = self._foreigner()

    def own(self, kind: str) -> Thing:
        return getattr(self, kind)(self.user, self.here)

    def foreign(self, kind: str) -> Thing:
        return getattr(self, kind)(self.other, self.there)

    def _person(self, code: str | None) -> Person:
        return Person.objects.get(code=code)

    def _foreigner(self) -> Person:
        """Somebody who serves neither where the heads of the tests do nor below."""
        code = Grant.objects.get(user=self.scene.users["head"]).unit_code
        inside = Q(tenures__unit__path__startswith=Unit.objects.get(code=code).path)
        outside = Person.objects.exclude(inside).exclude(name=self.here.name)
        return outside.filter(tenures__known_until=None, tenures__end=None).order_by("code")[0]

    def person(self, _user: User, person: Person) -> Thing:
        named = {"pk": person.pk, "code": person.code, "person": person.pk}
        shown = (reverse("dashboards:person", args=[person.pk]), person.code)
        return Thing(named, shown, person.name)

    def account(self, user: User, _person: Person) -> Thing:
        return Thing({"pk": user.pk}, (f'">{user.username}</a>',), user.username)

    def grant(self, user: User, _person: Person) -> Thing:
        return Thing({"pk": user.pk, "grant_pk": Grant.objects.filter(user=user)[0].pk})

    def key(self, user: User, _person: Person) -> Thing:
        data = {"name": "密钥", "credential": {}}
        made = Authenticator.objects.create(user=user, type="webauthn", data=data)
        return Thing({"pk": made.pk})

    def totp(self, user: User, _person: Person) -> Thing:
        TOTP.activate(user, generate_totp_secret())
        return Thing({})

    def recovery(self, user: User, _person: Person) -> Thing:
        RecoveryCodes.activate(user)
        return Thing({})

    def look(self, _user: User, person: Person) -> Thing:
        reason = f"查阅{person.code}号"
        told = {"by": self.scene.users["organisation_officer"], "on": self.scene.on}
        note_access(person, person.code, AccessLog.What.IDENTITY, reason=reason, **told)
        return Thing({}, (reason,), person.code)

    def entry(self, user: User, _person: Person) -> Thing:
        return Thing({"number": record(user, "looked at", by=user).number})

    def checkpoint(self, user: User, _person: Person) -> Thing:
        record(user, "looked at", by=user)
        return Thing({"size": make_checkpoint().size})

    def import_of_forms(self, user: User, _person: Person) -> Thing:
        made = ImportBatch.objects.create(
            name="表.zip", sha256="0" * 64, size=1, state=ImportBatch.State.READY,
            uploaded_by=user, uploaded_at=timezone.now(), on=self.scene.on,
        )  # fmt: skip
        return Thing({"pk": made.pk}, (reverse("records:import", args=[made.pk]),))

    def form_file(self, user: User, person: Person) -> Thing:
        batch = self.import_of_forms(user, person).named["pk"]
        kept = FormFile(batch_id=batch, number=1, name="表.lrmx", code=person.code)
        kept.form_sealed = sealed(Form(name=person.name), kept)
        kept.save()
        return Thing({"pk": kept.pk})

    def unit_of(self, _user: User, person: Person) -> Thing:
        held = person.tenures.filter(known_until=None, end=None)[0]
        return Thing({"pk": held.unit_id}, (reverse("dashboards:unit", args=[held.unit_id]),))

    def person_with_photo(self, user: User, person: Person) -> Thing:
        file_photo(person, png(), by=self.scene.users["organisation_officer"], source="")
        return self.person(user, person)

    def training(self, _user: User, person: Person) -> Thing:
        held = person.trainings.filter(known_until=None)[0]
        return Thing({"model": "training", "pk": held.pk})

    def correction(self, _user: User, person: Person) -> Thing:
        made = Correction(
            person=person, model="training", record=person.trainings.all()[0].pk,
            reason=f"核对{person.code}号", state=Correction.State.REQUESTED,
            requested_at=timezone.now(), requested_by=self.scene.users["petition_officer"],
        )  # fmt: skip
        made.evidence_file.save("证明.pdf", ContentFile(b"%PDF-1.4"), save=False)
        made.save()
        return Thing({"pk": made.pk}, (made.reason,))

    def export(self, user: User, _person: Person) -> Thing:
        """An export that is made; its file holds nothing."""
        made = Export.objects.create(
            requested_by=user, requested_at=timezone.now(), on=self.scene.on, reason="核对",
            state=Export.State.DONE, size=0, expires_on=date(9999, 1, 1), entry_number=0,
        )  # fmt: skip
        keep(made, b"PK")
        return Thing({"pk": made.pk}, (reverse("records:export-result", args=[made.pk]),))

    def listed_person(self, _user: User, person: Person) -> Thing:
        """A person in a list that names no codes."""
        return Thing({}, (f'href="{reverse("dashboards:person", args=[person.pk])}"',), person.name)

    def column_set(self, user: User, _person: Person) -> Thing:
        """Columns that somebody shares with everybody."""
        made = ColumnSet.objects.create(owner=user, name="共享", columns=["name"], shared=True)
        return Thing({"pk": made.pk})

    def roster_export(self, user: User, _person: Person) -> Thing:
        """A roster that is made; its file holds nothing."""
        made = RosterExport.objects.create(
            requested_by=user, requested_at=timezone.now(), on=self.scene.on, reason="核对",
            state=RosterExport.State.DONE, rows=0, size=0, expires_on=date(9999, 1, 1),
            entry_number=0,
        )  # fmt: skip
        keep(made, b"PK")
        return Thing({"pk": made.pk}, (reverse("dashboards:roster-export", args=[made.pk]),))

    def run(self, _user: User, _person: Person) -> Thing:
        found = Run.objects.first() or Run.objects.create(
            kind=Run.Kind.FULL, state=Run.State.DONE, on=self.scene.on, known_at=timezone.now(),
            finished_at=timezone.now(), ordered_by=self.other,
        )  # fmt: skip
        return Thing({"pk": found.pk})

    def finding(self, user: User, person: Person) -> Thing:
        """A finding about somebody, of a run made for it."""
        place = person.tenures.filter(known_until=None, end=None).order_by("level")[0].unit
        made, _new = Finding.objects.get_or_create(
            person=person, rule="kunming-2019:4/training-year", until_run=None,
            defaults={
                "since_run_id": self.run(user, person).named["pk"], "pack": "kunming-2019",
                "clause": "kunming-2019:4", "subject_type": "person", "code": person.code,
                "name": person.name, "place": place, "status": "missed", "severity": 0,
                "order_day": date.max, "message_zh": f"{person.code}号：甲", "message_en": "a",
            },
        )  # fmt: skip
        return Thing({"pk": made.pk}, (made.message_zh,), person.name)

    def finding_in_book(self, user: User, person: Person) -> Thing:
        return self.finding(user, person)

    def saved_view(self, user: User, _person: Person) -> Thing:
        made = SavedView.objects.create(owner=user, name="甲", query="", saved_at=timezone.now())
        return Thing({"pk": made.pk})

    def adoption(self, user: User, person: Person) -> Thing:
        made = Adoption.objects.create(
            unit=person.tenures.filter(known_until=None, end=None)[0].unit, pack="kunming-2019",
            since=date(2020, 1, 1), source="甲", adopted_by=self.other, adopted_at=timezone.now(),
        )  # fmt: skip
        return Thing({"pk": made.pk})

    def message(self, user: User, person: Person) -> Thing:
        text = f"给{user.username}的消息"
        Message.objects.get_or_create(
            recipient=user, key=text, defaults={
                "kind": "due", "text_zh": text, "text_en": text,
                "sent_by": self.other, "sent_at": timezone.now(),
            },
        )  # fmt: skip
        return Thing({}, (text,))

    def feed(self, user: User, _person: Person) -> Thing:
        token = f"{user.username:x>40}"
        Feed.objects.filter(user=user).delete()
        Feed.objects.create(user=user, digest=digest(token), opened_at=timezone.now())
        return Thing({"token": token})

    def document_order(self, user: User, person: Person) -> Thing:
        """An order of documents that is made; its file holds nothing."""
        made = Order.objects.create(
            requested_by=user, requested_at=timezone.now(), on=self.scene.on, reason="核对",
            kind=Kind.APPOINTMENT, format=Format.PDF, person=person, people=[person.pk],
            state=Order.State.DONE, made=1, size=0, expires_on=date(9999, 1, 1), entry_number=0,
        )  # fmt: skip
        keep(made, b"%PDF-")
        return Thing({"pk": made.pk}, (reverse("documents:order", args=[made.pk]),))

    def duty(self, user: User, person: Person) -> Thing:
        """An item of an action list that somebody is responsible for, with a paper."""
        unit = person.tenures.filter(known_until=None, end=None)[0].unit
        said = {"type": "积案", "number": f"2000-{person.code}"}
        line = Duty.objects.filter(**said).first() or Duty.objects.create(
            **said, matter=f"{person.code}号积案", lead_unit=unit, owner=person,
            assigned=date(2000, 1, 1), deadline=date(2000, 1, 2),
            recorded_at=timezone.now(), recorded_by=self.scene.users["organisation_officer"],
        )  # fmt: skip
        item, _new = Item.objects.get_or_create(
            **said, defaults={"record": line, "raised_at": timezone.now()}
        )
        paper, _new = Evidence.objects.get_or_create(
            item=item, defaults={
                "title": "报告", "name": "报告.pdf", "size": 5, "sha256": "0" * 64,
                "by": self.scene.users["organisation_officer"], "at": timezone.now(),
            },
        )  # fmt: skip
        papers.keep(paper, b"%PDF-")
        return Thing({"pk": line.pk, "paper": paper.pk}, (line.matter,), line.number)

    def burden(self, user: User, person: Person) -> Thing:
        """A cap of a unit."""
        unit = person.tenures.filter(known_until=None, end=None)[0].unit
        source = f"{person.code}号文"
        Burden.objects.get_or_create(
            unit=unit, what="报表", year=timezone.localdate().year, defaults={
                "source": source, "noted_by": self.other, "noted_at": timezone.now(),
            },
        )  # fmt: skip
        return Thing({}, (source,))

    def duty_upload(self, user: User, person: Person) -> Thing:
        """A workbook with a list that somebody has uploaded."""
        made = Upload.objects.create(
            name=f"{user.username}.xlsx", size=0, sha256="0" * 64, by=user, at=timezone.now()
        )
        return Thing({"pk": made.pk}, (reverse("duties:upload", args=[made.pk]),))

    def case(self, _user: User, person: Person) -> Thing:
        """A leave of somebody that waits to be approved, with a paper, an override, a recusal."""
        unit, officer = person.tenures.filter(known_until=None, end=None)[0].unit, self.scene.users
        opener, when = officer["organisation_officer"], timezone.now()
        made = Case.objects.create(
            procedure="qingshanhu-2009:14/leave", fingerprint="0" * 64, person=person, place=unit,
            step="approve", since=self.scene.on, opened_by=opener, opened_on=self.scene.on,
        )  # fmt: skip
        record(made, "case opened", by=opener, values={"procedure": made.procedure})
        paper = Attachment(
            case=made, stay=1, step="apply", name="plan", title="方案.pdf", size=5,
            sha256="0" * 64, by=opener, at=when,
        )  # fmt: skip
        paper.file.save("方案.pdf", ContentFile(b"%PDF-"), save=True)
        override = Override.objects.create(
            case=made, stay=1, step="approve", gate="before", reason="急事", proposed_by=opener,
            proposed_on=self.scene.on,
        )  # fmt: skip
        recusal = Recusal.objects.create(
            case=made, user=officer["system_admin"], reason="同学", by=opener, on=self.scene.on
        )
        named = {
            "pk": made.pk, "paper": paper.pk, "override": override.pk, "recusal": recusal.pk,
        }  # fmt: skip
        return Thing(named, (reverse("procedures:case", args=[made.pk]),), str(person.pk))

    def nominated(self, user: User, person: Person) -> Thing:
        """A case about the unit in which a person serves, which puts some bystander forward."""
        made, asked = Case.objects.get(pk=self.case(user, person).named["pk"]), self.scene
        Case.objects.filter(pk=made.pk).update(person=None, unit=made.place)
        codes = User.objects.exclude(person_code=None).values("person_code")
        named = Nominee.objects.create(
            case=made, person=Person.objects.exclude(code__in=codes).order_by("-code")[0],
            step="approve", stay=1, how="会议推荐", by=made.opened_by, on=asked.on,
        )  # fmt: skip
        return Thing({"pk": made.pk, "nominee": named.pk})

    def sheet(self, user: User, person: Person) -> Thing:
        """What was found about a person, who may reply."""
        named = Nominee.objects.get(pk=self.nominated(user, person).named["nominee"])
        Nominee.objects.filter(pk=named.pk).update(person=person)
        made = Sheet.objects.create(
            nominee=named, step="approve", stay=1, by=named.by, at=timezone.now(),
            shown_on=self.scene.on, reply_by=self.scene.on,
        )  # fmt: skip
        return Thing({"sheet": made.pk})

    def delegation(self, user: User, _person: Person) -> Thing:
        """Somebody's deputy, who is nobody that asks."""
        deputies = (self.scene.users[role] for role in ("committee_member", "discipline_officer"))
        deputy = next(one for one in deputies if one not in (self.user, user))
        made = Delegation.objects.create(
            principal=user, deputy=deputy, since=self.scene.on, reason=f"{user.username}出差",
            made_by=user,
        )  # fmt: skip
        return Thing({"pk": made.pk}, (made.reason,))
