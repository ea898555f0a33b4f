"""What the actions on teams do."""

from quanheng.office.selection.teams import actions
from quanheng.office.selection.teams.judging import Bounds
from tests.office.action_case import Case
from tests.office.selection.teams import making
from tests.office.selection.teams.making import PERSONNEL, POST, TEXTS, place, second, told

NAME = "selection.teams.actions"
CASES = [
    Case(
        f"{NAME}.set_target",
        says="team target set",
        before=making.target,
        works=lambda world, _old: making.set_target(world),
        refused=[
            lambda world, _old: making.set_target(world, PERSONNEL),
            lambda world, _old: making.set_target(world, reason=" "),
            lambda world, _old: making.set_target(world, category="别的"),
            lambda world, _old: making.set_target(world, bounds=Bounds(None, None)),
            lambda world, _old: making.set_target(world, bounds=Bounds(3, 2)),
            lambda world, _old: making.set_target(world, bounds=Bounds(101, None, share=True)),
        ],
    ),
    Case(
        f"{NAME}.end_target",
        says="team target ended",
        before=making.target,
        works=lambda world, one: actions.end_target(one, reason="调整", **told(world)),
        refused=[
            lambda world, one: actions.end_target(one, reason="", **told(world)),
            lambda world, one: actions.end_target(one, reason="调整", **told(world, PERSONNEL)),
        ],
    ),
    Case(
        f"{NAME}.set_need",
        says="field need set",
        before=making.need,
        works=lambda world, _old: making.set_need(world),
        refused=[
            lambda world, _old: making.set_need(world, PERSONNEL),
            lambda world, _old: making.set_need(world, reason=""),
            lambda world, _old: making.set_need(world, field=" "),
            lambda world, _old: making.set_need(world, number=0),
        ],
    ),
    Case(
        f"{NAME}.end_need",
        says="field need ended",
        before=making.need,
        works=lambda world, one: actions.end_need(one, reason="调整", **told(world)),
        refused=[
            lambda world, one: actions.end_need(one, reason="", **told(world)),
            lambda world, one: actions.end_need(one, reason="调整", **told(world, PERSONNEL)),
        ],
    ),
    Case(
        f"{NAME}.note_step",
        says="field step noted",
        before=place,
        works=lambda world, unit: actions.note_step(
            unit, "法律", "training", "选派学习", **told(world)
        ),
        refused=[
            lambda world, unit: actions.note_step(unit, "法律", "别的", "甲", **told(world)),
            lambda world, unit: actions.note_step(unit, "法律", "training", "", **told(world)),
            lambda world, unit: actions.note_step(
                unit, "法律", "training", "甲", **told(world, PERSONNEL)
            ),
        ],
    ),
    Case(
        f"{NAME}.write_analysis",
        says="team analysed",
        before=place,
        works=lambda world, unit: actions.write_analysis(unit, TEXTS, **told(world)),
        refused=[
            lambda world, unit: actions.write_analysis(
                unit, {**TEXTS, "problems": " "}, **told(world)
            ),
            lambda world, unit: actions.write_analysis(unit, TEXTS, **told(world, PERSONNEL)),
        ],
    ),
    Case(
        f"{NAME}.describe_post",
        says="post described",
        before=place,
        works=lambda world, unit: actions.describe_post(unit, 110, False, POST, **told(world)),
        refused=[
            lambda world, unit: actions.describe_post(unit, 1, False, POST, **told(world)),
            lambda world, unit: actions.describe_post(
                unit, 110, False, {**POST, "asks": ""}, **told(world)
            ),
            lambda world, unit: actions.describe_post(
                unit, 110, False, POST, **told(world, PERSONNEL)
            ),
        ],
    ),
    Case(
        f"{NAME}.give_opinion",
        says="post opinion given",
        before=lambda world: (making.post(world), making.own(world)),
        works=lambda world, made: actions.give_opinion(
            made[0], making.somebody(world), "合适", "核实学历", **told(world)
        ),
        refused=[
            lambda world, made: actions.give_opinion(
                made[0], making.somebody(world), " ", **told(world)
            ),
            lambda world, made: actions.give_opinion(made[0], made[1], "合适", **told(world)),
            lambda world, made: actions.give_opinion(
                made[0], making.somebody(world), "合适", **told(world, PERSONNEL)
            ),
        ],
    ),
    *(
        Case(
            f"{NAME}.sign_paper",
            says="team paper signed",
            before=lambda world, make=make: (make(world), second(world))[0],
            works=lambda world, paper: actions.sign_paper(paper, by=second(world), on=world.on),
            refused=[
                lambda world, paper: actions.sign_paper(paper, **told(world)),
                lambda world, paper: actions.sign_paper(paper, **told(world, PERSONNEL)),
            ],
        )
        for make in (making.analysis, making.post, making.fit)
    ),
    Case(
        f"{NAME}.note_taken",
        says="team paper taken out",
        before=making.fit,
        works=lambda world, paper: actions.note_taken(paper, "pdf", **told(world)),
        refused=[
            lambda world, paper: actions.note_taken(paper, "pdf", **told(world, "official")),
            lambda world, paper: actions.note_taken(paper, "pdf", **told(world, "auditor")),
        ],
    ),
    Case(
        f"{NAME}.plan_exchange",
        says="exchange planned",
        before=making.own,
        works=lambda world, _own: making.planned(world),
        refused=[
            lambda world, _own: making.planned(world, PERSONNEL),
            lambda world, _own: making.planned(world, reason=""),
            lambda world, _own: making.planned(world, kind="别的"),
            lambda world, _own: making.planned(world, year=world.on.year - 1),
            lambda world, own: making.planned(world, person=own),
        ],
    ),
    Case(
        f"{NAME}.drop_exchange",
        says="exchange dropped",
        before=making.line,
        works=lambda world, line: actions.drop_exchange(line, reason="调整", **told(world)),
        refused=[
            lambda world, line: actions.drop_exchange(line, reason=" ", **told(world)),
            lambda world, line: actions.drop_exchange(
                line, reason="调整", **told(world, PERSONNEL)
            ),
            lambda world, line: making.planned(world),
        ],
    ),
]
