"""Who is told of what is new, and how often: once, whatever is delivered twice."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from invented.factories import peptide
from rigs.fakes import HandDelivery

from functions.notify import handler
from queues.messages import NoticeIssued, NotifyMessage, VersionPublished, WeekEnded, decode
from shared.domain.instants import stamp
from shared.platform.ports import Batch, Platform, Statement, Tick
from shared.store.evidence import peptides
from shared.store.mailing.following import boundary

SLUG = "aa"
NOTICE = "n0123456789abcde"
TRACE = "0123456789abcdef"
PUBLISHED = VersionPublished(slug=SLUG, version=1, trace_id=TRACE)
MONDAY = datetime(2026, 11, 30, 6, tzinfo=UTC)


@pytest.fixture
async def notify(as_function: Callable[..., Platform]) -> Platform:
    platform = as_function("notify", PEPTALK_ACCESS="paid")
    now = stamp(platform.clock.now())
    told = {"aliases": (), "conditions": ("Muscle loss",)}
    rows = [peptide(slug=each, name=f"Peptide {each}", **told) for each in ("aa", "bb")]
    await platform.db.batch(peptides.sync(rows, "catalog", platform.clock.now()))
    await platform.db.run(Statement("INSERT INTO artifacts VALUES ('k', 'page', 'aa', 'x', 1, ?1)", (now,)))
    await publish(platform, "aa", 1)
    return platform


async def publish(platform: Platform, slug: str, version: int, *, news: bool = True) -> None:
    changed = json.dumps({"grade_now": "low", "grade_before": "low", "claims_added": ["c1"] if news else []})
    now = stamp(platform.clock.now())
    columns = "slug, version, run_id, trace_id, pack, draft, monograph, storage_key, pdf_key, manifest_key, "
    columns += "content_hash, evidence_grade, changed, approved_by, published_at"
    values = "?1, ?2, 'r', 't', 'p', 'd', 'm', 'k', 'k', 'k', 'h', 'low', ?4, 'automatic', ?3"
    await platform.db.batch(
        [
            Statement(f"INSERT INTO page_versions ({columns}) VALUES ({values})", (slug, version, now, changed)),
            Statement("UPDATE peptides SET current_version = ?2 WHERE slug = ?1", (slug, version)),
        ]
    )


async def reader(platform: Platform, user: str, *, pays: bool = True, **alerts: str) -> None:
    """An account that follows peptides, each with its alert."""
    now = platform.clock.now()
    end = stamp(now + timedelta(days=20))
    statements = [Statement("INSERT INTO users (id, email) VALUES (?1, ?1 || '@example.com')", (user,))]
    if pays:
        sub = "INSERT INTO subscriptions (id, user_id, status, current_period_end, stripe_status, stripe_period_end)"
        statements.append(Statement(f"{sub} VALUES ('sub_' || ?1, ?1, 'active', ?2, 'active', ?2)", (user, end)))
    for slug, alert in alerts.items():
        row = Statement("INSERT INTO saved_peptides VALUES (?1, ?2, ?3, ?4)", (user, slug, alert, stamp(now)))
        statements.append(row)
    await platform.db.batch(statements)


async def searches(platform: Platform, user: str, alert: str, **query: object) -> None:
    values = (f"{user}{alert}", user, json.dumps(query), alert)
    row = "INSERT INTO saved_searches VALUES (?1, ?2, ?1, ?3, ?4, '2026-11-23T12:00:00.000Z')"
    await platform.db.run(Statement(row, values))


async def delivered(platform: Platform, message: NotifyMessage) -> HandDelivery:
    delivery = HandDelivery(message.encode())
    await handler.queue(Batch("peptalk-notify", [delivery]), platform)
    return delivery


async def to_the_end(platform: Platform, message: NotifyMessage) -> int:
    """Deliver the message and each further page that it asks for; how many pages there were."""
    queue = platform.queues["peptalk-notify"]
    queue.bodies.clear()
    await delivered(platform, message)
    pages = 1
    while queue.bodies:
        await delivered(platform, decode(queue.bodies.pop()))
        pages += 1
    return pages


async def mailed(platform: Platform) -> list[tuple[str, str]]:
    rows = await platform.db.all(Statement("SELECT user_id, kind FROM mails ORDER BY user_id, kind"))
    return [(row["user_id"], row["kind"]) for row in rows]


async def test_who_follows_a_page_is_told_of_its_version_at_once_or_not(notify):
    await reader(notify, "u1", aa="at_once")
    await reader(notify, "u2", aa="weekly")
    await reader(notify, "u3", aa="never")
    await reader(notify, "u4", bb="at_once")

    delivery = await delivered(notify, PUBLISHED)

    assert delivery.settled == "acked"
    assert await mailed(notify) == [("u1", "evidence_alert")]
    (row,) = await notify.db.all(Statement("SELECT address, about FROM mails"))
    assert row["address"] == "u1@example.com"
    assert json.loads(row["about"]) == {"versions": [{"slug": "aa", "version": 1}]}
    (body,) = notify.queues["peptalk-mail"].bodies
    assert "u1" not in body


async def test_a_search_that_finds_the_page_tells_of_it_too_and_once(notify):
    await reader(notify, "u1", aa="at_once")
    await searches(notify, "u1", "at_once", q="muscle")
    await reader(notify, "u2")
    await searches(notify, "u2", "at_once", q="muscle", grade=["low"])
    await reader(notify, "u3")
    await searches(notify, "u3", "at_once", q="sleep")
    await reader(notify, "u4")
    await searches(notify, "u4", "weekly", q="muscle")

    await delivered(notify, PUBLISHED)

    assert [user for user, _ in await mailed(notify)] == ["u1", "u2"]


async def test_what_was_said_of_the_peptide_goes_before_a_search_that_finds_it(notify):
    await reader(notify, "u1", aa="never")
    await searches(notify, "u1", "at_once", q="muscle")

    await delivered(notify, PUBLISHED)

    assert await mailed(notify) == []


async def test_who_may_not_read_it_is_not_written_to_but_for_notices(notify):
    await reader(notify, "u1", pays=False, aa="at_once")
    await reader(notify, "u2", pays=False, aa="weekly")
    await notice(notify)

    await delivered(notify, PUBLISHED)
    assert await mailed(notify) == []

    await delivered(notify, NoticeIssued(notice=NOTICE, trace_id=TRACE))
    assert await mailed(notify) == [("u1", "correction"), ("u2", "correction")]


async def test_a_disabled_account_and_an_unusable_address_are_left_out_and_hinder_nobody(notify, lines):
    for user in ("u1", "u2", "u3"):
        await reader(notify, user, aa="at_once")
    await notify.db.run(Statement("UPDATE users SET disabled_at = 'x', disabled_by = 'x' WHERE id = 'u1'"))
    await notify.db.run(Statement("UPDATE users SET email = 'no address' WHERE id = 'u2'"))

    await delivered(notify, PUBLISHED)

    assert [user for user, _ in await mailed(notify)] == ["u3"]
    assert any("address_unusable" in line for line in lines)
    assert not any("no address" in line or "u2" in line for line in lines)


@pytest.mark.parametrize("count", [3, 4, 5])
async def test_readers_come_in_pages_and_nobody_twice_or_never(notify, monkeypatch, count):
    monkeypatch.setattr(handler, "READERS_A_PAGE", 2)
    users = [f"u{number:031x}" for number in range(count)]
    for user in users:
        await reader(notify, user, aa="at_once")

    pages = await to_the_end(notify, PUBLISHED)
    again = await to_the_end(notify, PUBLISHED.replayed())

    assert pages == -(-count // 2)
    assert again >= 1
    assert [user for user, _ in await mailed(notify)] == users


async def test_delivered_twice_or_killed_before_its_end_it_asks_for_each_mail_once(notify):
    await reader(notify, "u1", aa="at_once")
    outcome = await handler.handle(PUBLISHED, notify)
    await notify.db.batch(outcome.writes)

    await delivered(notify, PUBLISHED)
    await delivered(notify, PUBLISHED)

    assert await mailed(notify) == [("u1", "evidence_alert")]
    identities = await notify.db.all(Statement("SELECT identity FROM work WHERE stage = 'mail'"))
    assert len(identities) == 1


async def test_a_version_that_was_overtaken_or_withdrawn_is_told_to_nobody(notify):
    await reader(notify, "u1", aa="at_once")
    await publish(notify, "aa", 2)
    await delivered(notify, PUBLISHED)
    assert await mailed(notify) == []

    await notify.db.run(Statement("INSERT INTO withdrawals VALUES ('aa', 2, 'retracted', 'x')"))
    await delivered(notify, PUBLISHED.model_copy(update={"version": 2}))
    assert await mailed(notify) == []


async def test_a_version_that_only_shows_the_same_anew_is_told_to_nobody_and_hides_no_news(notify):
    await reader(notify, "u1", aa="at_once")
    await publish(notify, "aa", 2, news=False)
    await delivered(notify, PUBLISHED.model_copy(update={"version": 2}))
    assert await mailed(notify) == []

    await delivered(notify, PUBLISHED)
    assert await mailed(notify) == [("u1", "evidence_alert")]


async def test_a_week_tells_of_the_version_that_had_news_and_not_of_one_that_only_looks_otherwise(notify, clock):
    await publish(notify, "aa", 2)
    await publish(notify, "aa", 3, news=False)
    await publish(notify, "bb", 1, news=False)
    await reader(notify, "u1", aa="weekly", bb="weekly")
    clock.advance((MONDAY - clock.now()).total_seconds())
    await publish(notify, "aa", 4, news=False)

    await handler.scheduled(Tick("0 6 * * MON", MONDAY), notify)
    await to_the_end(notify, decode(notify.queues["peptalk-notify"].bodies[0]))

    (row,) = await notify.db.all(Statement("SELECT about FROM mails"))
    assert json.loads(row["about"])["versions"] == [{"slug": "aa", "version": 2}]


async def notice(platform: Platform) -> None:
    row = "INSERT INTO notices (id, slug, version, kind, pmid, state, reason, issued_at) "
    row += "VALUES (?1, 'aa', 1, 'retraction', '1', 'withdrawn', 'retracted', 'x')"
    await platform.db.run(Statement(row, (NOTICE,)))


async def test_a_notice_says_when_its_readers_have_been_told(notify, monkeypatch):
    monkeypatch.setattr(handler, "READERS_A_PAGE", 1)
    await notice(notify)
    await reader(notify, "u1", aa="at_once")
    await reader(notify, "u2", aa="weekly")
    await reader(notify, "u3", aa="never")

    await delivered(notify, NoticeIssued(notice=NOTICE, trace_id=TRACE))
    (between,) = await notify.db.all(Statement("SELECT sent_at FROM notices"))
    await to_the_end(notify, NoticeIssued(notice=NOTICE, trace_id=TRACE).replayed())

    (after,) = await notify.db.all(Statement("SELECT sent_at FROM notices"))
    assert (between["sent_at"], after["sent_at"] is not None) == (None, True)
    assert await mailed(notify) == [("u1", "correction"), ("u2", "correction")]


async def test_a_notice_that_is_not_there_is_a_dead_letter(notify):
    delivery = await delivered(notify, NoticeIssued(notice=NOTICE, trace_id=TRACE))

    assert delivery.settled == "acked"
    assert len(notify.queues["peptalk-notify-dlq"].bodies) == 1


async def test_a_week_is_told_of_in_one_mail_with_all_that_is_new(notify, clock):
    await publish(notify, "bb", 1)
    await reader(notify, "u1", aa="weekly", bb="weekly")
    await reader(notify, "u2", aa="at_once")
    await searches(notify, "u2", "weekly", q="muscle")
    await reader(notify, "u3", pays=False, aa="weekly")
    clock.advance((MONDAY - clock.now()).total_seconds())
    # After the week: the next digest's.
    await publish(notify, "bb", 2)

    await handler.scheduled(Tick("0 6 * * MON", MONDAY), notify)
    await handler.scheduled(Tick("0 6 * * MON", MONDAY), notify)
    (body, _) = notify.queues["peptalk-notify"].bodies
    await to_the_end(notify, decode(body))

    assert decode(body) == WeekEnded(week="2026-11-23", trace_id=decode(body).trace_id)
    rows = await notify.db.all(Statement("SELECT user_id, kind, about FROM mails ORDER BY user_id"))
    assert [(row["user_id"], row["kind"]) for row in rows] == [("u1", "weekly_digest")]
    assert json.loads(rows[0]["about"]) == {"week": "2026-11-23", "versions": [{"slug": "aa", "version": 1}]}


@pytest.mark.parametrize(
    ("last", "following", "between"),
    [("1a2b", "1b00", "1b"), ("1a2b", "1a2c", "1a2c"), ("0fff", "8000", "8"), ("ab", "abc", "abc"), ("09", "1", "1")],
)
def test_a_boundary_lies_between_two_ids(last, following, between):
    assert boundary(last, following) == between
    assert last < between <= following


def test_ids_out_of_order_have_no_boundary():
    with pytest.raises(ValueError, match="order"):
        boundary("b", "a")
