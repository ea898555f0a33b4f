"""The inside of a vote over HTTP: everybody at once at the running system, parts of it killed.

Reads ballots from the standard input, each a line with credential and choices; starts
``quanheng serve``; as many clients as its first argument says post them at the same time, while the
processes for pages are killed as often as the second says. Prints what each client was told.
"""

import json
import random
import sys
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings

from bench.ballots import WRITTEN
from bench.served import Served, Victim

PATIENCE = 120.0
BETWEEN = 8.0
"""Seconds between two kills; the server gives up when its processes die in a quicker row."""
USED = "已经使用过"
RECEIPT = "vote-receipt"


class Clients:
    """Voters who post until they are told that their ballot is in."""

    def __init__(self, port: int, ballots: list[tuple[str, list[str]]], number: int) -> None:
        self.port = port
        self.left = iter(list(enumerate(ballots)))
        self.told: dict[int, str] = {}
        self.tries = 0
        self.lock = threading.Lock()
        self.gate = threading.Barrier(number)
        self.threads = [threading.Thread(target=self._work) for _ in range(number)]

    def run(self) -> Iterator[int]:
        """Post everything; how many are in, now and then."""
        for thread in self.threads:
            thread.start()
        while any(thread.is_alive() for thread in self.threads):
            time.sleep(0.05)
            yield len(self.told)

    def _work(self) -> None:
        self.gate.wait()
        while True:
            with self.lock:
                number, ballot = next(self.left, (-1, ("", [])))
            if number < 0:
                return
            self._insist(number, *ballot)

    def _insist(self, number: int, credential: str, choices: list[str]) -> None:
        fields = [("code", credential)]
        for choice in choices:
            by_hand = choice.startswith(WRITTEN)
            fields.append(("w-pick", choice[1:]) if by_hand else ("q-pick", choice))
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            said = self._post(urlencode(fields))
            if said:
                self.told[number] = said
                return
            with self.lock:
                self.tries += 1
            time.sleep(random.uniform(0.05, 0.5))
        self.told[number] = "gave up"

    def _post(self, body: str) -> str:
        """``receipt``, ``used``, a strange status, or nothing when the line was cut."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request(
                "POST", "/vote/cast", body, {"Content-Type": "application/x-www-form-urlencoded"}
            )
            answer = line.getresponse()
            text = answer.read().decode()
        except (OSError, HTTPException):
            return ""
        finally:
            line.close()
        if answer.status == 200 and RECEIPT in text:
            return "receipt"
        return "used" if answer.status == 422 and USED in text else f"{answer.status}"


def main(clients: int, kills: int) -> None:
    """Serve, post, kill; print what was told."""
    ballots = [tuple(json.loads(line)) for line in sys.stdin]
    served = Served(Path(settings.DATA) / "served.log")
    served.start()
    began, killed = time.monotonic(), 0
    last = began - BETWEEN
    crowd = Clients(served.port, ballots, min(clients, len(ballots)))
    for in_now in crowd.run():
        rested = time.monotonic() - last > BETWEEN
        if rested and killed < kills and in_now > len(ballots) * (killed + 1) // (kills + 2):
            served.kill(Victim.PAGES)
            served.wait()
            killed, last = killed + 1, time.monotonic()
    seconds = time.monotonic() - began
    served.kill(Victim.ALL)
    said = [crowd.told[number] for number in range(len(ballots))]
    told = {"told": said, "killed": killed, "tries": crowd.tries, "seconds": seconds}
    print(json.dumps(told))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
