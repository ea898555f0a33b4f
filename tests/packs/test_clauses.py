"""The clause lists of the six packs: complete, in document order, and readable."""

import re
import tomllib
from importlib import resources

import pytest

NUMBERS = {
    "hangzhou_2017": [str(number) for number in range(1, 21)],
    "kunming_2019": [str(number) for number in range(1, 25)],
    "hangzhou_2020": [str(number) for number in range(1, 23)],
    "zhejiang_2015": [
        "1",
        *(f"2.{item}" for item in range(1, 4)),
        *(f"3.{item}" for item in range(1, 6)),
        *(f"4.{item}" for item in range(1, 6)),
        *(f"5.{item}" for item in range(1, 5)),
    ],
    "qingshanhu_2009": [str(number) for number in range(1, 33)],
    "national": [
        "personal-matters",
        "branch",
        "civil-servant",
        "influence",
        "personnel-file",
        "retirement",
        "decision",
        "eligibility",
        "exceptional",
        "barred",
        "post-quota",
        "terms",
        "avoidance",
        "selection",
        "prior-report",
    ],
}
COUNTS = {
    "hangzhou_2017": 20,
    "kunming_2019": 24,
    "hangzhou_2020": 22,
    "zhejiang_2015": 18,
    "qingshanhu_2009": 32,
    "national": 15,
}
FORMS = {
    *("REQ", "LADDER", "GATE", "PROC", "BALLOT", "SCORE"),
    *("STRUCT", "LIST", "REC", "DOC", "VIEW", "TEXT"),
}
STATUSES = {"same", "stricter_local", "absorbed", "contradicted", "superseded"}
SUBSYSTEMS = (
    "cultivation|assessment|selection|supervision|incentives|grassroots|procedures|ballots|"
    "documents|dashboards|duties|meetings|records"
)
LISTED = rf"({SUBSYSTEMS})(, ({SUBSYSTEMS}))*"
WORKS_IN = re.compile(
    rf"clause library|(check|{LISTED}|planned: {LISTED})"
    rf"|check; {LISTED}|(check|{LISTED}|check; {LISTED}); planned: {LISTED}"
)
"""Where it works today, then where it is planned to."""
KEYS = {"number", "form", "summary_zh", "summary_en", "works_in"}
NOTES = {"status", "note_zh", "note_en"}
LENGTHS = {
    "summary_zh": (30, 110),
    "summary_en": (30, 260),
    "note_zh": (30, 130),
    "note_en": (30, 260),
}
HAN = re.compile(r"[\u4e00-\u9fff]")
HALF_WIDTH = re.compile(r"[,;:?!()]")


def clauses_of(package):
    file = resources.files(f"quanheng.packs.{package}") / "clauses.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))["clause"]


CLAUSES = {package: clauses_of(package) for package in NUMBERS}
ROWS = [
    pytest.param(clause, id=f"{package}:{clause['number']}")
    for package, clauses in CLAUSES.items()
    for clause in clauses
]


@pytest.mark.parametrize("package", COUNTS)
def test_a_list_has_every_clause_of_its_document(package):
    assert len(CLAUSES[package]) == COUNTS[package]


def test_the_five_documents_have_116_clauses():
    assert sum(len(CLAUSES[package]) for package in CLAUSES if package != "national") == 116


@pytest.mark.parametrize("package", NUMBERS)
def test_numbers_are_unique_and_in_document_order(package):
    assert [clause["number"] for clause in CLAUSES[package]] == NUMBERS[package]


@pytest.mark.parametrize("clause", ROWS)
def test_the_keys_are_the_agreed_ones(clause):
    assert set(clause) in (KEYS, KEYS | NOTES)


@pytest.mark.parametrize("clause", ROWS)
def test_the_texts_are_one_line_of_sane_length(clause):
    for key, (least, most) in LENGTHS.items():
        if key not in clause:
            continue
        text = clause[key]
        assert len(text.splitlines()) == 1, key
        assert text == text.strip(), key
        assert least <= len(text) <= most, f"{key}: {len(text)}"


@pytest.mark.parametrize("clause", ROWS)
def test_chinese_is_chinese_with_full_width_punctuation(clause):
    for key in ("summary_zh", "note_zh"):
        text = clause.get(key)
        if text is None:
            continue
        assert len(HAN.findall(text)) > len(text) / 2, key
        assert not HALF_WIDTH.search(text), key
        assert text.endswith("。"), key


@pytest.mark.parametrize("clause", ROWS)
def test_english_is_english(clause):
    for key in ("summary_en", "note_en"):
        if key in clause:
            assert len(HAN.findall(clause[key])) < len(clause[key]) / 3, key
            assert clause[key].endswith("."), key


@pytest.mark.parametrize("clause", ROWS)
def test_forms_come_from_the_closed_list(clause):
    assert clause["form"]
    assert set(clause["form"]) <= FORMS
    assert len(set(clause["form"])) == len(clause["form"])


@pytest.mark.parametrize("clause", ROWS)
def test_a_status_is_known_and_explained_in_both_languages(clause):
    if "status" in clause:
        assert clause["status"] in STATUSES
        assert clause["note_zh"]
        assert clause["note_en"]
    else:
        assert not NOTES & set(clause)


@pytest.mark.parametrize("clause", ROWS)
def test_works_in_is_well_formed(clause):
    assert WORKS_IN.fullmatch(clause["works_in"])
    now, _planned, planned = clause["works_in"].partition("planned: ")
    names = [*re.findall(r"[a-z]+", now), *planned.split(", ")]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("clause", ROWS)
def test_background_stays_in_the_clause_library(clause):
    assert (clause["works_in"] == "clause library") == (clause["form"] == ["TEXT"])


def test_no_summary_is_used_twice():
    for key in ("summary_zh", "summary_en"):
        texts = [clause[key] for clauses in CLAUSES.values() for clause in clauses]
        assert len(set(texts)) == len(texts)
