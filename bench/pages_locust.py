"""Many users at once, for locust: each waits a moment, then asks for one of the pages.

QUANHENG_BENCH_FACTS is the file of facts, QUANHENG_BENCH_ADMIN asks for the admin's pages instead.
"""

import itertools
import os
from pathlib import Path
from random import Random

from locust import HttpUser, between, task

from bench.pages_asked import ADMIN, PAGES, WEIGHTS, Facts

FACTS = Facts.read(Path(os.environ["QUANHENG_BENCH_FACTS"]))
ASKED = ADMIN if os.environ.get("QUANHENG_BENCH_ADMIN") else PAGES
NUMBERS = itertools.count()


class Official(HttpUser):
    """Somebody who reads a page for one to three seconds."""

    wait_time = between(1, 3)

    def on_start(self) -> None:
        """Take up one of the sessions."""
        number = next(NUMBERS)
        self.visit = FACTS.visits[number % len(FACTS.visits)]
        self.rng = Random(number)
        self.client.cookies.set("sessionid", self.visit.session)

    @task
    def ask(self) -> None:
        """Ask for a page; a page that leads elsewhere or is refused counts as a failure."""
        names = list(ASKED)
        name = self.rng.choices(names, [WEIGHTS.get(one, 1) for one in names])[0]
        address = ASKED[name](self.visit, self.rng)
        asked = {"name": name, "allow_redirects": False, "catch_response": True}
        headers = {"HX-Target": "search-hits"} if name.startswith("search") else {}
        with self.client.get(address, headers=headers, **asked) as answer:
            if answer.status_code != 200:
                answer.failure(f"{answer.status_code} {address}")
