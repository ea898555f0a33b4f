"""What the district adds to eligibility: home areas for every leading post, and the quota."""

from quanheng.norms.eligibility.seat import NotAtHome, WithinQuota
from quanheng.norms.finding import Text
from quanheng.norms.gate import Actor, Gate
from quanheng.norms.kinds import Level
from quanheng.norms.pack import Pack
from quanheng.norms.procedure import add_gate

FAMILY = "appointment"
LET_PASS = (Actor.HEAD, Actor.ORGANISATION_OFFICER)


def declare(pack: Pack) -> None:
    """Add the gates; the numbers are those of the rules of the same clauses."""
    home = NotAtHome(
        allowed=pack.parameters[f"{pack.id}:20/home-posts-allowed"], bottom=Level.SECTION_CHIEF
    )
    over = WithinQuota(excess=pack.parameters[f"{pack.id}:24/over-quota"])
    add_gate(
        pack,
        "20",
        FAMILY,
        "shortlist",
        Gate("home", Text("成长地回避", "Home area"), (home,), overridden_by=LET_PASS),
    )
    add_gate(pack, "24", FAMILY, "motion", Gate("quota", Text("不超职数", "Quota"), (over,)))
