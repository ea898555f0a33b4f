"""What the actions on marks and notes do."""

from datetime import date
from typing import Any

from quanheng.office.records.models import Family, Person, Unit
from quanheng.office.selection.marks import actions
from quanheng.office.selection.marks.notes import actions as notes
from quanheng.office.selection.marks.proof import Rests
from tests.office.action_case import Case, World
from tests.office.selection.marks.making import (
    HEAD,
    IDLE,
    LATE,
    OFFICER,
    OFFICIAL,
    answered,
    confirmed,
    document,
    note,
    noted,
    objected,
    person,
    post,
    propose,
    proposed,
    shown,
    told,
    vote,
)

ROOM = "selection.marks.actions"
CLAUSE = "kunming-2019:19"


def somebody_else(of: Person) -> Person:
    return Person.objects.exclude(pk=of.pk).filter(tenures__known_until=None)[0]


def root(world: World) -> Unit:
    person(world)
    return Unit.objects.get(parent=None)


def words(world: World, unit: Unit, role: str = OFFICER, **more: Any) -> Any:
    said = {"to_use": ["甲", "乙"], "not_to_use": ["丙"], "source": "市办法", **more}
    lists = (said.pop("to_use"), said.pop("not_to_use"))
    said.setdefault("since", world.on)
    return actions.enter_words(
        unit, said.pop("clause", CLAUSE), *lists, **said, **told(world, role)
    )


CASES = [
    Case(
        f"{ROOM}.propose_mark",
        says="mark proposed",
        before=person,
        works=lambda world, of: propose(world, of, rests=Rests([post(of)], [document()])),
        refused=[
            lambda world, of: propose(world, of, rests=Rests([post(somebody_else(of))])),
            lambda world, of: actions.propose_mark(
                of, {"type": "x", "happened_on": world.on}, Rests([post(of)]), **told(world)
            ),
            lambda world, of: actions.propose_mark(
                of,
                {
                    "type": IDLE,
                    "facts": "x",
                    "happened_on": world.on,
                    "source": "audit",
                    "attested": True,
                },
                Rests(),
                **told(world),
            ),
            lambda world, of: propose(world, of, attested=False),
            lambda world, of: propose(world, of, happened_on=LATE),
            lambda world, of: propose(world, of, facts=" "),
            lambda world, of: propose(world, of, source="letter"),
            lambda world, of: propose(world, of, role=HEAD),
            lambda world, of: propose(world, of, role=OFFICIAL),
            lambda world, of: propose(world, of, rests=Rests(Family.objects.all()[:1])),
        ],
    ),
    Case(
        f"{ROOM}.show_mark",
        says="mark shown",
        before=proposed,
        works=lambda world, mark: actions.show_mark(mark, **told(world)),
        refused=[lambda world, mark: actions.show_mark(mark, **told(world, HEAD))],
    ),
    Case(
        f"{ROOM}.reply_to_mark",
        says="mark replied",
        before=lambda world: shown(world, IDLE),
        works=lambda world, mark: actions.reply_to_mark(
            mark, "explains", "当时在抗洪", **told(world, OFFICIAL)
        ),
        refused=[
            lambda world, mark: actions.reply_to_mark(
                mark, "objects", " ", **told(world, OFFICIAL)
            ),
            lambda world, mark: actions.reply_to_mark(mark, "agrees", "", **told(world)),
        ],
    ),
    Case(
        f"{ROOM}.confirm_mark",
        says="mark confirmed",
        before=answered,
        works=lambda world, mark: actions.confirm_mark(mark, "属实", **told(world, "second")),
        refused=[
            lambda world, mark: actions.confirm_mark(mark, "属实", **told(world)),
            lambda world, mark: actions.confirm_mark(mark, " ", **told(world, "second")),
            lambda world, mark: actions.confirm_mark(mark, "属实", **told(world, HEAD)),
            lambda world, mark: actions.confirm_mark(
                mark, "属实", expires_on=date(2030, 1, 1), **told(world, "second")
            ),
            lambda world, mark: actions.confirm_mark(
                mark, "属实", expires_on=world.on, **told(world, "second")
            ),
        ],
    ),
    Case(
        f"{ROOM}.confirm_mark",
        says="mark confirmed",
        before=lambda world: shown(world, IDLE),
        works=lambda world, mark: actions.confirm_mark(mark, "属实", **told(world, "second", LATE)),
        refused=[lambda world, mark: actions.confirm_mark(mark, "属实", **told(world, "second"))],
    ),
    Case(
        f"{ROOM}.drop_mark",
        says="mark dropped",
        before=answered,
        works=lambda world, mark: actions.drop_mark(mark, reason="依据不足", **told(world)),
        refused=[
            lambda world, mark: actions.drop_mark(mark, reason=" ", **told(world)),
            lambda world, mark: actions.drop_mark(mark, reason="不公", **told(world, OFFICIAL)),
        ],
    ),
    Case(
        f"{ROOM}.close_mark",
        says="mark closed",
        before=confirmed,
        works=lambda world, mark: actions.close_mark(mark, reason="查无实据", **told(world)),
        refused=[
            lambda world, mark: actions.close_mark(mark, reason="", **told(world)),
            lambda world, mark: actions.close_mark(mark, reason="不公", **told(world, OFFICIAL)),
        ],
    ),
    Case(
        f"{ROOM}.answer_objection",
        says="mark objection answered",
        before=objected,
        works=lambda world, mark: actions.answer_objection(
            mark.replies.last(), "经复核维持", **told(world, "second")
        ),
        refused=[
            lambda world, mark: actions.answer_objection(
                mark.replies.last(), "维持", **told(world)
            ),
            lambda world, mark: actions.answer_objection(
                mark.replies.last(), " ", **told(world, "second")
            ),
        ],
    ),
    Case(
        f"{ROOM}.enter_words",
        says="mark words entered",
        before=root,
        works=words,
        refused=[
            lambda world, unit: words(world, unit, HEAD),
            lambda world, unit: words(world, unit, source=" "),
            lambda world, unit: words(world, unit, to_use=list("一二三四五六七")),
            lambda world, unit: words(world, unit, not_to_use=["甲"]),
            lambda world, unit: words(world, unit, to_use=[], not_to_use=[" "]),
            lambda world, unit: words(world, unit, clause="kunming-2019:18"),
        ],
    ),
    Case(
        "selection.marks.notes.actions.propose_note",
        says="organisation note proposed",
        before=vote,
        works=lambda world, made: note(world, vote=made),
        refused=[
            lambda world, made: note(world, vote=made, reason=" "),
            lambda world, made: note(world, HEAD, vote=made),
            lambda world, made: note(world, vote=made, of=somebody_else(made.person)),
        ],
    ),
    Case(
        "selection.marks.notes.actions.confirm_note",
        says="organisation note confirmed",
        before=noted,
        works=lambda world, made: notes.confirm_note(made, "同意", **told(world, "second")),
        refused=[
            lambda world, made: notes.confirm_note(made, "同意", **told(world)),
            lambda world, made: notes.confirm_note(made, "", **told(world, "second")),
        ],
    ),
    Case(
        "selection.marks.notes.actions.drop_note",
        says="organisation note dropped",
        before=noted,
        works=lambda world, made: notes.drop_note(made, reason="依据不足", **told(world)),
        refused=[lambda world, made: notes.drop_note(made, reason="", **told(world))],
    ),
]
