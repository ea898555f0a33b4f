"""2: the first item of an agenda is study, passed on promptly; papers say what they rest on."""

from quanheng.norms.adaptation import UNSAID
from quanheng.norms.agenda import AGENDA, MEETING, SUBJECTS, Answered, Leads, Promptly
from quanheng.norms.finding import Text
from quanheng.norms.gate import Actor, Gate
from quanheng.norms.pack import Pack
from quanheng.norms.procedure import add_gate
from quanheng.packs import wording as w

PASSING = (Actor.ORGANISATION_OFFICER, Actor.PERSONNEL_OFFICER, Actor.HEAD)


def declare(pack: Pack) -> None:
    """Register what is asked of agendas; within how many days is for each unit to say."""
    days = pack.parameter(
        "2", "passed-on", 30, w.DAYS, source=UNSAID, label=Text("传达学习时限", "passed on within")
    )
    first = Gate("first", Text("第一议题", "The first item"), (Leads(),))
    add_gate(pack, "2", MEETING, AGENDA, first)
    promptly = Promptly("meeting.received", "meeting.day", days)
    prompt = Gate(
        "prompt", Text("及时传达学习", "Passed on promptly"), (promptly,), overridden_by=PASSING
    )
    add_gate(pack, "2", MEETING, AGENDA, prompt)
    aligned = Answered(
        "item.alignment",
        Text("请写明对照了哪些要求。", "State which requirements it was checked against."),
    )
    for kind in sorted(SUBJECTS):
        title = Text("对标对表", "What it was checked against")
        gate = Gate(f"aligned-{kind.value}", title, (aligned,), overridden_by=PASSING)
        add_gate(pack, "2", MEETING, kind.value, gate)
