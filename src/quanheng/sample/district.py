"""A district of invented officials, complete in every sheet of the workbook."""

from datetime import date
from random import Random

from quanheng.norms.records import Records
from quanheng.sample.appraisal import write_appraisals, write_evaluations
from quanheng.sample.careers import draw_careers, plan_posts, write_tenures
from quanheng.sample.conduct import write_awards, write_supervision
from quanheng.sample.draft import Draft
from quanheng.sample.fieldwork import write_contacts, write_fieldwork
from quanheng.sample.lists import write_duties, write_families, write_programmes, write_reserves
from quanheng.sample.organs import write_branches, write_committees, write_reports, write_rulebooks
from quanheng.sample.payroll import write_payroll
from quanheng.sample.people import draw_people, draw_start_of_work, write_people
from quanheng.sample.seats import draw_seats
from quanheng.sample.study import write_training
from quanheng.sample.units import draw_units, unit_count, write_units


def make_district(
    people: int, units: int | None, seed: int, *, as_of: date = date(2025, 12, 31)
) -> Records:
    """A synthetic district of so many people and units, the same for the same arguments.

    ``units`` None derives the number of units from that of people. Nothing is dated after
    ``as_of``; careers lead up to it. Raises ValueError if there are no people or too few units.
    """
    if people < 1:
        raise ValueError(f"人数 {people} 无效,至少为 1 / {people} people: there must be at least 1")
    draft = Draft(Random(seed), as_of)
    draw_units(draft, unit_count(people) if units is None else units)
    draw_people(draft, draw_seats(draft, people))
    draw_start_of_work(draft)
    plan_posts(draft)
    draw_careers(draft)
    write_units(draft)
    write_people(draft)
    write_tenures(draft)
    write_training(draft)
    write_appraisals(draft)
    write_evaluations(draft)
    contacts = write_contacts(draft)
    write_fieldwork(draft, contacts)
    write_committees(draft)
    write_branches(draft)
    write_reports(draft)
    write_supervision(draft)
    write_awards(draft)
    write_programmes(draft)
    write_reserves(draft)
    write_families(draft)
    write_duties(draft)
    write_rulebooks(draft)
    write_payroll(draft)
    return draft.records()
