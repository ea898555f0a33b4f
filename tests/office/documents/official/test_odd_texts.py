"""Odd texts on official papers: whatever is typed in, stands there or is left out as unfit."""

import io
from dataclasses import replace

import pytest
from docx import Document as Opened
from hypothesis import given, settings
from hypothesis import strategies as st

from quanheng.office.documents.official import official_docx, official_pdf
from quanheng.office.documents.official.words import numbered
from quanheng.office.documents.words import clean
from tests.office.documents.official.reading import in_word, spaceless
from tests.office.documents.official.samples import MOTION, NOTICE, REPORT

pytestmark = pytest.mark.any_database

odd = st.text(
    st.one_of(
        st.characters(max_codepoint=0x2FF),
        st.sampled_from("#$*_`@<>&{}%\\\"'\n\r\t〔〕“”　林𠮷㛃\u200b\u202e\ufeff"),
    ),
    max_size=60,
)


@settings(max_examples=40, deadline=None)
@given(odd, odd)
def test_any_text_is_set(one: str, other: str) -> None:
    document = replace(REPORT, strengths=one, name=other)
    assert official_pdf(document).startswith(b"%PDF-")
    assert official_docx(document).startswith(b"PK")


@settings(max_examples=60, deadline=None)
@given(odd)
def test_any_text_in_a_cell_is_kept_as_it_is(text: str) -> None:
    fit = clean({"text": text})["text"]
    assert spaceless(fit) in spaceless(in_word(replace(MOTION, analysis=f"前{text}后")))


@settings(max_examples=20, deadline=None)
@given(odd)
def test_a_title_of_any_text_opens(text: str) -> None:
    made = Opened(io.BytesIO(official_docx(replace(NOTICE, unit=text))))
    assert made.paragraphs


@settings(max_examples=99)
@given(st.integers(1, 99))
def test_numerals_are_told_apart(at: int) -> None:
    others = [numbered(other) for other in range(1, 100) if other != at]
    assert numbered(at) not in others
