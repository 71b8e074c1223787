"""A town of processes for one reader's money: PepTalk, Stripe's stand-in, commands, and a browser of plain HTTP."""

import email
import re
import signal
import socket
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import httpx

from rigs.ready import Begun, Ready
from rigs.shell import Done, Shell

LONGEST = 60.0
EVERY = 0.03
PDF = "/api/peptides/exemplin-12/pdf"
GOOD_CARD = "4242424242424242"
SIGN_IN = "Sign in to PepTalk"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def until(found: Callable[[], Any], what: str) -> Any:
    """What `found` gives as soon as it gives anything, while nobody has to answer yet."""
    ends = time.monotonic() + LONGEST
    while time.monotonic() < ends:
        try:
            if value := found():
                return value
        except httpx.TransportError:
            pass
        time.sleep(EVERY)
    raise AssertionError(f"{what}: not within {LONGEST:g} seconds")


@dataclass
class Town:
    """Everything that runs. `said` is where `peptalk up` writes what it says."""

    said: Path
    shell: Shell
    ready: Ready
    port: int
    stripe: httpx.Client
    running: list[Begun] = field(default_factory=list[Begun])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def run(self, *arguments: str, home: Path | None = None) -> Done:
        """A command that has to succeed, in whole or in part."""
        done = self.shell(*arguments, PEPTALK_HOME=str(home or self.shell.home))
        assert done.code in (0, 3), (arguments, done.err)
        return done

    def stripes(self, *arguments: str) -> Done:
        return self.run("sandbox", "stripe", *arguments)

    def up(self, ahead: str = "0s") -> None:
        """`peptalk up`, so far ahead of the machine's clock, once it answers; so are commands from then on."""
        self.shell.env["PEPTALK_CLOCK_AHEAD"] = ahead
        env = self.shell.environment({})
        self.running.append(
            self.ready.begin(["up", "--port", str(self.port)], env, self.said / "out", self.said / "err")
        )
        with httpx.Client(base_url=self.url) as web:
            until(lambda: web.get("/livez").status_code == 200, "peptalk up")

    def down(self) -> int:
        """End it as Ctrl-C's neighbour does, and say how it ended."""
        begun = self.running.pop()
        begun.kill(signal.SIGTERM)
        return begun.ended(30)

    def later(self, duration: str, ahead: str) -> None:
        """Let time pass everywhere: Stripe's deliveries of it wait until PepTalk is there too."""
        self.stripes("settings", "held=true")
        self.stripes("advance", duration)
        self.down()
        self.up(ahead)
        self.stripes("settings", "held=false")

    def objects(self, path: str) -> list[dict[str, Any]]:
        """All of a kind that Stripe has."""
        answer = self.stripe.get(f"/stripe/v1/{path}", params={"limit": 100})
        answer.raise_for_status()
        return answer.json()["data"]


@contextmanager
def town(folder: Path, ready: Ready, corpus: Path) -> Generator[Town]:
    """The stand-ins, and a home that they are configured for; nothing of PepTalk's runs yet."""
    said, stand_in = folder / "said", folder / "sandbox"
    said.mkdir()
    stand_in.mkdir()
    port, other = free_port(), free_port()
    shell = Shell(folder / "home", {}, ready)
    vendors = ready.begin(
        ["sandbox", "--port", str(other), "--corpus", str(corpus)],
        shell.environment({}),
        stand_in / "out",
        stand_in / "err",
    )
    with httpx.Client(base_url=f"http://127.0.0.1:{other}", timeout=30) as stripe:
        stripe.headers["authorization"] = "Bearer sandbox"
        try:
            until(lambda: stripe.get("/sandbox/stripe").status_code == 200, "peptalk sandbox")
            printed = [
                line.removeprefix("export ").partition("=") for line in (stand_in / "out").read_text().split("\n")
            ]
            # Without the models' keys: what is published are digests, as is enough for a PDF.
            models = ("ANTHROPIC_API_KEY", "OPENAI_API_KEY")
            shell.env |= {name: value for name, given, value in printed if given and name not in models}
            shell.env |= {
                "PEPTALK_CATALOG": "sample",
                "PEPTALK_ACCESS": "paid",
                "PEPTALK_FREE_PEPTIDES": "-",
                "PEPTALK_RATE_LIMITS": "account=6000",
                "PEPTALK_PRICES": "monthly=price_sandbox,yearly=price_sandbox_year",
                "PEPTALK_BACKUP_URL": str(folder / "vault"),
            }
            here = Town(said, shell, ready, port, stripe)
            listening = here.stripes("listen", f"{here.url}/webhooks/stripe", "--json").json
            shell.env["STRIPE_WEBHOOK_SECRET"] = listening["secret"]
            here.stripes("settings", "signed_by=own")
            try:
                yield here
            finally:
                while here.running:
                    here.down()
        finally:
            vendors.kill(signal.SIGTERM)
            vendors.ended(30)


@dataclass
class Reader:
    """Somebody with a browser and a mailbox."""

    town: Town
    address: str
    browser: httpx.Client
    secrets: list[str] = field(default_factory=list[str])
    """Tokens that signed him in."""

    def mails(self) -> list[EmailMessage]:
        """What came, the oldest first."""
        files = sorted((self.town.shell.home / "mail").glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
        parsed = [email.message_from_bytes(file.read_bytes(), policy=default) for file in files]
        return [each for each in parsed if each["To"] == self.address]

    def subjects(self) -> list[str]:
        return [each["Subject"] for each in self.mails()]

    def sign_in(self) -> None:
        """By the link of the mail that this browser asks for."""
        there = self.subjects().count(SIGN_IN)
        asked = self.browser.post("/sign-in", data={"email": self.address, "next": "/account/subscription"})
        assert asked.status_code == 303, asked.text
        until(lambda: self.subjects().count(SIGN_IN) > there, "the mail of a sign-in")
        body = [each for each in self.mails() if each["Subject"] == SIGN_IN][-1].get_body(("plain",))
        assert body is not None
        link = re.search(rf"{self.town.url}(/sign-in/confirm\?token=(\S+))", body.get_content())
        assert link is not None
        shown = self.browser.get(link[1])
        assert shown.status_code == 200
        signed_in = self.browser.post("/sign-in/confirm", data={"token": link[2]})
        assert signed_in.status_code == 303, signed_in.text
        self.secrets += [link[2], *self.browser.cookies.values()]

    def session(self) -> dict[str, Any]:
        return self.browser.get("/api/session").json()

    def why(self) -> str:
        """Why access stands as it does."""
        return self.session()["access"]["why"]

    def pdf(self) -> tuple[int, str]:
        """What a download comes to: the status, with the file's first bytes or the reason why there is none."""
        answer = self.browser.get(PDF)
        is_json = "json" in answer.headers["content-type"]
        return answer.status_code, answer.json()["why"] if is_json else answer.content[:5].decode("latin-1")

    def subscribe(self) -> str:
        """By Stripe's Checkout page, to which ours leads; the path that it leads back to."""
        sent = self.browser.post("/account/checkout", data={"price": "monthly"})
        page = self._stripes(sent)
        paid = self.town.stripe.post(page, data={"email": self.address, "name": "Nora", "card": GOOD_CARD})
        assert paid.status_code == 303, paid.text
        return paid.headers["location"].removeprefix(self.town.url)

    def pay_in_the_portal(self) -> None:
        """Another card, and the open invoice."""
        page = self._stripes(self.browser.post("/account/portal"))
        changed = self.town.stripe.post(page, data={"action": "card", "card": GOOD_CARD})
        invoice = re.search(r'name="invoice" value="([^"]+)"', self.town.stripe.get(page).text)
        assert invoice is not None
        paid = self.town.stripe.post(page, data={"action": "pay", "invoice": invoice[1]})
        assert (changed.status_code, paid.status_code) == (303, 303), paid.text

    def _stripes(self, sent: httpx.Response) -> str:
        """The path of the page of Stripe's that we were sent to."""
        assert sent.status_code == 303, sent.text
        assert sent.headers["location"].startswith(str(self.town.stripe.base_url))
        return sent.headers["location"].removeprefix(str(self.town.stripe.base_url))


@contextmanager
def reader(town: Town, address: str) -> Generator[Reader]:
    with httpx.Client(base_url=town.url, headers={"origin": town.url}, timeout=20) as browser:
        yield Reader(town, address, browser)
