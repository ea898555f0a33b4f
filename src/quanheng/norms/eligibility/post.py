"""The post that somebody is to be appointed to, as a case states it or a search asks for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from quanheng.norms.gate import Matter, Nominee, Value
from quanheng.norms.kinds import LEVELS, Level
from quanheng.norms.records import Records

MOTION = "motion"
"""The step in which a case states the post."""

LEVEL_NAMES = {level: name for name, level in LEVELS.items()}


@dataclass(frozen=True, slots=True)
class Post:
    """A post: ``chief`` for the head, ``role`` as in tenures.

    An ``exceptional`` promotion (破格) may waive years; ``term`` is a post with a term of office;
    ``leaving`` is the code of whoever leaves the post.
    """

    unit: str
    title: str
    level: Level
    leading: bool
    chief: bool
    role: str | None = None
    exceptional: bool = False
    term: bool = False
    leaving: str = ""

    @property
    def of_chief(self) -> bool:
        """Whether the level is that of a chief post (正职): they have the odd codes."""
        return self.level % 2 == 1

    @property
    def below(self) -> tuple[Level, ...]:
        """The level below; below the lowest leading level all who have none are one step."""
        if self.level < Level.SECTION_DEPUTY:
            return (Level(self.level + 1),)
        return (Level.SUBSECTION, Level.STAFF)


def _fact(name: str) -> str:
    return f"{MOTION}.{name}"


def post_of(matter: Matter) -> Post | None:
    """The post that a case about a unit states; None while its level is not stated."""
    facts = matter.facts
    level = LEVELS.get(str(facts.get(_fact("level"))))
    if level is None:
        return None
    role = facts.get(_fact("role"))
    return Post(
        matter.subject,
        str(facts.get(_fact("title")) or ""),
        level,
        facts.get(_fact("leading")) is not False,
        facts.get(_fact("chief")) is True,
        str(role) if role else None,
        facts.get(_fact("exceptional")) is True,
        facts.get(_fact("term")) is True,
        str(facts.get(_fact("leaving")) or ""),
    )


def matter_of_post(post: Post, on: date, nominees: Iterable[Nominee], records: Records) -> Matter:
    """The same as a case would state it, for people who are looked at without a case.

    ``records`` are those of the unit, with its leaders and those of the unit above.
    """
    facts: dict[str, Value] = {
        _fact("title"): post.title,
        _fact("level"): LEVEL_NAMES[post.level],
        _fact("leading"): post.leading,
        _fact("chief"): post.chief,
        _fact("role"): post.role,
        _fact("exceptional"): post.exceptional,
        _fact("term"): post.term,
        _fact("leaving"): post.leaving,
    }
    return Matter(on, post.unit, facts, frozenset(), {}, records, tuple(nominees))
