"""Mail as operators see it: what became of each, and announcements to all readers, page by page."""

from typing import Annotated, Literal

from pydantic import Field

from functions.operate.usecase import Answer, Request, UseCase, Write
from shared.domain.accounts.subscription import instant
from shared.domain.instants import moment, stamp
from shared.domain.mailing.mail import MailKind, NewMail, new_mail
from shared.domain.mailing.mail_address import checked
from shared.platform.errors import PermanentError
from shared.platform.ports import Platform
from shared.store import audit
from shared.store.mailing import announcements, mails, suppressions
from shared.store.mailing.announcements import NewAnnouncement
from shared.store.mailing.mails import State, StoredMail
from shared.store.mailing.suppressions import Suppression

AT_ONCE = 200
"""Readers that one request writes to: two statements' JSON is far below what D1 takes."""

Subject = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[^\x00-\x1f\x7f]+$")]
Body = Annotated[str, Field(min_length=1, max_length=20_000)]
Kind = Literal["maintenance", "incident"]


class ListMails(Request):
    """The newest mails, of a kind or in a state."""

    kind: MailKind | None = None
    state: State | None = None
    limit: int = Field(default=50, ge=1, le=500)


class MailList(Answer):
    """The newest first."""

    mails: tuple[StoredMail, ...]


class ShowMail(Request):
    """One mail."""

    id: str = Field(pattern=r"^mail_[0-9a-f]{32}$")


class PlanAnnouncement(Request):
    """What an announcement would come to."""

    kind: Kind
    subject: Subject
    body: Body
    until: str


class AnnouncementPlan(Answer):
    """The announcement's id, its end, and how many readers it would go to."""

    id: str
    not_after: str
    readers: int


class Announce(Write):
    """Ask for an announcement's mails to the next readers, from behind the one whose id is `after`."""

    kind: Kind
    subject: Subject
    body: Body
    until: str
    after: str = Field(default="", max_length=100)


class Announced(Answer):
    """How many mails were asked for; `after` is where the next request goes on, None once all readers had their turn.
    `left_out` have an address that nobody can write to."""

    id: str
    asked: int
    left_out: int
    after: str | None


class LiftSuppression(Write):
    """Have an address of an account get mail again. The act has a reason."""

    email: str = Field(min_length=3, max_length=320)


class Lifted(Answer):
    """Why it got none. What a write answers is kept for a while, so it names nobody."""

    reason: str


async def _list(platform: Platform, request: ListMails) -> MailList:
    found = await mails.listed(platform.db, kind=request.kind, state=request.state, count=request.limit)
    return MailList(mails=tuple(found))


async def _show(platform: Platform, request: ShowMail) -> StoredMail:
    found = await mails.by_id(platform.db, request.id)
    if found is None:
        raise PermanentError(
            f"there is no mail {request.id}, or none any more; `peptalk mail list` shows what there is"
        )
    return found


async def _plan(platform: Platform, request: PlanAnnouncement) -> AnnouncementPlan:
    told = _told(platform, request)
    return AnnouncementPlan(id=told.id, not_after=told.not_after, readers=await mails.how_many_readers(platform.db))


async def _announce(platform: Platform, request: Announce) -> Announced:
    told, now = _told(platform, request), platform.clock.now()
    found = await mails.readers(platform.db, request.after, AT_ONCE)
    asked: list[NewMail] = []
    for each in found:
        try:
            asked.append(
                new_mail(
                    MailKind(told.kind),
                    each.address,
                    user_id=each.id,
                    about={"announcement": told.id},
                    not_after=moment(told.not_after),
                    once=(told.id, each.id),
                )
            )
        except ValueError:
            continue
    said = audit.record(
        request.act, "announce", f"announcement/{told.id}", {"after": request.after}, {"asked": len(asked)}, now
    )
    await platform.db.batch([announcements.make(told, request.act, now), *mails.request(asked, now), said])
    await mails.send(platform, asked)
    after = found[-1].id if len(found) == AT_ONCE else None
    return Announced(id=told.id, asked=len(asked), left_out=len(found) - len(asked), after=after)


async def _lift(platform: Platform, request: LiftSuppression) -> Lifted:
    if not (request.act.reason or "").strip():
        raise PermanentError("say why: an address that mail came back from has a reason to get it again")
    try:
        address = checked(request.email)
    except ValueError as exc:
        raise PermanentError(f"{request.email!r} is no address: {exc}") from exc
    found: Suppression | None = await suppressions.of_address(platform.db, address)
    if found is None:
        raise PermanentError(
            f"nothing keeps mail from an account with the address {address}; `peptalk mail list` says why none was sent"
        )
    now = platform.clock.now()
    said = audit.record(
        request.act, "lift", "suppression", {"reason": found.reason, "cause": found.cause}, {"reason": None}, now
    )
    await platform.db.batch([suppressions.lift_address(address), said])
    return Lifted(reason=found.reason)


def _told(platform: Platform, request: PlanAnnouncement | Announce) -> NewAnnouncement:
    until = instant(request.until)
    if until is None or until <= platform.clock.now():
        raise PermanentError(f"{request.until!r} is no instant ahead; write it as 2027-01-31, or 2027-01-31T12:00:00Z")
    return NewAnnouncement(kind=request.kind, subject=request.subject, body=request.body, not_after=stamp(until))


LIST = UseCase("mail.list", ListMails, MailList, _list)
SHOW = UseCase("mail.show", ShowMail, StoredMail, _show)
PLAN = UseCase("mail.plan", PlanAnnouncement, AnnouncementPlan, _plan)
ANNOUNCE = UseCase("mail.announce", Announce, Announced, _announce)
LIFT = UseCase("mail.lift", LiftSuppression, Lifted, _lift)

CASES = (LIST, SHOW, PLAN, ANNOUNCE, LIFT)
