"""What a ballot paper asks, which answers it takes, and how they are packed. Pure.

A paper is its form and a few fields, kept as JSON:

    {"subjects": [{"key": "1", "name": "张三", "note": "副局长"}],
     "dimensions": ["德", "能"], "most": 2, "write_ins": 1, "points": {"excellent": 100}}

Answers are ``{question key: [choice, ...]}``; a question left out, or with an empty list, is blank
(弃权). A choice is the key of a subject, one of ``GRADES`` or ``VERDICTS``, or ``"+"`` and a name
that the voter wrote in.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

PICK = "pick"
"""The one question of a paper on which names are chosen."""
WRITTEN = "+"
"""What a name begins with that the voter wrote in."""
NAME = 20
"""Characters of a name written in."""
MOST_SUBJECTS = 200
MOST_DIMENSIONS = 20
BLOCK = 64
"""Packed answers fill whole blocks of so many bytes."""


class Form(TextChoices):
    """The kinds of vote."""

    RECOMMENDATION = "recommendation", _("民主推荐")
    EVALUATION = "evaluation", _("民主测评")
    DECISION = "decision", _("票决")
    MUTUAL = "mutual", _("互评")
    PROJECTS = "projects", _("项目票选")


class Grade(TextChoices):
    """The four grades of an evaluation."""

    EXCELLENT = "excellent", _("优秀")
    COMPETENT = "competent", _("称职")
    BASIC = "basic", _("基本称职")
    INCOMPETENT = "incompetent", _("不称职")


class Verdict(TextChoices):
    """What may be said to a candidate."""

    AGREE = "agree", _("同意")
    DISAGREE = "disagree", _("不同意")
    DEFER = "defer", _("缓议")


GRADES = tuple(grade.value for grade in Grade)
VERDICTS = tuple(verdict.value for verdict in Verdict)
POINTS = {Grade.EXCELLENT: 100, Grade.COMPETENT: 80, Grade.BASIC: 60, Grade.INCOMPETENT: 0}
"""Grade points where a paper sets none."""
CHOOSING = frozenset({Form.RECOMMENDATION, Form.PROJECTS})
GRADING = frozenset({Form.EVALUATION, Form.MUTUAL})


class Problem(StrEnum):
    """Why answers do not fit the paper; the closed list."""

    UNKNOWN_QUESTION = "unknown question"
    UNKNOWN_CHOICE = "unknown choice"
    TOO_MANY = "too many"
    TWICE = "twice"
    BAD_NAME = "bad name"


class BadPaper(ValueError):  # noqa: N818  it names what is wrong
    """A paper that cannot be voted on; ``what`` is one of the names in ``FAULTS``."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


FAULTS = {
    "subjects": _("请列出1到200个对象，名称不能重复。"),
    "dimensions": _("请列出1到20个测评项目，名称不能重复。"),
    "most": _("可选人数应在1与候选对象数之间（另选他人可使其增加）。"),
    "write_ins": _("另选他人的人数应在0与可选人数之间，且仅用于民主推荐。"),
    "points": _("请给四个等次各定0到100的整数分值，由高到低。"),
}


@dataclass(frozen=True, slots=True)
class Subject:
    """A candidate, leader, unit or project."""

    key: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked: who is meant, in which respect, the choices, and how many may be made."""

    key: str
    subject: Subject | None
    dimension: str
    choices: tuple[str, ...]
    most: int = 1
    write_ins: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """A ballot paper."""

    form: Form
    subjects: tuple[Subject, ...]
    dimensions: tuple[str, ...] = ("",)
    most: int = 1
    write_ins: int = 0
    points: tuple[int, ...] = tuple(POINTS.values())

    @classmethod
    def read(cls, form: str, kept: Mapping[str, Any]) -> "Paper":
        """The paper from its JSON; raises ``BadPaper``."""
        try:
            paper = cls(
                Form(form),
                tuple(
                    Subject(str(row["key"]), str(row["name"]).strip(), str(row.get("note") or ""))
                    for row in kept["subjects"]
                ),
                tuple(str(name).strip() for name in kept.get("dimensions") or [""]),
                int(kept.get("most") or 1),
                int(kept.get("write_ins") or 0),
                tuple(int({**POINTS, **(kept.get("points") or {})}[grade]) for grade in GRADES),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BadPaper("subjects") from error
        _check(paper)
        return paper

    def written(self) -> dict[str, Any]:
        """The JSON of the paper; ``read`` is its inverse."""
        return {
            "subjects": [
                {"key": row.key, "name": row.name, "note": row.note} for row in self.subjects
            ],
            "dimensions": list(self.dimensions),
            "most": self.most,
            "write_ins": self.write_ins,
            "points": dict(zip(GRADES, self.points, strict=True)),
        }

    def fingerprint(self) -> str:
        """SHA-256 of the form and the JSON: two papers that ask the same have the same."""
        return hashlib.sha256(_plain([self.form.value, self.written()])).hexdigest()


def _check(paper: Paper) -> None:
    names = [subject.name for subject in paper.subjects]
    keys = {subject.key for subject in paper.subjects}
    count = len(names)
    fits = {
        "subjects": 1 <= count <= MOST_SUBJECTS
        and all(names)
        and len(set(names)) == count == len(keys)
        and all(key.isalnum() and len(key) <= 10 for key in keys),
        "dimensions": 1 <= len(paper.dimensions) <= MOST_DIMENSIONS
        and len(set(paper.dimensions)) == len(paper.dimensions),
        "write_ins": paper.write_ins == 0
        or (paper.form is Form.RECOMMENDATION and 0 < paper.write_ins <= paper.most),
        "most": paper.form not in CHOOSING or 1 <= paper.most <= count + paper.write_ins,
        "points": all(0 <= points <= 100 for points in paper.points)
        and list(paper.points) == sorted(paper.points, reverse=True),
    }
    for what, fine in fits.items():
        if not fine:
            raise BadPaper(what)


def questions(paper: Paper) -> tuple[Question, ...]:
    """What is asked, in the order of the paper."""
    if paper.form in CHOOSING:
        keys = tuple(subject.key for subject in paper.subjects)
        return (Question(PICK, None, "", keys, paper.most, paper.write_ins),)
    if paper.form is Form.DECISION:
        return tuple(Question(who.key, who, "", VERDICTS) for who in paper.subjects)
    return tuple(
        Question(f"{who.key}-{place}", who, dimension, GRADES)
        for who in paper.subjects
        for place, dimension in enumerate(paper.dimensions, start=1)
    )


def settled(answers: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Answers in one spelling: blank questions left out, names written in without odd spaces."""
    tidy = {
        key: [_name(choice) if choice.startswith(WRITTEN) else choice for choice in made]
        for key, made in answers.items()
    }
    without = {key: [choice for choice in made if choice != WRITTEN] for key, made in tidy.items()}
    return {key: made for key, made in sorted(without.items()) if made}


def _name(choice: str) -> str:
    plain = unicodedata.normalize("NFKC", choice[len(WRITTEN) :])
    return WRITTEN + "".join(plain.split())


def problem(paper: Paper, answers: Mapping[str, Sequence[str]]) -> Problem | None:
    """The first thing by which answers do not fit the paper; None when they do."""
    asked = {question.key: question for question in questions(paper)}
    names = {_name(WRITTEN + subject.name)[len(WRITTEN) :] for subject in paper.subjects}
    for key, made in settled(answers).items():
        if key not in asked:
            return Problem.UNKNOWN_QUESTION
        question = asked[key]
        written = [choice for choice in made if choice.startswith(WRITTEN)]
        if not set(made) - set(written) <= set(question.choices):
            return Problem.UNKNOWN_CHOICE
        if len(made) > question.most or len(written) > question.write_ins:
            return Problem.TOO_MANY
        if len(set(made)) < len(made):
            return Problem.TWICE
        for choice in written:
            name = choice[len(WRITTEN) :]
            if len(name) > NAME or not name.isprintable() or name in names:
                return Problem.BAD_NAME
    return None


def votes(paper: Paper, answers: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """The single votes of one ballot, as question and choice; a blank question is one ``""``."""
    made = settled(answers)
    for question in questions(paper):
        for choice in made.get(question.key) or [""]:
            yield question.key, choice


def size(paper: Paper) -> int:
    """Bytes that any answers to the paper are packed into: enough for the longest."""
    longest = 2
    for question in questions(paper):
        one = max(len(choice) for choice in question.choices) + 3
        name = len(WRITTEN) + NAME * 4 + 3
        written = question.write_ins
        longest += len(question.key) + 6 + written * name + (question.most - written) * one
    return -(-(longest + 4) // BLOCK) * BLOCK


def pack(paper: Paper, answers: Mapping[str, Sequence[str]]) -> bytes:
    """Answers as bytes of the same number whatever they are; they must have no ``problem``."""
    plain = _plain(settled(answers))
    return len(plain).to_bytes(4, "big") + plain.ljust(size(paper) - 4, b"\0")


def unpack(paper: Paper, packed: bytes) -> dict[str, list[str]]:
    """What ``pack`` packed; raises ``ValueError`` for anything else."""
    length = int.from_bytes(packed[:4], "big")
    try:
        found = json.loads(packed[4 : 4 + length])
        if problem(paper, found) is None and pack(paper, found) == packed:
            return settled(found)
    except (AttributeError, TypeError) as error:
        raise ValueError("these are no answers at all") from error
    raise ValueError("these are no answers to this paper")


def _plain(value: Any) -> bytes:
    told = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return told.encode()
