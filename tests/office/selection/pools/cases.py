"""What the actions on pools do."""

from quanheng.office.selection.pools import actions
from tests.office.action_case import Case
from tests.office.selection.pools import making
from tests.office.selection.pools.making import entered, opened
from tests.office.selection.teams.making import PERSONNEL, somebody, told

MODULE = "selection.pools.actions"
CASES = [
    Case(
        f"{MODULE}.open_pool",
        says="pool opened",
        before=making.pool,
        works=lambda world, _one: opened(world, name="法律人才库", field="法律"),
        refused=[
            lambda world, _one: opened(world),
            lambda world, _one: opened(world, name=""),
            lambda world, _one: opened(world, name="甲", field=""),
            lambda world, _one: opened(world, PERSONNEL, name="甲"),
        ],
    ),
    Case(
        f"{MODULE}.set_pool_target",
        says="pool target set",
        before=making.pool,
        works=lambda world, one: actions.set_pool_target(one, 50, reason="扩库", **told(world)),
        refused=[
            lambda world, one: actions.set_pool_target(one, 50, reason="", **told(world)),
            lambda world, one: actions.set_pool_target(
                one, 50, reason="扩库", **told(world, PERSONNEL)
            ),
        ],
    ),
    Case(
        f"{MODULE}.add_to_pool",
        says="pool entered",
        before=making.with_own,
        works=lambda world, made: entered(world, made[0]),
        refused=[
            lambda world, made: entered(world, made[0], PERSONNEL),
            lambda world, made: entered(world, made[0], told_by=" "),
            lambda world, made: entered(world, made[0], channel="别的"),
            lambda world, made: entered(world, made[0], person=made[1]),
        ],
    ),
    Case(
        f"{MODULE}.take_out",
        says="pool left",
        before=making.member,
        works=lambda world, made: actions.take_out(made[1], reason="提拔任用", **told(world)),
        refused=[
            lambda world, made: actions.take_out(made[1], reason=" ", **told(world)),
            lambda world, made: actions.take_out(
                made[1], reason="提拔任用", **told(world, PERSONNEL)
            ),
            lambda world, made: entered(world, made[0]),
        ],
    ),
    Case(
        f"{MODULE}.review_member",
        says="pool member reviewed",
        before=making.member,
        works=lambda world, made: actions.review_member(
            made[0], somebody(world), "进步明显", "keep", **told(world)
        ),
        refused=[
            lambda world, made: actions.review_member(
                made[0], somebody(world), " ", "keep", **told(world)
            ),
            lambda world, made: actions.review_member(
                made[0], somebody(world), "甲", "别的", **told(world)
            ),
        ],
    ),
]
