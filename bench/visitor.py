"""A person at a browser, as far as forms and links go."""

import http.cookiejar
import mimetypes
import secrets
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

PATIENCE = 60.0
TEXTLIKE = ("text", "date", "number", "hidden", "password", "")


class Answer(NamedTuple):
    """What the server answered; ``place`` is where it leads to."""

    status: int
    place: str
    text: str


class Fields(HTMLParser):
    """The fields of the forms on a page with what stands in them, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._select = ""
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An input, select or text area begins."""
        told = {name: value or "" for name, value in attrs}
        name = told.get("name", "")
        if tag == "input" and name:
            ticked = told.get("type") in ("checkbox", "radio") and "checked" in told
            if told.get("type", "") in TEXTLIKE or ticked:
                self.found[name] = told.get("value", "on" if ticked else "")
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in told:
            self.found[self._select] = told.get("value", "")
        elif tag == "textarea":
            self._area, self.found[name] = name, ""

    def handle_endtag(self, tag: str) -> None:
        """A select or text area ends."""
        self._select = "" if tag == "select" else self._select
        self._area = "" if tag == "textarea" else self._area

    def handle_data(self, data: str) -> None:
        """The text of a text area."""
        if self._area:
            self.found[self._area] += data


class StayHere(urllib.request.HTTPRedirectHandler):
    """Redirects are answers like others."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Do not follow."""


class Visitor:
    """One browser with its cookies. Raises ``OSError`` when the server is gone."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies), StayHere()
        )

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._ask(urllib.request.Request(self.address + path))

    def submit(
        self, path: str, values: Mapping[str, str], files: Mapping[str, Path] | None = None
    ) -> Answer:
        """Open the page with a form, fill in some of its fields, and send it."""
        page = self.get(path)
        if page.status != 200:
            return page
        fields = Fields()
        fields.feed(page.text)
        return self.send(path, {**fields.found, **values}, files)

    def send(
        self, path: str, values: Mapping[str, str], files: Mapping[str, Path] | None = None
    ) -> Answer:
        """Send fields as a form does."""
        token = next((one.value or "" for one in self.cookies if one.name == "csrftoken"), "")
        body, kind = multipart({**values, "csrfmiddlewaretoken": token}, files or {})
        request = urllib.request.Request(self.address + path, body, {"Content-Type": kind})
        return self._ask(request)

    def log_in(self, username: str, password: str) -> None:
        """Log in with the page's own form. Raises ``RuntimeError`` when that fails."""
        answer = self.submit("/accounts/login/", {"login": username, "password": password})
        if answer.status != 302:
            raise RuntimeError(f"log-in: {answer.status}\n{answer.text[:2000]}")

    def _ask(self, request: urllib.request.Request) -> Answer:
        try:
            with self.opener.open(request, timeout=PATIENCE) as answer:
                return Answer(answer.status, "", answer.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                place = urllib.parse.urlsplit(error.headers.get("Location", "")).path
                return Answer(error.code, place, error.read().decode(errors="replace"))


def multipart(values: Mapping[str, str], files: Mapping[str, Path]) -> tuple[bytes, str]:
    """A form with files as bytes, and their content type."""
    edge = secrets.token_hex(16)
    parts: list[bytes] = []
    for name, value in values.items():
        parts.append(
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        )
    for name, path in files.items():
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        parts += [
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; '
            f'filename="{path.name}"\r\nContent-Type: {kind}\r\n\r\n'.encode(),
            path.read_bytes(),
            b"\r\n",
        ]
    parts.append(f"--{edge}--\r\n".encode())
    return b"".join(parts), f"multipart/form-data; boundary={edge}"
