"""The stages of filling a post, in their order, and the procedure that they make."""

from quanheng.norms.finding import SubjectType, Text
from quanheng.norms.gate import Actor
from quanheng.norms.pack import Pack
from quanheng.norms.procedure import Ask, Procedure, Step, procedure
from quanheng.packs.national.appointment import deciding, motion, recommending, vetting
from quanheng.packs.national.appointment.terms import FAMILY, ORGANISATION, SEEN_BY, Numbers


def opening(*more: Ask) -> tuple[Step, ...]:
    """The steps before any name; ``more`` is asked with the motion."""
    return (motion.ANALYSIS, motion.motion(*more), motion.PLAN, motion.APPROVE)


def recommended(found: Numbers) -> tuple[Step, ...]:
    """民主推荐 in talks and by a meeting."""
    return (recommending.talks(), recommending.meeting(found))


def ending(found: Numbers) -> tuple[Step, ...]:
    """From the inspection to the notice of appointment."""
    return (
        vetting.vet(),
        vetting.political(found),
        vetting.checks(found),
        vetting.integrity(),
        vetting.SIGN,
        vetting.soundings(found),
        deciding.decide(found),
        deciding.publish(found),
        deciding.objections(),
        deciding.talk(),
        deciding.appoint(),
    )


def run(
    pack: Pack,
    slug: str,
    title: Text,
    *,
    steps: tuple[Step, ...],
    managed_by: tuple[Actor, ...] = (ORGANISATION,),
    seen_by: tuple[Actor, ...] = SEEN_BY,
    from_above: bool = True,
) -> Procedure:
    """Register a procedure that fills a post of a unit; mostly the organ above it handles it."""
    names = {step.name for step in steps}
    filings = (recommending.RECOMMENDED, deciding.TALKED, deciding.APPOINTED)
    return procedure(
        pack,
        slug,
        title,
        about=SubjectType.UNIT,
        steps=steps,
        managed_by=managed_by,
        seen_by=seen_by,
        family=FAMILY,
        from_above=from_above,
        supplied=(*deciding.MEETING_FACTS, *motion.OTHERS, deciding.AFTER_NOTICE, deciding.SETTLED),
        supplied_each=deciding.VOTES,
        filings=tuple(one for one in filings if one.step in names),
    )
