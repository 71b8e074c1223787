"""The embedded platform: the same functions on one machine, on SQLite, a folder and the broker of our own."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from infra.local.buckets.bucket import FolderBucket
from infra.local.checkout.workers import PATH_VARIABLE, Entry, Worker, read_workers
from infra.local.machine.clock import VARIABLE, clock_of
from infra.local.machine.entropy import SystemEntropy
from infra.local.machine.home import Home
from infra.local.machine.project import FUNCTIONS, SEARCH_MIGRATIONS
from infra.local.machine.signing import with_signing_key
from infra.local.network.http import HttpxHttp
from infra.local.network.mailing import mailer_of
from infra.local.queues.broker import Broker
from infra.local.queues.chaos import chaos_of
from infra.local.sqlite.database import SQLiteDatabase
from infra.local.sqlite.migrate import apply
from infra.local.triggers.consuming import Consumers, Handler, Until
from infra.local.triggers.cron import Cron, Trigger
from infra.local.triggers.web import TRACE_SCOPE, App, Mount, serve
from queues.topology import QUEUES, Queue
from shared.domain.instants import stamp
from shared.platform.deliveries import work
from shared.platform.errors import PepTalkError
from shared.platform.log import Log
from shared.platform.outages import breakers
from shared.platform.ports import Batch, Clock, Entropy, Http, Platform, Tick
from shared.store.billing import subscriptions
from shared.store.spending import batches

OURS = ("PEPTALK_", "NCBI_", "ANTHROPIC_", "OPENAI_", "STRIPE_", "RESEND_")
"""Environment variables that start so reach the functions."""

LEASE_SECONDS = 960
"""How long a claim outlives its holder: more than the longest invocation's 900 seconds."""


Around = Callable[[Platform], Platform]
"""Wraps the ports of each platform that a function is given."""


def as_it_is(platform: Platform) -> Platform:
    """No wrapping."""
    return platform


_MAILERS = frozenset({"mail", "billing"})
"""Functions with a carrier of mail: who sends it, and who erases what is left of it."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """The platform of one process, open. `db`, `files` and `broker` are for commands."""

    home: Home
    db: SQLiteDatabase
    search: SQLiteDatabase
    files: FolderBucket
    broker: Broker
    http: Http
    clock: Clock
    entropy: Entropy
    log: Log
    workers: Mapping[str, Worker]
    env: Mapping[str, str]
    around: Around
    loaded: dict[tuple[str, Entry], Any] = field(default_factory=dict[tuple[str, Entry], Any])
    """What was imported of the functions' handlers so far."""
    served: dict[str, str] = field(default_factory=dict[str, str])
    """Where readers find what is served here, for as long as it is."""

    def platform(self, function: str) -> Platform:
        """The platform of a function: its variables, and producers for the queues that it declares.

        A name that no function has is an operator's command, which may send to every queue.
        """
        worker = self.workers.get(function)
        bare = Platform(
            function=function,
            holder=self.broker.holder,
            db=self.db,
            files=self.files,
            queues={name: self.broker.producer(name) for name in (worker.produces if worker else self.broker.queues)},
            http=self.http,
            clock=self.clock,
            entropy=self.entropy,
            log=self.log,
            env={**(worker.vars if worker else {}), **self.served, **self.env},
            lease_seconds=LEASE_SECONDS,
            search=self.search,
            mailer=mailer_of(self.env, self.home.mail, self.clock) if function in _MAILERS else None,
        )
        return self.around(bare)

    def others_consuming(self) -> bool:
        """Whether another living process consumes the queues of this home."""
        return self.broker.holders.others_consuming()

    async def consume(self, until: Until | None = None) -> None:
        """Run the consumers of all queues until `until` says so, or until cancelled.

        Functions that waited for an operator's setting start again: the operator has started us.

        Raises:
            ConfigurationError: a function that consumes a queue has no `queue` in its handler.py.
        """
        handlers: dict[str, Handler] = {}
        for worker in self.workers.values():
            if worker.consumes:
                worker.check("queue")
            handlers |= {queue: partial(self._queue, worker) for queue in worker.consumes}
        await breakers.resume_functions(self.platform("consumers"))
        await Consumers(self.broker, handlers, self.lapse, self.release, self.log).run(until)

    async def cron(self) -> None:
        """Fire the cron triggers until cancelled; the latest slot that was missed comes first.

        Raises:
            ConfigurationError: a cron cannot be read, or its function has no `scheduled` in its handler.py.
        """
        triggers: list[Trigger] = []
        for worker in self.workers.values():
            if worker.crons:
                worker.check("scheduled")
            triggers += [Trigger.of(worker.function, cron) for cron in worker.crons]
        await Cron(self.broker, triggers, self._scheduled, self.lapse, self.clock, self.log).run()

    @asynccontextmanager
    async def web(self, host: str, port: int) -> AsyncGenerator[str]:
        """Serve the HTTP functions while the context is open; it gives the URL, which is also the origin that links and
        cookies are made for, unless PEPTALK_ORIGIN says another. Port 0 takes a free one.

        Raises:
            ConfigurationError: the port is in use, or a function has no `app` in its handler.py.
        """
        mounts = [Mount(worker.paths, partial(self._app, worker)) for worker in self.workers.values() if worker.paths]
        async with serve(mounts, host, port, self.entropy, self.log) as url:
            self.served["PEPTALK_ORIGIN"] = url
            try:
                yield url
            finally:
                self.served.clear()

    async def lapse(self, holder: str) -> None:
        """Let the claims of a holder that is gone be taken at once."""
        lapsed = work.SQL("lapse", holder=holder, now=stamp(self.clock.now()))
        left = batches.SQL("lapse", holder=holder, now=stamp(self.clock.now()))
        leases = subscriptions.SQL("lapse", holder=holder, now=stamp(self.clock.now()))
        await self.db.batch([lapsed, left, leases, breakers.SQL("give_up_probes", holder=holder)])

    async def release(self) -> None:
        """Let go of this process's own claims, whose handlers were stopped; that is no death."""
        released = work.SQL("release", holder=self.broker.holder)
        # Where it cannot be written, whoever finds this process gone does it.
        with suppress(PepTalkError):
            left = batches.SQL("lapse", holder=self.broker.holder, now=stamp(self.clock.now()))
            leases = subscriptions.SQL("lapse", holder=self.broker.holder, now=stamp(self.clock.now()))
            await self.db.batch([released, left, leases, breakers.SQL("give_up_probes", holder=self.broker.holder)])

    async def _queue(self, worker: Worker, batch: Batch) -> None:
        handler: Callable[[Batch, Platform], Awaitable[None]] = await self._handler(worker, "queue")
        await handler(batch, self.platform(worker.function))

    async def _scheduled(self, function: str, tick: Tick) -> None:
        worker = self.workers[function]
        handler: Callable[[Tick, Platform], Awaitable[None]] = await self._handler(worker, "scheduled")
        await handler(tick, self.platform(function))

    async def _handler(self, worker: Worker, entry: Entry) -> Any:
        """The handler; importing it the first time may take seconds, so that is left to a thread."""
        if (handler := self.loaded.get((worker.function, entry))) is None:
            handler = await asyncio.to_thread(worker.load, entry)
            self.loaded[worker.function, entry] = handler
        return handler

    def _app(self, worker: Worker) -> App:
        served, platform = dict(self.served), self.platform(worker.function)

        def platform_of(scope: Mapping[str, Any]) -> Platform:
            nonlocal served, platform
            if served != self.served:
                served, platform = dict(self.served), self.platform(worker.function)
            return platform.saying(trace_id=scope[TRACE_SCOPE])

        return worker.load("app")(platform_of)


@asynccontextmanager
async def open_embedded(
    home: Home,
    env: Mapping[str, str],
    *,
    sink: Callable[[str], None],
    functions: Path = FUNCTIONS,
    queues: Mapping[str, Queue] = QUEUES,
    clock: Clock | None = None,
    around: Around = as_it_is,
    make_broker: Callable[[Home, Clock, Entropy, Mapping[str, Queue]], Broker] = Broker,
) -> AsyncGenerator[Embedded]:
    """The embedded platform on a home: created and migrated where it has to be, closed at the end.

    `sink` is given each line of the log. Of `env`, names that start with one of `OURS` reach the functions and win
    over the variables of their wrangler.toml; where a function is mounted is the wrangler.toml's own. `clock` is the
    system's, as far ahead as PEPTALK_CLOCK_AHEAD says, where none is given.

    Raises:
        ConfigurationError: the home cannot be used, a file in it is of a newer version, a wrangler.toml is wrong, or
            PEPTALK_BROKER_CHAOS or PEPTALK_CLOCK_AHEAD cannot be read, or the signing key is of no use.
    """
    workers = read_workers(functions, queues)
    home.create()
    env = await asyncio.to_thread(with_signing_key, env, home)
    await asyncio.to_thread(apply, home.app_db)
    await asyncio.to_thread(apply, home.search_db, SEARCH_MIGRATIONS)
    clock = clock or clock_of(env)
    entropy = SystemEntropy()
    chaos = chaos_of(env, entropy)
    async with AsyncExitStack() as closing:
        http = HttpxHttp()
        closing.push_async_callback(http.close)
        db = SQLiteDatabase(home.app_db)
        closing.push_async_callback(db.close)
        search = SQLiteDatabase(home.search_db)
        closing.push_async_callback(search.close)
        broker = await asyncio.to_thread(make_broker, home, clock, entropy, queues)
        closing.push_async_callback(broker.close)
        broker.chaos = chaos
        opened = Embedded(
            home=home,
            db=db,
            search=search,
            files=FolderBucket(home.bucket, clock),
            broker=broker,
            http=http,
            clock=clock,
            entropy=entropy,
            log=Log(sink, clock.now),
            workers=workers,
            env={name: value for name, value in env.items() if name.startswith(OURS) and name != PATH_VARIABLE},
            around=around,
        )
        if chaos is not None:
            opened.log.warning("broker_chaos", switches=str(chaos))
        if env.get(VARIABLE):
            opened.log.warning("clock_ahead", ahead=env[VARIABLE])
        # First of all at the end: claims of work that was cancelled are free before its messages come again.
        closing.push_async_callback(opened.release)
        yield opened
