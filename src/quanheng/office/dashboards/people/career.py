"""The picture of a career: posts by level, practice, training, awards, influence periods."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from quanheng.norms.kinds import LEVELS
from quanheng.office.pictures.career import Event, Shade, Spell, Words, career
from quanheng.office.pictures.shapes import Key, Picture
from quanheng.office.records.influence import shown
from quanheng.office.records.models import Award, Person, Record, Secondment, Tenure, Training

SANCTIONS = ("党纪处分", "政务处分")
"""The types of 奖惩 that are sanctions."""


class Course(NamedTuple):
    """What a career is drawn from, as it stood on a day."""

    tenures: list[Tenure]
    secondments: list[Secondment]
    trainings: list[Training]
    awards: list[Award]


def course_of(person: Person, tenures: Sequence[Tenure], on: date) -> Course:
    """The records of a career up to a day; three queries beside the tenures."""
    begun = Q(start__lte=on)
    secondments = Secondment.objects.current().filter(begun, person=person)
    trainings = Training.objects.current().filter(begun, person=person).order_by("start", "pk")
    awards = Award.objects.current().filter(person=person, day__lte=on).order_by("day", "pk")
    return Course(
        [one for one in tenures if one.start <= on],
        list(secondments.select_related("project").order_by("start", "pk")),
        list(trainings),
        list(awards),
    )


def picture_of(course: Course, on: date) -> Picture | None:
    """The career as a picture; None where nothing is on file."""
    levels = [str(_(name)) for name in LEVELS]
    practice, training, award, sanction = _("锻炼"), _("培训"), _("奖励"), _("处分")
    spells = [_post(one) for one in course.tenures]
    spells += [_practice(one, practice) for one in course.secondments]
    events = [_class(one, training) for one in course.trainings]
    events += [_award(one, sanction if one.type in SANCTIONS else award) for one in course.awards]
    if not spells and not events:
        return None
    shades = [
        Shade(
            one.day,
            one.influence_until,
            f"{one.name} {shown(one.influence_until, on)}",
            _address(one),
        )
        for one in course.awards
        if one.influence_until is not None
    ]
    rows = [*levels, practice, training, award, sanction]
    return career("career", _words(), rows, spells, events, shades, _legend(course), on=on)


def _words() -> Words:
    return Words(
        title=_("任职经历"),
        row=_("类别"),
        what=_("内容"),
        start=_("起"),
        end=_("止"),
        today=_("今天"),
        on_going=_("至今"),
    )


def _legend(course: Course) -> list[Key]:
    used = {_tone(one) for one in course.tenures}
    keys = [
        ("chief", _("正职"), "chief" in used),
        ("leading", _("其他领导职务"), "leading" in used),
        ("post", _("非领导职务"), "post" in used),
        ("practice", _("锻炼"), bool(course.secondments)),
        ("training", _("培训"), bool(course.trainings)),
        ("award", _("奖励"), any(one.type not in SANCTIONS for one in course.awards)),
        ("sanction", _("处分"), any(one.type in SANCTIONS for one in course.awards)),
        ("influence", _("影响期"), any(one.influence_until for one in course.awards)),
    ]
    return [Key(tone, text) for tone, text, shown_ in keys if shown_]


def _tone(tenure: Tenure) -> str:
    if tenure.chief:
        return "chief"
    return "leading" if tenure.leading else "post"


def _post(one: Tenure) -> Spell:
    level = str(one.get_level_display())  # type: ignore[attr-defined]
    whole = f"{one.unit} {one.title}"
    return Spell(level, one.start, one.end, whole, _tone(one), _address(one), one.title)


def _practice(one: Secondment, row: str) -> Spell:
    words = [str(one.get_mode_display())]  # type: ignore[attr-defined]
    words += [str(part) for part in (one.unit_name, one.project) if part]
    return Spell(row, one.start, one.end, " ".join(words), "practice", _address(one), words[0])


def _class(one: Training, row: str) -> Event:
    return Event(row, one.start, one.name, "training", _address(one))


def _award(one: Award, row: str) -> Event:
    tone = "sanction" if one.type in SANCTIONS else "award"
    return Event(row, one.day, f"{one.get_type_display()} {one.name}", tone, _address(one))  # type: ignore[attr-defined]


def _address(record: Record) -> str:
    return reverse("records:record", args=[record._meta.model_name, record.pk])
