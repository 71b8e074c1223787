"""Tells readers what is new of what they follow, a page of readers a delivery; each page asks for the next.

One mail for each reader, peptide and version; one for each reader and notice; one for each reader and week: a mail's id
is made of these, so that whatever is delivered twice asks for it once. Alerts and digests are for those who may read
what they lead to; a notice that a page rested on a retracted study reaches everybody who follows the page.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from functions.notify.settings import NotifySettings
from queues.messages import NoticeIssued, NotifyMessage, VersionPublished, WeekEnded
from shared.domain.accounts.reader import entitled
from shared.domain.accounts.saved import Alert, matches
from shared.domain.canonical import trace_of
from shared.domain.mailing.mail import MailKind, NewMail, new_mail
from shared.platform.deliveries import work
from shared.platform.deliveries.consumer import consume
from shared.platform.deliveries.work import Outcome
from shared.platform.errors import PermanentError
from shared.platform.ports import Batch, Platform, Tick
from shared.store.mailing import following, mails
from shared.store.mailing.following import Follower, Page, Published

READERS_A_PAGE = 100

AT_ONCE_FOR = timedelta(days=2)
DIGEST_FOR = timedelta(days=5)
NOTICE_FOR = timedelta(days=14)
"""How long a mail may wait before it is not worth sending any more."""


async def queue(batch: Batch, platform: Platform) -> None:
    """Settle a batch of `peptalk-notify`."""
    await consume(batch, NotifyMessage, handle, platform)


async def scheduled(tick: Tick, platform: Platform) -> None:
    """Every Monday: ask for the digests of the week that ended. Asked again, it is the same work."""
    ended = tick.scheduled.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    week = (ended - following.WEEK).strftime("%Y-%m-%d")
    message = WeekEnded(week=week, trace_id=trace_of("week", week))
    await platform.db.run(work.enqueue([message], platform.clock.now()))
    await work.send(platform, [("peptalk-notify", message.encode())])


async def handle(job: NotifyMessage, platform: Platform) -> Outcome:
    """The mails to one page of readers, and the message that asks for the next page.

    Raises:
        PermanentError: the message asks for something that is not known here, or for a notice that does not exist.
    """
    match job:
        case VersionPublished():
            return await _published(job, platform)
        case NoticeIssued():
            return await _issued(job, platform)
        case WeekEnded():
            return await _ended(job, platform)
        case _:
            raise PermanentError(f"notify does not know what {job.kind} asks for")


async def _published(job: VersionPublished, platform: Platform) -> Outcome:
    version = await following.version(platform.db, job.slug, job.version)
    if version is None:
        # A later version has its own message, what was withdrawn is told of by its notice, and what only looks
        # otherwise (a new template) is no news.
        platform.log.info("alert_overtaken", slug=job.slug, version=job.version)
        return Outcome()
    page = await following.of_peptide(platform.db, job.slug, Alert.AT_ONCE, job.cursor, READERS_A_PAGE)
    about = {"versions": [{"slug": job.slug, "version": job.version}]}
    asked: list[NewMail] = []
    for each in _entitled(page.followers, platform):
        if _wants(each, version, Alert.AT_ONCE):
            asked += _mail(MailKind.EVIDENCE_ALERT, each, about, AT_ONCE_FOR, [job.slug, str(job.version)], platform)
    return _outcome(job, page, asked, platform)


async def _issued(job: NoticeIssued, platform: Platform) -> Outcome:
    notice = await following.notice(platform.db, job.notice)
    if notice is None:
        raise PermanentError(f"there is no notice {job.notice}")
    page = await following.of_page(platform.db, notice.slug, job.cursor, READERS_A_PAGE)
    about = {"notice": job.notice}
    asked: list[NewMail] = []
    for each in page.followers:
        asked += _mail(MailKind.CORRECTION, each, about, NOTICE_FOR, [job.notice], platform)
    sent = [] if page.next else [following.notice_sent(job.notice, platform.clock.now())]
    outcome = _outcome(job, page, asked, platform)
    return Outcome(writes=[*outcome.writes, *sent], messages=outcome.messages)


async def _ended(job: WeekEnded, platform: Platform) -> Outcome:
    begun = datetime.fromisoformat(job.week).replace(tzinfo=UTC)
    versions = await following.of_week(platform.db, begun)
    if not versions:
        return Outcome()
    page = await following.of_alert(platform.db, Alert.WEEKLY, job.cursor, READERS_A_PAGE)
    asked: list[NewMail] = []
    for each in _entitled(page.followers, platform):
        wanted = [{"slug": one.slug, "version": one.version} for one in versions if _wants(each, one, Alert.WEEKLY)]
        if wanted:
            about = {"week": job.week, "versions": wanted}
            asked += _mail(MailKind.WEEKLY_DIGEST, each, about, DIGEST_FOR, [job.week], platform)
    return _outcome(job, page, asked, platform)


def _wants(follower: Follower, version: Published, alert: Alert) -> bool:
    """What was said of the peptide itself goes before what was said of a search that finds it."""
    own = follower.peptides.get(version.slug)
    if own is not None:
        return own is alert
    return any(kept is alert and matches(query, version.found) for query, kept in follower.searches)


def _entitled(followers: Iterable[Follower], platform: Platform) -> list[Follower]:
    settings = NotifySettings.read(platform.env)
    now = platform.clock.now()
    return [
        each
        for each in followers
        if entitled(
            settings.PEPTALK_ACCESS,
            now,
            user=each.id,
            invited=each.invited_at is not None,
            subscriptions=each.subscriptions,
            policy=settings.policy,
        ).granted
    ]


def _mail(
    kind: MailKind,
    to: Follower,
    about: Mapping[str, Any],
    good_for: timedelta,
    once: Sequence[str],
    platform: Platform,
) -> list[NewMail]:
    not_after = platform.clock.now() + good_for
    try:
        return [new_mail(kind, to.email, user_id=to.id, about=about, not_after=not_after, once=[to.id, *once])]
    except ValueError as exc:
        # Typed by an operator; the other readers of the page do not wait for it.
        platform.log.warning("address_unusable", kind=kind.value, reason=str(exc))
        return []


def _outcome(job: NotifyMessage, page: Page, asked: Sequence[NewMail], platform: Platform) -> Outcome:
    """The mails' own messages go with the work's: the loop sends them once all of it has committed."""
    platform.log.info("readers_told", kind=job.kind, count=len(asked), readers=len(page.followers))
    further = [job.at(page.next)] if page.next is not None else []
    messages = [*map(mails.message_of, asked), *further]
    return Outcome(writes=mails.request(asked, platform.clock.now()), messages=messages)
