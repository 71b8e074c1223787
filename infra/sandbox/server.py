"""The sandbox: all stand-ins on one loopback port."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import AsyncGenerator, Mapping
from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import JSONResponse, Response

from infra.sandbox.bookings import Booked, Booking, Bookings, Intervene, Spoil
from infra.sandbox.certificate import Certificate
from infra.sandbox.faults import schedule
from infra.sandbox.faults.schedule import Faults
from infra.sandbox.literature import clinicaltrials, crossref, ncbi
from infra.sandbox.literature.corpus import Corpus
from infra.sandbox.literature.registrations import Registrations
from infra.sandbox.mail import routes as mail
from infra.sandbox.mail.box import SECRET, Box
from infra.sandbox.models import anthropic, openai
from infra.sandbox.models.bills import Bill, Bills
from infra.sandbox.models.message_batches import MessageBatches
from infra.sandbox.serving import served
from infra.sandbox.stripe import routes as stripe
from infra.sandbox.stripe import sample
from infra.sandbox.stripe.account import Account
from infra.sandbox.stripe.work import Worker, working

_KEY = "sandbox"


class Sandbox:
    """A running sandbox."""

    def __init__(
        self,
        corpus: Corpus,
        bookings: Bookings,
        batches: MessageBatches,
        stripe: Worker,
        mails: Box,
        port: int,
        tls: Certificate | None = None,
    ) -> None:
        self.corpus = corpus
        self.batches = batches
        self.stripe = stripe
        self.mails = mails
        self.port = port
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{port}"
        self._tls = tls
        self._bookings = bookings

    def env(self, *, keys: bool = False) -> dict[str, str]:
        """The variables that make PepTalk talk to this sandbox, and trust it; `keys` adds keys that it accepts."""
        variables = {
            "PEPTALK_NCBI_URL": f"{self.url}{ncbi.PATH}",
            "PEPTALK_CLINICALTRIALS_URL": f"{self.url}{clinicaltrials.PATH}",
            "PEPTALK_CROSSREF_URL": f"{self.url}{crossref.PATH}",
            "PEPTALK_ANTHROPIC_URL": f"{self.url}/anthropic",
            "PEPTALK_OPENAI_URL": f"{self.url}/openai/v1",
            "PEPTALK_STRIPE_URL": f"{self.url}{stripe.PATH}",
            "PEPTALK_MAIL_URL": f"{self.url}{mail.PATH}",
        }
        if self._tls:
            variables |= self._tls.env()
        if keys:
            variables |= {"ANTHROPIC_API_KEY": _KEY, "OPENAI_API_KEY": _KEY, "STRIPE_SECRET_KEY": _KEY}
            variables |= {"RESEND_API_KEY": _KEY, "RESEND_WEBHOOK_SECRET": SECRET}
        return variables

    def bookings(self) -> list[Booking]:
        """Every vendor request received so far, in order."""
        return list(self._bookings.requests)

    def counts(self) -> dict[str, int]:
        """Vendor requests received so far, per vendor."""
        return self._bookings.counts()

    def bills(self) -> list[Bill]:
        """Every answer of a model so far, in order: what it would charge for."""
        self.batches.bills.up_to_date()
        return list(self.batches.bills.made)


@contextlib.asynccontextmanager
async def serve(
    folder: Path,
    port: int = 0,
    latency: float = 0.0,
    intervene: Intervene | None = None,
    faults: Faults | None = None,
    tls: Certificate | None = None,
    batch_seconds: float = 0.0,
    account: Account | None = None,
) -> AsyncGenerator[Sandbox]:
    """Serve the stand-ins over the PubMed XML and the registrations in `folder` on 127.0.0.1; port 0 takes a free one.

    `latency` is how many seconds the models take to answer, `batch_seconds` how many a batch takes. `faults` occur
    where `intervene` lets a request pass; they can be changed while it runs. With `tls` it speaks HTTPS only. Stripe's
    `account` is the sample's, if none is given.

    Raises:
        CorpusError: the folder is missing or holds no record.
        PortTaken: something else listens on the port.
    """
    corpus = await asyncio.to_thread(Corpus.open, folder)
    bookings, bills = Bookings(), Bills()
    batches = MessageBatches(bills, batch_seconds)
    faults = faults or Faults()
    intervening = _first(intervene, faults) if intervene else faults
    account = account or sample.account()
    async with working(account) as worker:
        box = Box()
        routers = [*_routers(corpus, bills, batches, faults), stripe.router(account, worker), mail.router(box)]
        application = Booked(_application(routers, bookings, bills), bookings, latency, intervening)
        async with served(application, port, tls) as taken:
            yield Sandbox(corpus, bookings, batches, worker, box, taken, tls)


def run(
    folder: Path,
    port: int,
    latency: float = 0.0,
    faults: Faults | None = None,
    tls: Certificate | None = None,
    batch_seconds: float = 0.0,
    account: Account | None = None,
) -> int:
    """Serve until Ctrl-C or SIGTERM; prints the variables to stdout, and what the corpus holds to stderr.

    Returns the exit code. Raises as `serve` does.
    """
    return asyncio.run(_run(folder, port, latency, faults or Faults(), tls, batch_seconds, account))


async def _run(
    folder: Path,
    port: int,
    latency: float,
    faults: Faults,
    tls: Certificate | None,
    batch_seconds: float,
    account: Account | None,
) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with serve(
        folder, port, latency, faults=faults, tls=tls, batch_seconds=batch_seconds, account=account
    ) as sandbox:
        for name, value in sandbox.env(keys=True).items():
            sys.stdout.write(f"export {name}={value}\n")
        sys.stdout.flush()
        sys.stderr.write(describe(sandbox.corpus))
        if faults.rules:
            sys.stderr.write(f"\nFaults are set (seed {faults.seed}): {', '.join(map(str, faults.rules))}")
        sys.stderr.write(f"\nThe sandbox listens on {sandbox.url}; Ctrl-C stops it.\n")
        sys.stderr.flush()
        await stop.wait()
    return 0


def describe(corpus: Corpus) -> str:
    """What a corpus holds, in words for an operator."""
    lines = [f"{len(corpus.records)} PubMed records in {corpus.folder}"]
    if corpus.refusals:
        lines.append(f"{len(corpus.refusals)} not served:")
        lines += [f"  {each.path.relative_to(corpus.folder)}: {each.reason}" for each in corpus.refusals]
    return "\n".join(lines)


def _first(intervene: Intervene, faults: Faults) -> Intervene:
    async def first(booking: Booking, headers: Mapping[str, str]) -> Response | Spoil | None:
        return await intervene(booking, headers) or await faults(booking, headers)

    return first


def _routers(corpus: Corpus, bills: Bills, batches: MessageBatches, faults: Faults) -> list[APIRouter]:
    return [
        ncbi.router(corpus),
        clinicaltrials.router(Registrations(corpus.folder)),
        crossref.router(corpus.folder),
        anthropic.router(bills, batches),
        openai.router(bills),
        schedule.router(faults),
    ]


def _application(routers: list[APIRouter], bookings: Bookings, bills: Bills) -> FastAPI:
    application = FastAPI(openapi_url=None)
    for router in routers:
        application.include_router(router)

    @application.get("/sandbox/requests")
    async def requests() -> Response:  # pyright: ignore[reportUnusedFunction]
        return JSONResponse(bookings.describe())

    @application.get("/sandbox/bills")
    async def billed() -> Response:  # pyright: ignore[reportUnusedFunction]
        return JSONResponse(bills.describe())

    return application
