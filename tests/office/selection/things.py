"""Own and foreign meetings, teams, pools, marks, reviews, papers to ask for."""

from typing import Any

from django.urls import reverse

from quanheng.office.accounts.models import User
from quanheng.office.procedures.models import Case, Nominee
from quanheng.office.records.models import Person
from quanheng.office.selection.models import CaseBallot, Objection
from tests.office.ballots.scenes import ballot_in
from tests.office.meetings.scenes import authority_in, intervention_in, meeting_in, study_in
from tests.office.selection import scenes
from tests.office.selection.papers.scenes import motion_of
from tests.office.selection.teams import scenes as teams


class SelectionThings:
    """What ``Things`` finds of selection; ``thing`` makes the object from its arguments."""

    scene: Any
    thing: Any

    @property
    def maker(self) -> User:
        """Who made them: nobody that asks for them."""
        found: User = self.scene.users["system_admin"]
        return found

    def mark(self, _user: User, person: Person) -> Any:
        """A mark in force, with a document."""
        made = scenes.mark_in(person, self.maker)
        named = {"pk": made.pk, "paper": made.evidence.get().pk}
        return self.thing(named, (reverse("selection:mark", args=[made.pk]),), person.name)

    def organisation_note(self, _user: User, person: Person) -> Any:
        """A note beside a vote, with a document."""
        made = scenes.note_in(person, self.maker)
        named = {"pk": made.pk, "paper": made.evidence.get().pk}
        return self.thing(named, (reverse("selection:note", args=[made.pk]),))

    def review(self, _user: User, person: Person) -> Any:
        """A review with a count to be confirmed."""
        made = scenes.review_in(scenes.unit_of(person), self.maker)
        return self.thing({"pk": made.review_id, "count": made.pk})

    def regulation_check(self, _user: User, person: Person) -> Any:
        return self.thing({"pk": scenes.check_in(scenes.unit_of(person), self.maker).pk})

    def prior_report(self, _user: User, person: Person) -> Any:
        made = scenes.prior_report_in(scenes.unit_of(person), self.maker)
        return self.thing({"pk": made.pk}, (made.number,))

    def leaver(self, _user: User, person: Person) -> Any:
        """A head's post that ended this year."""
        made = scenes.leaver_in(person, self.maker)
        shown = reverse("records:record", args=["tenure", made.pk])
        return self.thing({"tenure": made.pk}, (shown,))

    def leaving_check(self, _user: User, person: Person) -> Any:
        return self.thing({"pk": scenes.leaving_check_in(person, self.maker).pk})

    def meeting(self, _user: User, person: Person, state: str = "draft") -> Any:
        """A meeting of the unit in which somebody serves, with an item and a question."""
        unit = person.tenures.filter(known_until=None, end=None)[0].unit
        made = meeting_in(unit, state, self.scene.users["system_admin"], self.scene.on)
        item = made.items.get()
        named = {"pk": made.pk, "item": item.pk, "question": item.questions.get().pk}
        shown = reverse("meetings:meeting", args=[made.pk])
        return self.thing(named, (f'"{shown}"', f"unit={unit.code}&amp;"), f"{unit.code}号决定")

    def meeting_closed(self, user: User, person: Person) -> Any:
        return self.meeting(user, person, "closed")

    def meeting_study(self, _user: User, person: Person) -> Any:
        unit = person.tenures.filter(known_until=None, end=None)[0].unit
        return self.thing({}, (study_in(unit, self.scene.users["system_admin"], self.scene.on),))

    def meeting_authority(self, _user: User, person: Person) -> Any:
        unit = person.tenures.filter(known_until=None, end=None)[0].unit
        return self.thing(
            {}, (authority_in(unit, self.scene.users["system_admin"], self.scene.on),)
        )

    def intervention(self, _user: User, person: Person) -> Any:
        unit = person.tenures.filter(known_until=None, end=None)[0].unit
        by = self.scene.users["system_admin"]
        return self.thing({}, (intervention_in(unit, by, self.scene.on),))

    def listed_team(self, _user: User, person: Person) -> Any:
        unit = teams.leading_in(person, self.scene.users["system_admin"])
        return self.thing(
            {"pk": unit.pk}, (f'"{reverse("selection:team", args=[unit.pk])}"',), unit.code
        )

    def post_need(self, _user: User, person: Person) -> Any:
        made = teams.need_in(person, self.scene.users["system_admin"], self.scene.on)
        return self.thing({"pk": made.pk})

    def post_fit(self, _user: User, person: Person) -> Any:
        made = teams.fit_in(person, self.scene.users["system_admin"], self.scene.on)
        return self.thing({"pk": made.pk, "kind": "fit"})

    def exchange_line(self, _user: User, person: Person) -> Any:
        made = teams.exchange_in(person, self.scene.users["system_admin"])
        shown = f'href="{reverse("dashboards:person", args=[person.pk])}"'
        return self.thing({"pk": made.pk}, (shown,))

    def pool_line(self, _user: User, person: Person) -> Any:
        by = self.scene.users["system_admin"]
        pool, line = teams.pool_line_in(person, by, self.scene.on)
        shown = reverse("selection:pool-member", args=[pool.pk, line.pk])
        return self.thing({"pk": pool.pk, "line": line.pk}, (shown,))

    def appointment(self, _user: User, person: Person) -> Any:
        """A post of somebody's unit that is to be filled, with its 动议纪实 and all beside it."""
        unit = person.tenures.filter(known_until=None, end=None)[0].unit
        paper = motion_of(unit, self.scene.users["organisation_officer"], self.scene.on)
        named = {"pk": paper.case_id, "paper": paper.pk}
        return self.thing(named, (reverse("procedures:case", args=[paper.case_id]),))

    def objected(self, user: User, person: Person) -> Any:
        """An appointment with a nominee, an objection, and a ballot."""
        case = Case.objects.get(pk=self.appointment(user, person).named["pk"])
        codes = User.objects.exclude(person_code=None).values("person_code")
        somebody = Person.objects.exclude(code__in=codes).order_by("-code")[0]
        nominee = Nominee.objects.create(
            case=case, person=somebody, step="talks", stay=1, how="推荐", by=self.maker,
            on=self.scene.on,
        )  # fmt: skip
        made = Objection.objects.create(
            nominee=nominee, received_on=self.scene.on, channel="phone", matter="作风",
            by=self.maker,
        )  # fmt: skip
        ballot = CaseBallot.objects.create(
            case=case, step="meeting", stay=1, ballot=ballot_in("", "draft"), by=self.maker,
            on=self.scene.on,
        )  # fmt: skip
        return self.thing(
            {"pk": case.pk, "objection": made.pk, "ballot": ballot.pk, "nominee": nominee.pk}
        )
