"""What the pages of help show to one reader: links that the reader may follow, and the terms."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from django.urls import reverse
from pypinyin import Style, lazy_pinyin

from quanheng.norms.finding import Language
from quanheng.office.accounts import pages as accounts
from quanheng.office.accounts.models import Grant, User
from quanheng.office.accounts.powers import Power, powers_of, scope_of
from quanheng.office.accounts.roles import Role
from quanheng.office.ballots import pages as ballots
from quanheng.office.dashboards import pages as dashboards
from quanheng.office.dashboards.clauses.concordance import ordered
from quanheng.office.dashboards.clauses.queries import found
from quanheng.office.dashboards.help.guides import Linked, Resolve, Target, written
from quanheng.office.documents import pages as documents
from quanheng.office.duties import pages as duties
from quanheng.office.findings import pages as findings
from quanheng.office.glossary import Term, terms
from quanheng.office.inbox import pages as inbox
from quanheng.office.law import pages as law
from quanheng.office.ledger import pages as ledger
from quanheng.office.meetings import pages as meetings
from quanheng.office.procedures import pages as procedures
from quanheng.office.records import pages as records
from quanheng.office.records.models import Person, Unit
from quanheng.office.selection import pages as selection

LISTED = (
    dashboards, documents, findings, law, procedures, selection, meetings, duties, ballots, records,
    inbox, accounts, ledger,
)  # fmt: skip
"""Where the titles of pages are."""
WORDS_ONLY = Linked("", "")


class Door(NamedTuple):
    """The guide of a role, as the list of guides shows it."""

    role: Role
    title: str
    own: bool


class Entry(NamedTuple):
    """A term for one reader: ``pages`` are addresses and titles, ``sought`` finds its clauses."""

    anchor: str
    name: str
    other: str
    other_language: str
    meaning: str
    pages: list[tuple[str, str]]
    sought: str


class Letter(NamedTuple):
    """The terms that begin with a letter."""

    letter: str
    terms: list[Term]


def roles_of(user: User, on: date) -> list[Role]:
    """The roles that an account holds on a day, in the order of the roles."""
    held = set(Grant.objects.in_force(on).filter(user=user).values_list("role", flat=True))
    return [role for role in Role if role.value in held]


def doors(held: list[Role], language: Language) -> list[Door]:
    """All guides, the reader's own first."""
    ordered = [*held, *(role for role in Role if role not in held)]
    return [Door(role, written(role, language).title, role in held) for role in ordered]


def resolver(user: User, role: Role, held: list[Role], on: date) -> Resolve:
    """Addresses for what a guide links to; only words in the guide of a role not held."""
    about = subjects(user, role, on) if role in held else {}

    def resolve(target: Target) -> Linked:
        title = title_of(target.page)
        args = [about.get(one) if one in ("self", "unit") else one for one in target.about]
        if role not in held or None in args:
            return Linked("", title)
        return Linked(f"{reverse(target.page, args=args)}{target.query}{target.part}", title)

    return resolve


def subjects(user: User, role: Role, on: date) -> dict[str, int | None]:
    """The reader's own file, and the unit of the role: that of the grant, else the topmost."""
    held = Grant.objects.in_force(on).filter(user=user, role=role)
    seen = Unit.objects.visible_to(user)
    codes = [code for code in held.values_list("unit_code", flat=True) if code]
    own = seen.filter(code__in=codes) if codes else seen
    person = Person.objects.visible_to(user).filter(code=user.person_code or "")
    return {
        "unit": own.order_by("path").values_list("pk", flat=True).first(),
        "self": person.values_list("pk", flat=True).first(),
    }


def title_of(page: str) -> str:
    """The title by which the side bar lists a page; blank where it does not."""
    return next((str(one.title) for app in LISTED for one in app.PAGES if one.url == page), "")


@cache
def where() -> dict[str, list[str]]:
    """Which tasks explain which page, by the names of pages."""
    return tomllib.loads(files(__package__).joinpath("where.toml").read_text("utf-8"))["page"]


def guide_for(url_name: str, role: str) -> str:
    """The address that explains a page to a role: a task of its guide, or the whole guide.

    ``url_name`` is the page's name with its namespace, such as ``findings:board``; ``role`` the
    value of a role, blank for an account without one.
    """
    if role not in Role.values:
        return reverse("dashboards:help")
    known = {task.anchor for task in written(Role(role), "zh").tasks}
    part = next((one for one in where().get(url_name, ()) if one in known), "")
    return reverse("dashboards:guide", args=[role]) + (f"#{part}" if part else "")


def letters(asked: str, language: Language) -> list[Letter]:
    """The terms in which a text occurs, by letter: of the pinyin, or of the English name."""
    by_letter: dict[str, list[Term]] = {}
    kept = [term for term in terms().values() if not asked or term.answers(asked)]
    for term in sorted(kept, key=lambda one: spelt(one, language)):
        by_letter.setdefault(spelt(term, language)[0].upper(), []).append(term)
    return [Letter(letter, held) for letter, held in by_letter.items()]


@cache
def spelt(term: Term, language: Language) -> str:
    """What a term is sorted by."""
    if language == "en":
        return term.name.en.casefold()
    return " ".join(lazy_pinyin(term.name.zh, style=Style.TONE3))


def open_pages(user: User, on: date) -> dict[str, tuple[str, str]]:
    """Address and title of every listed page that an account may open, by name."""
    held, units = powers_of(user, on), scope_of(user, Power.SEE_FILE, on)
    beyond = units.everywhere or bool(units.unit_codes)
    return {
        page.url: (reverse(page.url), str(page.title))
        for app in LISTED
        for page in app.PAGES
        if (not page.power or page.power in held)
        and (not page.everywhere or user.has_perm(page.power))
        and (not page.own_file or user.person_code)
        and (not page.units or beyond)
    }


@cache
def clauses_with(term: Term, language: Language) -> str:
    """What finds a term in the clause library; blank where nothing speaks of it."""
    name = term.name.in_(language)
    return name if found(ordered(), name) else ""


def entry(term: Term, language: Language, opened: dict[str, tuple[str, str]]) -> Entry:
    """A term as the page shows it to a reader who may open some pages."""
    other: Language = "zh" if language == "en" else "en"
    return Entry(
        term.anchor,
        term.name.in_(language),
        term.name.in_(other),
        other,
        term.meaning.in_(language),
        [opened[page] for page in term.pages if page in opened],
        clauses_with(term, language),
    )
