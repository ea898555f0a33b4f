"""The phone's script signs blind as RFC 9474 says: its vector, run in Chromium."""

import base64
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.office.ballots.test_blind import VECTOR, key_of_the_vector
from tests.office.ballots.windows import CHROMIUM, chromium, windows

pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]

RUN = """async (given) => {
  const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
  const hex = (raw) => [...raw].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const drawn = [given.msg_prefix, given.salt, given.factor].map(bytes);
  crypto.getRandomValues = (room) => { room.set(drawn.shift()); return room; };
  const algorithm = { name: "RSA-PSS", hash: "SHA-384" };
  const key = await crypto.subtle.importKey("jwk", given.key, algorithm, true, ["verify"]);
  const prepared = blindRSA.prepare(bytes(given.msg));
  const { blindedMsg, inv } = await blindRSA.blind(key, prepared);
  const sig = await blindRSA.finalize(key, prepared, bytes(given.blind_sig), inv);
  const told = { blinded_msg: hex(blindedMsg), inv: hex(inv), sig: hex(sig) };
  const cheated = bytes(given.blind_sig).fill(7, 0, 9);
  return blindRSA.finalize(key, prepared, cheated, inv).then(() => "taken", () => told);
}"""


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with chromium() as opened:
        yield opened


def letters(number: int) -> str:
    raw = number.to_bytes(-(-number.bit_length() // 8), "big")
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def test_the_script_gives_what_the_rfc_gives(browser: Browser, live_server) -> None:
    public = key_of_the_vector().public_key().public_numbers()
    factor = pow(int.from_bytes(VECTOR["inv"], "big"), -1, public.n)
    given = {name: value.hex() for name, value in VECTOR.items()}
    given["factor"] = factor.to_bytes(len(VECTOR["inv"]), "big").hex()
    key = {"kty": "RSA", "n": letters(public.n), "e": letters(public.e), "alg": "PS384"}
    with windows(browser, live_server.url) as window:
        page = window()
        page.goto("/vote/")
        page.add_script_tag(url="/static/web/vendor/blindrsa.js")
        found = page.evaluate(RUN, {**given, "key": key})
    assert found == {name: VECTOR[name].hex() for name in ("blinded_msg", "inv", "sig")}
