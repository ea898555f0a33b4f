"""The components page: colours that can be read, pictures of each kind, parts without faults."""

import re

import pytest

from quanheng.office.accounts.models import Role
from quanheng.office.web import colours
from quanheng.office.web.parts import PARTS

pytestmark = pytest.mark.any_database


@pytest.mark.parametrize("pair", colours.pairs(), ids=lambda pair: f"{pair.front} {pair.ground}")
def test_colours_have_enough_contrast_in_both_schemes(pair: colours.Pair):
    assert pair.light.contrast >= pair.least
    assert pair.dark.contrast >= pair.least


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [("#000", "#fff", 21), ("#fff", "#ffffff", 1), ("#777777", "#fff", 4.48)],
)
def test_contrast_is_that_of_wcag(first: str, second: str, ratio: float):
    assert colours.contrast(first, second) == pytest.approx(ratio, abs=0.005)


def test_the_dark_scheme_keeps_what_it_does_not_change():
    light, dark = colours.tokens()
    assert set(light) == set(dark)
    assert light["sheet"] != dark["sheet"]


def test_every_part_is_on_the_page_once(client_of, district):
    html = client_of(Role.ORGANISATION_OFFICER).get("/components/").content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert set(PARTS) <= set(ids)
    assert sorted(ids) == sorted(set(ids))


def test_the_page_shows_each_kind_of_picture(client_of, district):
    html = client_of(Role.HEAD).get("/components/").content.decode()
    for name in ("career", "bars", "ladder", "strip", "trend"):
        assert f'id="sample-{name}"' in html
    assert "style=" not in html.partition("<main")[2]
