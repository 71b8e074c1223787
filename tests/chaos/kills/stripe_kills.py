"""kill -9 while Stripe's events are received, stored, acknowledged and applied; a process of its own, which forks.

Stripe here delivers as the real one: each event again until it is acknowledged, and now and then once more. Each event
makes one subscription known, so whatever is lost or applied twice shows as a number of changes that is not the number
of events. An event at whose work the process died five times is a dead letter; at the end these are replayed, as an
operator would.
"""

import argparse
import asyncio
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
import traceback
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
from vendors.stripe_said import SECRET, dumped, event, signature
from vendors.stripe_vendor import Vendor, subscription

from functions.billing import handler as billing
from functions.webhook import handler as webhook
from infra.local.machine.home import Home
from infra.local.platform.embedded import open_embedded

_SPANS = ((0.0, 0.25), (0.9, 1.4))
"""Seconds after a round's first delivery between which its process is killed: while it receives and stores, and while
it applies, which begins when the queue has waited a second for a whole batch."""


class Stripe(Vendor):
    """Knows every subscription by its id, without being told of it."""

    def _answer(self, target: str) -> tuple[int, dict[str, str], Any]:
        id = target.rpartition("/")[2].partition("?")[0]
        if id.startswith("sub_"):
            return 200, {}, subscription(id)
        return super()._answer(target)


def serve_stripe(write: int) -> None:
    async def run() -> None:
        vendor = Stripe()
        server = await asyncio.start_server(vendor.serve, "127.0.0.1", 0)
        os.write(write, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}\n".encode())
        await server.serve_forever()

    asyncio.run(run())


def serve_peptalk(home: Path, stripe: str, write: int) -> None:
    """The webhook and billing of the embedded platform, until it is killed."""
    env = {"STRIPE_WEBHOOK_SECRET": SECRET, "STRIPE_SECRET_KEY": "key-of-nobody", "PEPTALK_STRIPE_URL": stripe}

    async def run() -> None:
        async with open_embedded(Home(home), env, sink=lambda line: None) as whole:
            ours = {name: whole.workers[name] for name in ("webhook", "billing", "dead_letters")}
            embedded = replace(whole, workers=ours)
            async with embedded.web("127.0.0.1", 0) as url:
                os.write(write, f"{url}\n".encode())
                await embedded.consume()

    asyncio.run(run())


def forked(work: Any, *arguments: Any) -> tuple[int, str]:
    """A child at that work, and the address that it says."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            work(*arguments, write)
        except BaseException:
            traceback.print_exc()
        os._exit(1)
    os.close(write)
    with os.fdopen(read) as said:
        url = said.readline().strip()
    if not url:
        raise RuntimeError("the child ended before it answered")
    return child, url


class Campaign:
    """Events on their way, and what the receiver acknowledged of them."""

    def __init__(self, home: Path, stripe: str, dice: random.Random) -> None:
        self.home, self.stripe, self.dice = home, stripe, dice
        self.made, self.buried, self.acknowledged = 0, 0, set[int]()
        self.stopped = dict[str, int]()

    def round(self, *, kill: bool) -> None:
        child, url = forked(serve_peptalk, self.home, self.stripe)
        self.made += 3 if kill else 0
        waiting = [each for each in range(self.made) if each not in self.acknowledged]
        waiting += self.dice.sample(sorted(self.acknowledged), min(2, len(self.acknowledged)))
        began, at = time.monotonic(), self.dice.uniform(*self.dice.choice(_SPANS))
        try:
            with httpx.Client(timeout=2.0) as sender:
                for number in waiting:
                    if kill and time.monotonic() - began > at:
                        break
                    self._deliver(sender, url, number)
            if kill:
                time.sleep(max(0.0, at - (time.monotonic() - began)))
            else:
                self._settle()
                self._replay()
                self._settle()
        finally:
            if kill:
                self._note()
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)

    def _deliver(self, sender: httpx.Client, url: str, number: int) -> None:
        about = {"object": "subscription", "id": f"sub_{number}", "customer": f"cus_{number}"}
        body = dumped(event(id=f"evt_{number}", data={"object": about}))
        headers = signature(body, int(time.time()))
        with suppress(httpx.HTTPError):
            if sender.post(f"{url}{webhook.PATH}", content=body, headers=headers).status_code == 200:
                self.acknowledged.add(number)

    def _note(self) -> None:
        """What was under way when the process was killed."""
        rows = self._rows("SELECT state, count(*) FROM work WHERE stage = 'billing' AND state <> 'done' GROUP BY state")
        for state, _ in rows or [("nothing", 1)]:
            self.stopped[state] = self.stopped.get(state, 0) + 1

    def _settle(self) -> None:
        """Wait until everything is processed, for as long as there is progress."""
        waiting = (
            "SELECT (SELECT count(*) FROM stripe_events WHERE processed_at IS NULL) "
            "- (SELECT count(*) FROM dead_letters WHERE state = 'open')"
        )
        left, since = self._rows(waiting)[0][0], time.monotonic()
        while left and time.monotonic() - since < 120:
            time.sleep(0.1)
            if (now := self._rows(waiting)[0][0]) != left:
                left, since = now, time.monotonic()

    def _replay(self) -> None:
        self.buried = self._rows("SELECT count(*) FROM dead_letters")[0][0]
        if not self.buried:
            return
        command = ["dlq", "replay", "--all", "--yes", "--reason", "killed five times", "--rate", "20/s"]
        subprocess.run(
            [sys.executable, "-c", "from infra.cli.main import run; run()", *command],
            env={**os.environ, "PEPTALK_HOME": str(self.home)},
            stdout=subprocess.DEVNULL,
            check=True,
        )

    def _rows(self, sql: str) -> list[Any]:
        with closing(sqlite3.connect(self.home / "app.db")) as database:
            return database.execute(sql).fetchall()

    def report(self) -> dict[str, Any]:
        changes = self._rows("SELECT count(*) FROM access_changes")[0][0]
        twice = self._rows("SELECT 1 FROM access_changes GROUP BY subscription HAVING count(*) > 1")
        applied = {row[0] for row in self._rows("SELECT id FROM stripe_events WHERE outcome = 'applied'")}
        return {
            "events": self.made,
            "acknowledged": len(self.acknowledged),
            "lost": sorted(f"evt_{each}" for each in self.acknowledged if f"evt_{each}" not in applied),
            "changes": changes,
            "changed_twice": len(twice),
            "dead_letters": self._rows("SELECT count(*) FROM dead_letters WHERE state = 'open'")[0][0],
            "replayed": self.buried,
            "leases_left": self._rows("SELECT count(*) FROM stripe_leases")[0][0],
            "integrity": self._rows("PRAGMA integrity_check")[0][0],
            "stopped": self.stopped,
        }


def main() -> None:
    given = argparse.ArgumentParser()
    given.add_argument("folder", type=Path)
    given.add_argument("--kills", type=int, required=True)
    given.add_argument("--seed", type=int, required=True)
    asked = given.parse_args()
    assert billing.queue
    stripe, url = forked(serve_stripe)
    try:
        campaign = Campaign(asked.folder / "home", url, random.Random(asked.seed))
        began = time.monotonic()
        for _ in range(asked.kills):
            campaign.round(kill=True)
        campaign.round(kill=False)
        found = {**campaign.report(), "kills": asked.kills, "seed": asked.seed}
        found["seconds"] = round(time.monotonic() - began, 1)
    finally:
        os.kill(stripe, signal.SIGKILL)
        os.waitpid(stripe, 0)
    (asked.folder / "report.json").write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
