"""15: what is on file before a major matter (三重一大) comes before the committee."""

from quanheng.norms.agenda import MAJOR, MEETING, SUBJECTS, Answered
from quanheng.norms.finding import Text
from quanheng.norms.gate import Actor, Gate
from quanheng.norms.pack import Pack
from quanheng.norms.procedure import add_gate

PASSING = (Actor.ORGANISATION_OFFICER, Actor.PERSONNEL_OFFICER, Actor.HEAD)
REVIEWS = ("legality", "risk", "expert")
NAMED = Text("请填写材料名称或文号、日期和结论。", "Give the paper, its date and what it found.")


def declare(pack: Pack) -> None:
    """Register what is asked of items."""
    reviews = tuple(Answered(f"item.{name}", NAMED) for name in REVIEWS)
    for kind in sorted(SUBJECTS):
        title = Text("决策前的审查和论证", "Reviews before a decision")
        gate = Gate(f"reviews-{kind.value}", title, reviews, overridden_by=PASSING)
        add_gate(pack, "15", MEETING, kind.value, gate)
    sounded = Answered(
        "item.soundings",
        Text("请写明与谁、何时酝酿。", "State who was sounded out, and when."),
    )
    title = Text("会前酝酿", "Soundings before")
    gate = Gate("soundings", title, (sounded,), overridden_by=PASSING)
    add_gate(pack, "15", MEETING, MAJOR, gate)
