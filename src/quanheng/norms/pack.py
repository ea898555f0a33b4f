"""Packs: a policy document as code. Its clauses, its dated parameters, and its rules."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from quanheng.norms.finding import NationalStatus, SubjectType, Text

if TYPE_CHECKING:
    from quanheng.norms.procedure import Addition, Procedure

FORMS = [
    "REQ",
    "LADDER",
    "GATE",
    "PROC",
    "BALLOT",
    "SCORE",
    "STRUCT",
    "LIST",
    "REC",
    "DOC",
    "VIEW",
    "TEXT",
]  # see docs/clauses.md


Confidence = Literal["high", "medium", "low"]
"""How sure the source of a number is: read in the text, told by others, or remembered."""


class Inherited:
    """A rule's status against national rules is that of its clause."""


INHERITED = Inherited()


class PackError(ValueError):
    """A pack is declared wrongly; the message says where and what to do."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a document: our own one-line summary, never the document's sentence.

    ``works_in`` says where it works today, or ``planned: <subsystem>``. ``status`` and ``note``
    tell how the clause stands against later national rules.
    """

    pack: str
    number: str
    form: tuple[str, ...]
    summary: Text
    works_in: str
    status: NationalStatus | None = None
    note: Text | None = None

    @property
    def id(self) -> str:
        """``pack:number``."""
        return f"{self.pack}:{self.number}"


@dataclass(frozen=True, slots=True)
class Value:
    """What a parameter says from a day on, and the source that fixed it.

    ``value`` is a number, or a tuple of names where the clause gives a closed list.
    """

    value: Fraction | tuple[str, ...]
    since: date
    source: Text


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number (or closed list) of a clause: named, cited, with a unit, and dated.

    ``label`` says what it is where the rule that uses it has several; else the rule's title does.
    ``confidence`` tells how sure its source is; a gate does not block by a number of less than
    ``high``.
    """

    clause: str
    name: str
    unit: Text
    values: tuple[Value, ...]
    label: Text | None = None
    confidence: Confidence = "high"

    @property
    def id(self) -> str:
        """``pack:clause/name``."""
        return f"{self.clause}/{self.name}"

    def in_force(self, on: date) -> Value:
        """The value in force on a day; raises ``PackError`` when there is none yet."""
        for value in reversed(self.values):
            if value.since <= on:
                return value
        raise PackError(f"{self.id} has no value before {self.values[0].since}; asked for {on}.")

    def number(self, on: date) -> Fraction:
        """The number in force on a day."""
        value = self.in_force(on).value
        if isinstance(value, tuple):
            raise PackError(f"{self.id} is a list of names, not a number.")
        return value

    def names(self, on: date) -> tuple[str, ...]:
        """The closed list in force on a day."""
        value = self.in_force(on).value
        if not isinstance(value, tuple):
            raise PackError(f"{self.id} is a number, not a list of names.")
        return value


@dataclass(frozen=True)
class Form:
    """What a rule declares: pure data. Subclasses name the shape of a sentence.

    ``subject_type`` says whom it speaks about; ``compare`` how measured stands to required.
    """

    subject_type: ClassVar[SubjectType]
    compare: ClassVar[str] = "at_least"


@dataclass(frozen=True, slots=True)
class Rule:
    """A sentence of a clause, computable: its form, and its title as officials read it.

    ``status`` tells how this sentence stands against later national rules.
    """

    id: str
    clause: Clause
    title: Text
    form: Form
    since: date
    status: NationalStatus | None

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Every parameter that the rule uses, in the order of its declaration."""
        return tuple(dict.fromkeys(parameters_in(self.form)))


@dataclass(eq=False)
class Pack:
    """A document: its clauses (rows of its ``clauses.toml``), parameters and rules.

    ``since`` is the day from which it is in force; before it, none of its rules answers.
    ``reference`` marks a pack of national rules that local documents are read against. ``short``
    is a name of few words, by which tables tell documents apart; else the title.
    """

    id: str
    title: Text
    issuer: Text
    since: date
    rows: Iterable[Mapping[str, Any]]
    until: date | None = None
    reference: bool = False
    short: Text | None = None
    clauses: dict[str, Clause] = field(init=False, default_factory=dict)
    parameters: dict[str, Parameter] = field(init=False, default_factory=dict)
    rules: dict[str, Rule] = field(init=False, default_factory=dict)
    procedures: dict[str, "Procedure"] = field(init=False, default_factory=dict)
    additions: "dict[str, Addition]" = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Register the clauses; raises ``PackError`` for a row that is not one."""
        for row in self.rows:
            clause = _clause(self.id, row)
            if clause.number in self.clauses:
                raise PackError(f"{clause.id} stands twice in clauses.toml; keep one.")
            self.clauses[clause.number] = clause

    def clause(self, number: str) -> Clause:
        """A clause by its number; raises ``PackError`` if it is not registered."""
        if number not in self.clauses:
            raise PackError(f"{self.id} has no clause {number!r}; register it in clauses.toml.")
        return self.clauses[number]

    def parameter(
        self,
        number: str,
        name: str,
        value: int | str | Fraction | tuple[str, ...],
        unit: Text,
        *,
        source: Text | None = None,
        label: Text | None = None,
        confidence: Confidence = "high",
        later: tuple[tuple[date, int | str | Fraction | tuple[str, ...], Text], ...] = (),
    ) -> Parameter:
        """Declare a number of a clause, in force since the pack; ``"1/3"`` is read as a fraction.

        ``source`` is the clause itself unless the number does not stand in the text. ``later``
        values (day, value, source) replace it from their day on; they stand in ascending order.
        """
        clause = self.clause(number)
        dated = ((self.since, value, source or Text(clause.id, clause.id)), *later)
        days = [day for day, _, _ in dated]
        if days != sorted(set(days)):
            raise PackError(f"{clause.id}/{name}: its values do not stand in ascending order.")
        values = tuple(
            Value(told if isinstance(told, tuple) else Fraction(told), day, cited)
            for day, told, cited in dated
        )
        declared = Parameter(clause.id, name, unit, values, label, confidence)
        if declared.id in self.parameters:
            raise PackError(f"{declared.id} is declared twice; give the second another name.")
        self.parameters[declared.id] = declared
        return declared

    def rule(
        self,
        slug: str,
        title: Text,
        form: Form,
        *,
        status: NationalStatus | Inherited | None = INHERITED,
    ) -> Rule:
        """Declare a rule as ``clause/name``.

        ``status`` is that of the clause unless the rule's own sentence stands differently.
        """
        number, separator, name = slug.partition("/")
        if not separator or not name:
            raise PackError(f"{self.id}: a rule is named clause/name, not {slug!r}.")
        clause = self.clause(number)
        stands = clause.status if isinstance(status, Inherited) else status
        rule = Rule(f"{self.id}:{slug}", clause, title, form, self.since, stands)
        if rule.id in self.rules:
            raise PackError(f"{rule.id} is declared twice.")
        self.rules[rule.id] = rule
        return rule

    @property
    def called(self) -> Text:
        """The document's short name."""
        return self.short or self.title

    def in_force(self, on: date) -> bool:
        """Whether the document is in force on a day."""
        return self.since <= on and (self.until is None or on < self.until)

    @property
    def fingerprint(self) -> str:
        """SHA-256 over everything that decides: clauses, parameters, rules, procedures, gates."""
        told = hashlib.sha256()
        declared = (
            self.clauses, self.parameters, self.rules, self.procedures, self.additions,
        )  # fmt: skip
        for item in (item for part in declared for item in part.values()):
            told.update(canonical(item).encode())
        return told.hexdigest()


def _clause(pack: str, row: Mapping[str, Any]) -> Clause:
    try:
        status = NationalStatus(row["status"]) if row.get("status") else None
        note = Text(row["note_zh"], row["note_en"]) if row.get("note_zh") else None
        clause = Clause(
            pack,
            row["number"],
            tuple(row["form"]),
            Text(row["summary_zh"], row["summary_en"]),
            row["works_in"],
            status,
            note,
        )
    except (KeyError, ValueError) as error:
        raise PackError(
            f"{pack}: clause {row.get('number', '?')} in clauses.toml: {error}"
        ) from error
    unknown = sorted(set(clause.form) - set(FORMS))
    if unknown or not clause.form:
        raise PackError(
            f"{clause.id}: forms {unknown or 'missing'}; known are {', '.join(sorted(FORMS))}."
        )
    return clause


def canonical(value: object) -> str:
    """A declaration as text that is the same in every process: sets stand in order."""
    if is_dataclass(value) and not isinstance(value, type):
        told = (f"{item.name}={canonical(getattr(value, item.name))}" for item in fields(value))
        return f"{type(value).__name__}({', '.join(told)})"
    if isinstance(value, frozenset | set):
        return f"{{{', '.join(sorted(map(canonical, value)))}}}"
    if isinstance(value, tuple | list):
        return f"({', '.join(map(canonical, value))})"
    return repr(value)


def parameters_in(value: object) -> Iterator[Parameter]:
    """Every parameter that occurs in a declaration, in the order in which it stands there."""
    if isinstance(value, Parameter):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from parameters_in(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for item in fields(value):
            yield from parameters_in(getattr(value, item.name))
