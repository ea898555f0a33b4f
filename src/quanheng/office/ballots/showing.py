"""A paper and its answers as pages show them, and answers as forms send them. Pure."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quanheng.office.ballots.counting import BLANK
from quanheng.office.ballots.paper import (
    CHOOSING,
    WRITTEN,
    Form,
    Grade,
    Paper,
    Question,
    Verdict,
    questions,
)

ASKED, WRITE = "q-", "w-"
"""How the fields of a question begin: its choices, and names written in."""

LONG = 4
"""Characters beyond which choices stand in columns."""

BLANK_LABEL = gettext_lazy("弃权")


class Option(NamedTuple):
    """A choice that can be ticked."""

    value: str
    label: str
    note: str
    chosen: bool


class Asked(NamedTuple):
    """One question on the page; ``many`` when several choices may be made."""

    name: str
    label: str
    options: list[Option]
    many: bool
    most: int
    written: list[str]
    write_name: str


class Group(NamedTuple):
    """Questions under one heading: those about one subject, or all."""

    title: str
    note: str
    asked: list[Asked]


class Chosen(NamedTuple):
    """What was answered to one question, in words; nothing where it was left blank."""

    label: str
    choices: list[str]


def choice_words(paper: Paper) -> dict[str, str | Promise]:
    """Every choice but names written in, as pages call it."""
    named: dict[str, str | Promise] = {subject.key: subject.name for subject in paper.subjects}
    fixed = {BLANK: BLANK_LABEL, **dict(Grade.choices), **dict(Verdict.choices)}
    return {**named, **fixed} if paper.form in CHOOSING else {**fixed}


def choice_word(paper: Paper, choice: str) -> str:
    """One choice; a name written in says that it is."""
    if choice.startswith(WRITTEN):
        return _("%(name)s（另选）") % {"name": choice[len(WRITTEN) :]}
    return str(choice_words(paper).get(choice, choice))


def question_word(paper: Paper, question: Question) -> str:
    """What a question asks, in one line."""
    if question.subject is None:
        return _("所选")
    return "·".join(filter(None, (question.subject.name, question.dimension)))


def heading(paper: Paper) -> str:
    """What to do with the paper, in one sentence."""
    if paper.form in CHOOSING:
        told = {"most": paper.most}
        if paper.write_ins:
            return _("请选择不超过 %(most)d 人，也可以另选他人；一个不选为弃权。") % told
        if paper.form is Form.RECOMMENDATION:
            return _("请选择不超过 %(most)d 人；一个不选为弃权。") % told
        return _("请选择不超过 %(most)d 个项目；一个不选为弃权。") % told
    if paper.form is Form.DECISION:
        return _("请逐一表决：同意、不同意或缓议；不选为弃权。")
    return _("请逐项评定等次；不选为弃权。")


def groups(paper: Paper, answers: Mapping[str, Sequence[str]]) -> list[Group]:
    """The paper as a form, with what is already answered."""
    by_subject = paper.form not in CHOOSING and len(paper.dimensions) > 1
    made: list[Group] = []
    for question in questions(paper):
        subject = question.subject
        if by_subject and subject:
            if not made or made[-1].title != subject.name:
                made.append(Group(subject.name, subject.note, []))
            label = question.dimension
        else:
            made = made or [Group("", "", [])]
            label = " ".join(filter(None, (subject.name, subject.note))) if subject else ""
        made[-1].asked.append(_asked(paper, question, label, answers.get(question.key, ())))
    return made


def _asked(paper: Paper, question: Question, label: str, answered: Sequence[str]) -> Asked:
    words = choice_words(paper)
    notes = {subject.key: subject.note for subject in paper.subjects}
    many = paper.form in CHOOSING
    options = [
        Option(
            choice, str(words[choice]), notes.get(choice, "") if many else "", choice in answered
        )
        for choice in question.choices
    ]
    written = [choice[len(WRITTEN) :] for choice in answered if choice.startswith(WRITTEN)]
    fields = [*written, *[""] * question.write_ins][: question.write_ins]
    name, write = f"{ASKED}{question.key}", f"{WRITE}{question.key}"
    return Asked(name, label, options, many, question.most, fields, write)


def answers_in(paper: Paper, sent: QueryDict) -> dict[str, list[str]]:
    """The answers that a form sent; what is not of this paper is not looked at."""
    answers = {}
    for question in questions(paper):
        ticked = [choice for choice in sent.getlist(f"{ASKED}{question.key}") if choice]
        written = [name.strip() for name in sent.getlist(f"{WRITE}{question.key}")]
        made = [*ticked, *(WRITTEN + name for name in written if name)]
        if made:
            answers[question.key] = made
    return answers


def sent_fields(answers: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """The same answers as hidden fields, name and value."""
    fields = []
    for key, made in answers.items():
        for choice in made:
            written = choice.startswith(WRITTEN)
            fields.append(
                (f"{WRITE}{key}", choice[len(WRITTEN) :]) if written else (f"{ASKED}{key}", choice)
            )
    return fields


def chosen(paper: Paper, answers: Mapping[str, Sequence[str]]) -> list[Chosen]:
    """What was answered, in words, question by question."""
    return [
        Chosen(
            question_word(paper, question),
            [choice_word(paper, choice) for choice in answers.get(question.key, ())],
        )
        for question in questions(paper)
    ]
