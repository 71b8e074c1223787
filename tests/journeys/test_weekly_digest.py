"""A reader follows a peptide by the week: one mail for the week, its one-click header, and no mail the week after.

All over the embedded platform: the API, notify's cron, the consumers of notify and mail, and the folder of mails.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import httpx
from invented.editions import asked, catalog, edition
from invented.factories import SLUG, peptide
from rigs.signed_in import COOKIE, sign_in

from functions.notify.handler import scheduled
from functions.render.handler import handle
from infra.local.machine.home import Home
from infra.local.platform.embedded import Embedded, open_embedded
from shared.platform.ports import Statement, Tick

WEDNESDAY = datetime(2026, 11, 25, 12, tzinfo=UTC)
WEEK = timedelta(days=7)


@dataclass
class Moved:
    """The machine's clock, set to begin at another instant."""

    ahead: timedelta = field(default_factory=lambda: WEDNESDAY - datetime.now(UTC))

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


async def publish(embedded: Embedded, number: int) -> None:
    """A version of the sample's page, as render publishes it; whom it tells at once is left aside."""
    render = embedded.platform("render")
    outcome = await handle(await asked(render, edition(more=number), f"run-{number}"), render)
    await embedded.db.batch(outcome.writes)


async def monday(embedded: Embedded, at: datetime) -> None:
    """Notify's cron, and all the work that comes of it."""
    await scheduled(Tick("0 6 * * 1", at), embedded.platform("notify"))

    async def done() -> bool:
        open = "SELECT 1 FROM work WHERE state NOT IN ('done', 'dead') AND stage IN ('notify', 'mail')"
        return not await embedded.db.all(Statement(open))

    await asyncio.wait_for(embedded.consume(done), 30)


def mails(home: Home) -> list[EmailMessage]:
    found = sorted(home.mail.glob("*.eml")) if home.mail.is_dir() else []
    return [message_from_bytes(each.read_bytes(), policy=default) for each in found]


async def test_a_digest_comes_once_and_its_one_click_ends_it(tmp_path: Path) -> None:
    home, clock = Home(tmp_path / "home"), Moved()
    async with (
        open_embedded(home, {}, sink=lambda line: None, clock=clock) as embedded,
        embedded.web("127.0.0.1", 0) as url,
        httpx.AsyncClient(base_url=url, timeout=10) as program,
        httpx.AsyncClient(base_url=url, timeout=10, headers={"origin": url}) as browser,
    ):
        await catalog(embedded.db, clock.now(), peptide(sample=True))
        await publish(embedded, 0)
        for address in ("ada@example.com", "bob@example.com"):
            browser.cookies.set(COOKIE, await sign_in(embedded.platform("api"), address))
            followed = await browser.put(f"/api/account/saved/{SLUG}", json={"alert": "weekly"})
            assert followed.status_code == 200

        clock.ahead += WEEK
        await monday(embedded, datetime(2026, 11, 30, 6, tzinfo=UTC))
        first = mails(home)
        await monday(embedded, datetime(2026, 11, 30, 6, 5, tzinfo=UTC))
        again = mails(home)
        (letter,) = [each for each in first if each["to"] == "ada@example.com"]
        link = letter["list-unsubscribe"].strip("<>")
        # As a mail program does: without cookie and Origin (RFC 8058).
        one_click = await program.post(link, data={"List-Unsubscribe": "One-Click"})
        await publish(embedded, 1)
        clock.ahead += WEEK
        await monday(embedded, datetime(2026, 12, 7, 6, tzinfo=UTC))
        later = mails(home)

    assert sorted(each["to"] for each in first) == ["ada@example.com", "bob@example.com"]
    assert len(again) == 2
    assert letter["subject"] == "What changed in the week of 23 November 2026"
    assert letter["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"
    assert link.startswith(f"{url}/unsubscribe?")
    assert one_click.status_code == 200
    week_after = [each for each in later if each["subject"] == "What changed in the week of 30 November 2026"]
    assert [each["to"] for each in week_after] == ["bob@example.com"]
    assert len(later) == 3
