"""What each kind of mail tells of is looked up when it is sent, and what is over is not told."""

import json
import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from shared.domain.accounts.sign_in import SIGN_IN_SECONDS
from shared.domain.accounts.signing import link_token, typed_code
from shared.domain.instants import stamp
from shared.domain.mailing.mail import REFUSABLE, MailKind
from shared.domain.mailing.unsubscribing import address_mark, is_ours
from shared.platform.ports import Statement
from shared.store.accounts import erasures, personal, sign_ins
from shared.store.mailing import mails, suppressions

ORIGIN = "https://peptalk.example"
KEY = bytes.fromhex("ab" * 32)
NOW = "2026-11-23T02:00:00.000Z"


async def requested(mail, purpose="sign_in", **fields):
    await mail.db.run(
        sign_ins.asked(
            "s1", purpose, "reader@example.com", user_id=None, browser="nonce", token=link_token(KEY, "s1"),
            network="n", withheld=fields.get("withheld"), now=mail.clock.now(),
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "purpose"),
    [
        (MailKind.SIGN_IN, "sign_in"),
        (MailKind.ADDRESS_OLD, "old_address"),
        (MailKind.ADDRESS_NEW, "new_address"),
    ],
)
async def test_a_request_is_confirmed_by_link_or_code_and_neither_is_stored(
    kind, purpose, mail, carrier, asked, delivered, lines
):
    await requested(mail, purpose)

    await delivered(await asked(kind, {"sign_in": "s1"}))

    code, token = typed_code(KEY, "s1"), link_token(KEY, "s1")
    for form in (carrier.only.text, carrier.only.html):
        assert code in form
        assert f"{ORIGIN}/sign-in/confirm?token={token}" in form
    stored = [str(await mail.db.all(Statement(f"SELECT * FROM {table}"))) for table in ("mails", "work", "sign_ins")]
    assert not any(secret in each for secret in (code, token) for each in [*stored, *lines])
    assert not any(name.startswith("List-") for name in carrier.only.headers)


@pytest.mark.parametrize("over", ["used", "expired", "withheld", "gone"])
async def test_a_request_that_is_over_is_not_mailed(over, mail, carrier, clock, asked, delivered):
    if over != "gone":
        await requested(mail, withheld="blocked" if over == "withheld" else None)
    if over == "used":
        await mail.db.run(Statement("UPDATE sign_ins SET used_at = ?1", (NOW,)))
    one = await asked(MailKind.SIGN_IN, {"sign_in": "s1"})
    if over == "expired":
        clock.advance(SIGN_IN_SECONDS)

    await delivered(one)

    row = await mails.by_id(mail.db, one.id)
    assert carrier.handed == []
    assert row is not None
    assert (row.state, row.reason) == ("expired", "the request is not open any more")


async def publish(mail, slug, name, version=1, origin="catalog", **changed):
    """A published version of an invented peptide."""
    await mail.db.batch(
        [
            Statement(
                "INSERT INTO peptides (slug, name, origin, category, state, entry, created_at, updated_at) VALUES "
                "(?1, ?2, ?3, 'invented', 'active', '{}', ?4, ?4) ON CONFLICT DO NOTHING",
                (slug, name, origin, NOW),
            ),
            *(
                Statement(
                    "INSERT INTO artifacts (key, kind, slug, sha256, size, created_at) VALUES (?1, ?2, ?3, 'x', 1, ?4)",
                    (f"{kind}/{slug}/{version}", kind, slug, NOW),
                )
                for kind in ("page", "pdf", "manifest")
            ),
            Statement(
                "INSERT INTO page_versions (slug, version, run_id, trace_id, pack, draft, monograph, storage_key, "
                "pdf_key, manifest_key, content_hash, evidence_grade, changed, approved_by, published_at) "
                "VALUES (?1, ?2, 'r', 't', 'p', 'd', 'm', ?3, ?4, ?5, 'x', 'low', ?6, 'automatic', ?7)",
                (
                    *(slug, version, *(f"{kind}/{slug}/{version}" for kind in ("page", "pdf", "manifest"))),
                    *(json.dumps({"grade_now": "low", **changed}), NOW),
                ),
            ),
        ]
    )


def named(*versions):
    return {"versions": [{"slug": slug, "version": version} for slug, version in versions]}


async def test_an_alert_tells_what_changed_and_advises_nothing(mail, carrier, asked, delivered):
    await publish(
        mail, "exemplin-12", "Exemplin-12", 2, studies_added=["1", "2"], claims_removed=["c"], grade_before="moderate"
    )

    await delivered(await asked(MailKind.EVIDENCE_ALERT, named(("exemplin-12", 2))))

    assert carrier.only.subject == "New evidence: Exemplin-12"
    said = " ".join(carrier.only.text.split())
    assert "2 studies added. 1 statement withdrawn. Low certainty; before: moderate certainty." in said
    assert f"{ORIGIN}/peptides/exemplin-12/v/2" in said
    assert "They are no medical advice." in said
    assert "sample" not in said


async def test_a_digest_lists_what_was_not_withdrawn_and_says_that_samples_are_samples(mail, carrier, asked, delivered):
    await publish(mail, "exemplin-12", "Exemplin-12", origin="sample", first=True)
    await publish(mail, "nullipressin", "Nullipressin", first=True)
    await mail.db.run(
        Statement(
            "INSERT INTO withdrawals (slug, version, reason, withdrawn_at) VALUES ('nullipressin', 1, 'x', ?1)", (NOW,)
        )
    )

    about = {"week": "2026-11-23", **named(("exemplin-12", 1), ("nullipressin", 1), ("nobody", 1))}
    await delivered(await asked(MailKind.WEEKLY_DIGEST, about))

    assert carrier.only.subject == "What changed in the week of 23 November 2026"
    for form in (carrier.only.text, carrier.only.html):
        assert "Exemplin-12, version 1" in form
        assert "Nullipressin" not in form
        assert "Invented sample. No such peptide or study exists." in form


async def test_where_all_was_withdrawn_there_is_nothing_to_tell(mail, carrier, asked, delivered):
    one = await asked(MailKind.EVIDENCE_ALERT, named(("exemplin-12", 1)))

    await delivered(one)

    row = await mails.by_id(mail.db, one.id)
    assert row is not None
    assert (row.state, row.reason, carrier.handed) == ("expired", "all that it tells of was withdrawn", [])


@pytest.mark.parametrize(
    ("state", "outcome", "said"),
    [
        ("published", 2, "Version 2 no longer rests on it."),
        ("withdrawn", None, "That version was withdrawn, so there is no page on it at present."),
        ("judging", None, "The page is being judged anew."),
    ],
)
async def test_a_correction_says_what_became_known_and_what_came_of_it(
    state, outcome, said, mail, carrier, asked, delivered
):
    await publish(mail, "exemplin-12", "Exemplin-12")
    await mail.db.run(
        Statement(
            "INSERT INTO notices (id, slug, version, kind, pmid, state, outcome, reason, issued_at) VALUES "
            "('n1', 'exemplin-12', 1, 'retraction', '990000001', ?1, ?2, 'x', ?3)",
            (state, outcome, NOW),
        )
    )

    await delivered(await asked(MailKind.CORRECTION, {"notice": "n1"}))

    text = " ".join(carrier.only.text.split())
    assert carrier.only.subject == "Correction: Exemplin-12"
    assert "The study with PMID 990000001 was retracted, and version 1 of the page on Exemplin-12 rested on it." in text
    assert said in text


@pytest.mark.parametrize("kind", [MailKind.MAINTENANCE, MailKind.INCIDENT])
async def test_an_announcement_says_what_its_maker_wrote_and_escapes_it(kind, mail, carrier, asked, delivered):
    await mail.db.run(
        Statement(
            "INSERT INTO announcements (id, kind, subject, body, not_after, made_at, actor, act) VALUES "
            "('a1', ?1, 'On Sunday', ?2, ?3, ?3, 'somebody', 'act')",
            (kind.value, "First <b>line</b>\ngoes on.\n\nSecond.", NOW),
        )
    )

    await delivered(await asked(kind, {"announcement": "a1"}))

    assert carrier.only.subject == "On Sunday"
    assert "First <b>line</b> goes on.\n\nSecond." in carrier.only.text
    assert "First &lt;b&gt;line&lt;/b&gt; goes on." in carrier.only.html


@pytest.mark.parametrize("kind", [MailKind.EVIDENCE_ALERT, MailKind.WELCOME])
async def test_what_can_be_refused_says_how_in_its_headers_and_at_its_foot(kind, mail, carrier, asked, delivered):
    await publish(mail, "exemplin-12", "Exemplin-12", first=True)

    about = named(("exemplin-12", 1)) if kind in REFUSABLE else {"subscription": "sub_1"}
    await delivered(await asked(kind, about))

    headers = carrier.only.headers
    if kind not in REFUSABLE:
        assert headers == {"Auto-Submitted": "auto-generated"}
        assert "unsubscribe" not in carrier.only.text + carrier.only.html
        return
    url = headers["List-Unsubscribe"].removeprefix("<").removesuffix(">")
    asked_for = {name: value for name, (value,) in parse_qs(urlsplit(url).query).items()}
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert url in carrier.only.text
    assert url.replace("&", "&amp;") in carrier.only.html
    assert asked_for["reader"] == address_mark(KEY, "Reader@example.com")
    assert is_ours(KEY, asked_for["reader"], MailKind(asked_for["kind"]), asked_for["token"])
    assert not is_ours(KEY, asked_for["reader"], MailKind.WEEKLY_DIGEST, asked_for["token"])
    assert "example.com" not in urlsplit(url).query


async def test_a_kind_that_was_unsubscribed_is_not_sent_and_every_other_is(mail, carrier, clock, asked, delivered):
    await publish(mail, "exemplin-12", "Exemplin-12", first=True)
    mark = address_mark(KEY, "reader@example.com")
    await mail.db.run(suppressions.unsubscribe(mark, MailKind.EVIDENCE_ALERT, clock.now()))
    alert = await asked(MailKind.EVIDENCE_ALERT, named(("exemplin-12", 1)))

    await delivered(alert)
    await delivered(await asked(MailKind.WEEKLY_DIGEST, {"week": "2026-11-23", **named(("exemplin-12", 1))}))

    row = await mails.by_id(mail.db, alert.id)
    assert row is not None
    assert (row.state, row.reason) == ("suppressed", "the reader does not want mail of this kind")
    assert [each.subject for each in carrier.taken.values()] == ["What changed in the week of 23 November 2026"]
    await mail.db.run(suppressions.resubscribe(mark, MailKind.EVIDENCE_ALERT))
    await delivered(await asked(MailKind.EVIDENCE_ALERT, named(("exemplin-12", 1)), once=("2",)))
    assert len(carrier.taken) == 2


async def test_an_erasure_takes_every_mail_and_its_work_along(mail, carrier, account, asked, delivered):
    sent = await asked(MailKind.WELCOME, {"subscription": "sub_1"}, user_id=account)
    await delivered(sent)
    waiting = await asked(MailKind.ACCOUNT_ERASED, address="Reader@example.com")
    other = await asked(MailKind.ACCOUNT_ERASED, address="other@example.com", once=("2",))

    person = await erasures.whom(mail.db, account)
    assert person is not None
    await mail.db.batch(personal.erased(person, mail.clock.now()))

    everything = ""
    for table in ("mails", "work", "failed_attempts", "dead_letters"):
        everything += str(await mail.db.all(Statement(f"SELECT * FROM {table}")))
    assert re.findall(r"mail_[0-9a-f]{32}", everything)
    assert not any(each.id in everything for each in (sent, waiting))
    assert other.id in everything
    assert (await delivered(waiting)).settled == "acked"
    assert carrier.handed == [sent.id]


async def test_a_time_that_is_over_is_told_before_anything_is_looked_up(mail, asked, delivered, clock):
    one = await asked(MailKind.SIGN_IN, {"sign_in": "s1"}, seconds=1)
    clock.moment += timedelta(seconds=1)

    await delivered(one)

    row = await mails.by_id(mail.db, one.id)
    assert row is not None
    assert row.settled_at == stamp(clock.now())
    assert row.reason is not None
    assert row.reason.startswith("it was not to be sent after")
