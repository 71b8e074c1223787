"""Erasing an account at somebody's request that did not come through the account itself."""

from pydantic import Field

from functions.operate.usecase import Answer, Request, UseCase, Write
from shared.domain.accounts.erasure import KEPT_BY_LAW, Person, erasure_of
from shared.platform.configuration.signing_settings import MarkSettings
from shared.platform.deliveries import work
from shared.platform.errors import PermanentError
from shared.platform.ports import Platform
from shared.store import audit
from shared.store.accounts import erasures, personal


class PlanErasure(Request):
    """What an erasure would take away."""

    email: str = Field(min_length=3, max_length=320)


class ErasurePlan(Answer):
    """Rows by table, objects, customers at Stripe; `kept` is what stays by law, and where."""

    rows: dict[str, int]
    customers: int
    kept: tuple[str, ...]


class EraseSubscriber(Write):
    """Erase an account. The act has a reason, which names nobody."""

    email: str = Field(min_length=3, max_length=320)


class ErasureBegun(Answer):
    """The erasure's id, by which it is named from now on."""

    erasure: str


async def _plan(platform: Platform, request: PlanErasure) -> ErasurePlan:
    person = await _person(platform, request.email)
    found = await personal.everything(platform.db, person)
    counts = {table: len(rows) for table, rows in found.items() if rows}
    return ErasurePlan(rows=counts, customers=len(person.customers), kept=KEPT_BY_LAW)


async def _erase(platform: Platform, request: EraseSubscriber) -> ErasureBegun:
    person = await _person(platform, request.email)
    now = platform.clock.now()
    key = MarkSettings.read(platform.env).key
    id = erasure_of(person.user)
    # The audit names the erasure alone: the account is about to be nobody's.
    said = audit.record(request.act, "erase", f"erasure/{id}", {}, {"asked": True}, now)
    await platform.db.batch([*erasures.asked(person, request.act.id, key, now), said])
    await work.send(platform, [("peptalk-stripe-events", erasures.message_of(id).encode())])
    return ErasureBegun(erasure=id)


async def _person(platform: Platform, email: str) -> Person:
    person = await erasures.by_address(platform.db, email.strip())
    if person is None:
        raise PermanentError(f"nobody has the address {email}; what was erased is found by nobody")
    return person


PLAN = UseCase("subscribers.plan-erasure", PlanErasure, ErasurePlan, _plan)
ERASE = UseCase("subscribers.erase", EraseSubscriber, ErasureBegun, _erase)

CASES = (PLAN, ERASE)
