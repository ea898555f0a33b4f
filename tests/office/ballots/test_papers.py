"""Papers, answers, codes and seals: what fits, what does not, and that nothing shows outside."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.office.ballots import codes, paper, sealing
from quanheng.office.ballots.paper import BadPaper, Form, Paper, Problem

pytestmark = pytest.mark.any_database

THREE = [{"key": str(key), "name": name} for key, name in enumerate(["张三", "李四", "王五"], 1)]
RECOMMENDING = Paper.read("recommendation", {"subjects": THREE, "most": 2, "write_ins": 1})
GRADING = Paper.read("evaluation", {"subjects": THREE, "dimensions": ["德", "能"]})
DECIDING = Paper.read("decision", {"subjects": THREE})


@pytest.mark.parametrize("one", [RECOMMENDING, GRADING, DECIDING])
def test_a_paper_is_written_and_read(one: Paper) -> None:
    again = Paper.read(one.form, one.written())
    assert again == one
    assert again.fingerprint() == one.fingerprint()


def test_papers_that_ask_something_else_have_another_fingerprint() -> None:
    other = [{**row, "name": "赵六"} if row["key"] == "1" else row for row in THREE]
    made = {
        RECOMMENDING.fingerprint(),
        GRADING.fingerprint(),
        DECIDING.fingerprint(),
        Paper.read("decision", {"subjects": other}).fingerprint(),
        Paper.read("projects", {"subjects": THREE, "most": 2}).fingerprint(),
    }
    assert len(made) == 5


@pytest.mark.parametrize(
    ("form", "kept", "what"),
    [
        ("recommendation", {}, "subjects"),
        ("nothing", {"subjects": THREE}, "subjects"),
        ("decision", {"subjects": []}, "subjects"),
        ("decision", {"subjects": [THREE[0], THREE[0]]}, "subjects"),
        ("decision", {"subjects": [{"key": "a-1", "name": "张三"}]}, "subjects"),
        ("decision", {"subjects": [{"key": "1", "name": " "}]}, "subjects"),
        ("decision", {"subjects": "张三"}, "subjects"),
        ("evaluation", {"subjects": THREE, "dimensions": ["德", "德"]}, "dimensions"),
        ("recommendation", {"subjects": THREE, "most": 4}, "most"),
        ("projects", {"subjects": THREE, "most": -1}, "most"),
        ("projects", {"subjects": THREE, "most": 2, "write_ins": 1}, "write_ins"),
        ("recommendation", {"subjects": THREE, "most": 2, "write_ins": 3}, "write_ins"),
        ("mutual", {"subjects": THREE, "points": {"excellent": 50}}, "points"),
        ("mutual", {"subjects": THREE, "points": {"excellent": 101}}, "points"),
    ],
)
def test_a_paper_that_cannot_be_voted_on_is_refused(
    form: str, kept: dict[str, object], what: str
) -> None:
    with pytest.raises(BadPaper) as refused:
        Paper.read(form, kept)
    assert refused.value.what == what
    assert paper.FAULTS[what]


@pytest.mark.parametrize(
    ("one", "answers", "found"),
    [
        (RECOMMENDING, {}, None),
        (RECOMMENDING, {"pick": []}, None),
        (RECOMMENDING, {"pick": ["1", "3"]}, None),
        (RECOMMENDING, {"pick": ["1", "+赵 六"]}, None),
        (RECOMMENDING, {"pick": ["1", "+"]}, None),
        (RECOMMENDING, {"pick": ["1", "2", "3"]}, Problem.TOO_MANY),
        (RECOMMENDING, {"pick": ["+赵六", "+钱七"]}, Problem.TOO_MANY),
        (RECOMMENDING, {"pick": ["1", "1"]}, Problem.TWICE),
        (RECOMMENDING, {"pick": ["9"]}, Problem.UNKNOWN_CHOICE),
        (RECOMMENDING, {"else": ["1"]}, Problem.UNKNOWN_QUESTION),
        (RECOMMENDING, {"pick": ["+张 三"]}, Problem.BAD_NAME),
        (RECOMMENDING, {"pick": ["+" + "长" * 21]}, Problem.BAD_NAME),
        (RECOMMENDING, {"pick": ["+a\u202eb"]}, Problem.BAD_NAME),
        (GRADING, {"1-1": ["excellent"], "3-2": ["basic"]}, None),
        (GRADING, {"1-1": ["excellent", "basic"]}, Problem.TOO_MANY),
        (GRADING, {"1-3": ["excellent"]}, Problem.UNKNOWN_QUESTION),
        (GRADING, {"1-1": ["agree"]}, Problem.UNKNOWN_CHOICE),
        (DECIDING, {"1": ["defer"], "2": []}, None),
        (DECIDING, {"1": ["+赵六"]}, Problem.TOO_MANY),
    ],
)
def test_answers_fit_or_are_refused_for_a_reason(
    one: Paper, answers: dict[str, list[str]], found: Problem | None
) -> None:
    assert paper.problem(one, answers) is found


@st.composite
def answered(draw: st.DrawFn) -> tuple[Paper, dict[str, list[str]]]:
    """A paper, and answers that fit it."""
    names = draw(st.lists(st.text("甲乙丙丁戊己", min_size=1, max_size=3), min_size=1, max_size=6,
                          unique=True))  # fmt: skip
    subjects = [{"key": str(key), "name": name} for key, name in enumerate(names)]
    form = draw(st.sampled_from(Form))
    written = draw(st.integers(0, 2)) if form is Form.RECOMMENDATION else 0
    most = draw(st.integers(max(written, 1), len(names) + written))
    dimensions = draw(st.lists(st.sampled_from("德能勤绩廉"), unique=True))
    kept = {"subjects": subjects, "most": most, "write_ins": written, "dimensions": dimensions}
    one = Paper.read(form, kept)
    answers = {}
    for question in paper.questions(one):
        size = min(question.most, len(question.choices))
        made = draw(st.lists(st.sampled_from(question.choices), unique=True, max_size=size))
        extra = st.text('"\\𠀀A', min_size=1, max_size=paper.NAME).map("+".__add__)
        room = min(question.write_ins, question.most - len(made))
        answers[question.key] = made + draw(st.lists(extra, unique=True, max_size=room))
    return one, answers


@given(answered())
def test_packed_answers_have_one_length_and_come_back(
    made: tuple[Paper, dict[str, list[str]]],
) -> None:
    one, answers = made
    assert paper.problem(one, answers) is None
    packed = paper.pack(one, answers)
    assert len(packed) == paper.size(one) == len(paper.pack(one, {}))
    assert paper.unpack(one, packed) == paper.settled(answers)
    single = list(paper.votes(one, paper.unpack(one, packed)))
    assert {question for question, _ in single} == {each.key for each in paper.questions(one)}


@pytest.mark.parametrize(
    "packed",
    [b"", b"\0\0\0\2{}", b"\0\0\0\2[]".ljust(128, b"\0"), b"\0\0\0\4null".ljust(128, b"\0"),
     b"\0\0\0\2{}".ljust(127, b"\0") + b"1", b"\xff" * 128],
)  # fmt: skip
def test_what_are_no_answers_is_refused(packed: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        paper.unpack(RECOMMENDING, packed)


# Codes on slips


def test_codes_are_many_and_read_as_printed() -> None:
    made = codes.new_codes(400)
    assert len(set(made)) == 400
    assert made != sorted(made)
    for code in made:
        assert codes.typed(codes.grouped(code)) == code
        assert codes.typed(f" {codes.grouped(code).lower().replace('-', ' ')} ") == code
        assert len(codes.grouped(code).split("-")) == 5


@given(st.integers(0, 16), st.sampled_from(codes.LETTERS))
def test_one_wrong_letter_is_noticed(place: int, letter: str) -> None:
    code = codes.new_codes(1)[0]
    wrong = code[:place] + letter + code[place + 1 :]
    assert (codes.typed(wrong) is None) is (wrong != code)


def test_most_swapped_neighbours_are_noticed() -> None:
    missed = tried = 0
    for code in codes.new_codes(200):
        for at in range(16):
            if code[at] != code[at + 1]:
                tried += 1
                swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
                missed += codes.typed(swapped) is not None
    assert missed < tried / 50


@pytest.mark.parametrize("text", ["", "ABC", "A" * 17 + "B", "0" * 17, "1.AA.AA", "中" * 17])
def test_what_is_no_code_is_none(text: str) -> None:
    assert codes.typed(text) is None


def test_a_hash_says_nothing_of_the_code() -> None:
    code = codes.new_codes(1)[0]
    assert set(codes.digest(code)) <= set(string.hexdigits)
    assert code.lower() not in codes.digest(code)
    assert [codes.amount(number) for number in (1, 20, 21, 500)] == [3, 22, 24, 550]


# Seals


@pytest.fixture(scope="module")
def pair() -> sealing.Pair:
    return sealing.new_pair("correct horse battery", "ballot 1 teller 2")


def test_an_envelope_opens_with_its_key_for_what_it_belongs_to(pair: sealing.Pair) -> None:
    private = sealing.opened(pair.sealed_private, "correct horse battery", "ballot 1 teller 2")
    sealed = sealing.seal(pair.public, b"inside", "ballot 1")
    assert sealing.unseal(private, sealed, "ballot 1") == b"inside"
    assert len(sealed) == len(b"inside") + sealing.OVERHEAD
    assert sealing.seal(pair.public, b"inside", "ballot 1") != sealed
    for wrong in (sealed[:-1] + bytes([sealed[-1] ^ 1]), sealed[:10], b"", b"\0" * len(sealed)):
        with pytest.raises(sealing.Unopenable):
            sealing.unseal(private, wrong, "ballot 1")
    with pytest.raises(sealing.Unopenable):
        sealing.unseal(private, sealed, "ballot 2")


def test_a_key_opens_with_its_passphrase_for_its_owner_only(pair: sealing.Pair) -> None:
    for passphrase, owner in [
        ("correct horse batterz", "ballot 1 teller 2"),
        ("correct horse battery", "ballot 1 teller 3"),
    ]:
        with pytest.raises(sealing.Unopenable):
            sealing.opened(pair.sealed_private, passphrase, owner)
    private = sealing.opened(pair.sealed_private, "correct horse battery", "ballot 1 teller 2")
    assert private.private_bytes_raw() not in pair.sealed_private
