"""What an operator should know: alerts, one item's life, whether a version holds, whether the database is sound."""

from pydantic import Field

from functions.operate.usecase import Answer, Request, UseCase
from shared.platform.errors import PermanentError
from shared.platform.outages import alerts, breakers
from shared.platform.outages.alerts import Alert
from shared.platform.outages.breakers import Opened
from shared.platform.ports import Platform
from shared.store.evidence import sweeps
from shared.store.operations import health, runs
from shared.store.operations.health import Health
from shared.store.publishing import notices, proofs, versions


class ListAlerts(Request):
    """Open alerts; with `all` settled ones too, the last 200."""

    all: bool = False


class AlertList(Answer):
    """Alerts, newest first, and what is left alone at present."""

    alerts: tuple[Alert, ...]
    breakers: tuple[Opened, ...]


class ShowTrace(Request):
    """One trace id."""

    id: str


class Life(Answer):
    """Everything that one trace left behind, oldest first."""

    trace_id: str
    life: tuple[runs.Moment, ...]


class VerifyVersion(Request):
    """A published version, the current one where none is named."""

    slug: str
    version: int | None = Field(default=None, ge=1)


class VerifyAll(Request):
    """Versions that readers are given, so many at once, of slugs after `after`."""

    after: str = ""
    count: int = Field(default=20, ge=1, le=100)


class VerifiedAll(Answer):
    """A report each; `after` is where the next request begins, None after the last."""

    reports: tuple[proofs.Report, ...]
    after: str | None


class ListNotices(Request):
    """The newest notices, and the last nights' sweeps."""

    count: int = Field(default=50, ge=1, le=500)
    nights: int = Field(default=1, ge=1, le=90)


class NoticeList(Answer):
    """What readers have to be told, newest first, and what sweeps came to, newest night first."""

    notices: tuple[notices.Notice, ...]
    sweeps: tuple[sweeps.Sweep, ...]


class CheckHealth(Request):
    """The database as a whole."""


async def _alerts(platform: Platform, request: ListAlerts) -> AlertList:
    found = await alerts.listed(platform.db, all=request.all)
    return AlertList(alerts=tuple(found), breakers=tuple(await breakers.all_open(platform.db)))


async def _trace(platform: Platform, request: ShowTrace) -> Life:
    life = await runs.life(platform.db, request.id)
    if not life:
        raise PermanentError(
            f"nothing has the trace id {request.id}; `peptalk runs show --json` lists those of a run, as long as its "
            f"details are kept"
        )
    return Life(trace_id=request.id, life=tuple(life))


async def _verify(platform: Platform, request: VerifyVersion) -> proofs.Report:
    return await proofs.verify(platform.db, platform.files, request.slug, request.version)


async def _verify_all(platform: Platform, request: VerifyAll) -> VerifiedAll:
    found = await versions.current_after(platform.db, request.after, request.count)
    reports = [proofs.report(each, (await proofs.examine(platform.files, each))[0]) for each in found]
    return VerifiedAll(reports=tuple(reports), after=found[-1].slug if len(found) == request.count else None)


async def _notices(platform: Platform, request: ListNotices) -> NoticeList:
    return NoticeList(
        notices=tuple(await notices.latest(platform.db, request.count)),
        sweeps=tuple(await sweeps.latest(platform.db, request.nights)),
    )


async def _health(platform: Platform, request: CheckHealth) -> Health:
    del request
    return await health.check(platform.db)


ALERTS = UseCase("alerts.list", ListAlerts, AlertList, _alerts)
TRACE = UseCase("trace.show", ShowTrace, Life, _trace)
VERIFY = UseCase("verify.version", VerifyVersion, proofs.Report, _verify)
VERIFY_ALL = UseCase("verify.all", VerifyAll, VerifiedAll, _verify_all)
NOTICES = UseCase("notices.list", ListNotices, NoticeList, _notices)
HEALTH = UseCase("db.health", CheckHealth, Health, _health)

CASES = (ALERTS, TRACE, VERIFY, VERIFY_ALL, NOTICES, HEALTH)
