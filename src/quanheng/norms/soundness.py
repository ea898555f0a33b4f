"""What is wrong with a procedure as declared.

Above all a way to the end that passes over a required step, and an adverse decision without the
right to be heard and to appeal.
"""

from collections.abc import Iterator

from quanheng.norms.finding import Text
from quanheng.norms.gate import Actor
from quanheng.norms.steps import (
    DONE,
    NEXT,
    REFUSED,
    Given,
    Procedure,
    Purpose,
    Step,
    reached,
)


def problems(made: Procedure) -> Iterator[Text]:
    """What is wrong with a procedure, what to do; nothing when it may be run."""
    names = [step.name for step in made.steps]
    if not names or len(names) != len(set(names)) or {NEXT, DONE, REFUSED} & set(names):
        yield Text(
            "步骤须至少1个、名称互不相同，且不用 next、done、refused，请改名。",
            "there must be a step, each of its own name, none named next, done or refused",
        )
        return
    broken = [*_outcomes(made), *_references(made), *_nominees(made)]
    yield from broken
    if not broken:
        yield from _order(made)
        yield from _remedies(made)


def _outcomes(made: Procedure) -> Iterator[Text]:
    known = {step.name for step in made.steps} | {NEXT, DONE, REFUSED}
    for step in made.steps:
        ways = [one.name for one in step.outcomes]
        if not step.by or not ways or len(ways) != len(set(ways)):
            yield Text(
                f"步骤{step.name}须写明由谁办理，办理结果不能重名，请更正。",
                f"step {step.name} needs somebody who acts and outcomes of different names",
            )
        for lost in sorted({one.to for one in step.outcomes} - known):
            yield Text(
                f"步骤{step.name}指向不存在的步骤{lost}，请更正。",
                f"step {step.name} leads to {lost}, which is no step; correct it",
            )
        if step.lapses and (step.lapses not in ways or step.limit is None):
            yield Text(
                f"步骤{step.name}逾期按{step.lapses}处理，须有此结果和时限，请更正。",
                f"step {step.name} lapses to {step.lapses}: it needs that outcome and a limit",
            )


def _references(made: Procedure) -> Iterator[Text]:
    known, names = set(made.names), [step.name for step in made.steps]
    asked = [
        *(step.limit.after for step in made.steps if step.limit and step.limit.after),
        *(
            value.fact
            for one in made.filings
            for _, value in one.values
            if isinstance(value, Given)
        ),
        *(one.when for one in made.filings if one.when),
    ]
    for lost in sorted(set(asked) - known):
        yield Text(
            f"引用了未登记的项目{lost}，请更正。", f"it names {lost}, which no step asks for"
        )
    for place, step in enumerate(made.steps):
        for lost in sorted(set(step.not_by) - set(names[:place])):
            yield Text(
                f"步骤{step.name}的回避步骤{lost}不在其前，请更正。",
                f"step {step.name} is not for who took {lost}, which does not come before it",
            )
    ends = {(step.name, one.name) for step in made.steps for one in step.outcomes}
    for one in made.filings:
        if (one.step, one.outcome) not in ends:
            yield Text(
                f"归档条件{one.step}.{one.outcome}不存在，请更正。",
                f"it files after {one.step}.{one.outcome}, which is no outcome",
            )


def _nominees(made: Procedure) -> Iterator[Text]:
    """People are asked about, and filed, only where they can have been put forward."""
    entry = made.entry
    for place, step in enumerate(made.steps):
        told = [ask.name for ask in (*step.asks, *step.each)]
        if len(told) != len(set(told)):
            yield Text(
                f"步骤{step.name}的填写项重名，请改名。",
                f"step {step.name} asks twice for one name; rename one",
            )
        early = entry is None or place < made.steps.index(entry)
        if step.each and early:
            yield Text(
                f"步骤{step.name}逐人填写，但此前不能提名，请先声明提名的步骤（enters）。",
                f"step {step.name} asks about nominees before any step that enters them",
            )
        if step.replies is not None and not step.each:
            yield Text(
                f"步骤{step.name}允许本人答复，但没有逐人填写项。",
                f"step {step.name} takes replies but asks nothing about anybody",
            )
    if entry is None and any(one.each for one in made.filings):
        yield Text(
            "逐人归档，但没有提名的步骤（enters）。", "it files for nominees but enters none"
        )


def _order(made: Procedure) -> Iterator[Text]:
    everything = reached(made)
    for step in made.steps:
        if step.name not in everything:
            yield Text(
                f"步骤{step.name}永远走不到，请更正其前各步的去向。",
                f"step {step.name} is never reached; correct where those before it lead",
            )
        if not step.optional and DONE in reached(made, without=step.name):
            yield Text(
                f"不经步骤{step.name}也能办结，请改去向，或标为可选（optional）。",
                f"a case can be done without step {step.name}; mend the way, or make it optional",
            )
    if DONE not in everything:
        yield Text("没有办结的路径，请更正。", "no way leads to done; correct the outcomes")


def _remedies(made: Procedure) -> Iterator[Text]:
    """An adverse decision is heard before and may be appealed against after."""
    adverse = [step for step in made.steps if any(one.adverse for one in step.outcomes)]
    if adverse and not made.adverse:
        yield Text("有不利结果，须声明为 adverse。", "an outcome is adverse: declare it so")
    if not made.adverse:
        return
    if not adverse:
        yield Text(
            "没有任何不利结果，不应声明为 adverse。", "declared adverse, but nothing in it is"
        )
    heard = {step.name for step in made.steps if _own(step, Purpose.HEARING)}
    appeals = {step.name for step in made.steps if _own(step, Purpose.APPEAL) and step.limit}
    for step in adverse:
        if not any(step.name not in reached(made, without=name) for name in heard):
            yield Text(
                f"步骤{step.name}可作出不利决定，其前须有本人陈述申辩（HEARING）的步骤，请补上。",
                f"step {step.name} may decide against somebody, who must be heard before: "
                "add a step of the subject with purpose HEARING",
            )
        for one in step.outcomes:
            if one.adverse and made.leads_to(step, one) not in appeals:
                yield Text(
                    f"步骤{step.name}的不利结果{one.name}须转到本人申诉（APPEAL，有时限）的步骤。",
                    f"the adverse outcome {one.name} of {step.name} must lead to a step of the "
                    "subject with purpose APPEAL and a time limit",
                )


def _own(step: Step, purpose: Purpose) -> bool:
    return step.purpose is purpose and step.by == (Actor.SUBJECT,)
