"""`peptalk sandbox stripe` against a running stand-in, and an account that outlives it."""

import asyncio
import json

import pytest

from infra.cli.main import main
from infra.sandbox.stripe import sample
from infra.sandbox.stripe.account import Account, BadState


@pytest.fixture
def peptalk(stand, capsys):
    """Runs a command of the group; gives its exit code, its JSON where asked for, and what it said."""

    async def run(*arguments: str, code: int = 0, as_json: bool = True):
        given = ["sandbox", "stripe", *arguments, "--url", stand.url, *(["--json"] if as_json else [])]
        ended = await asyncio.to_thread(main, given)
        said = capsys.readouterr()
        assert ended == code, said.err
        return json.loads(said.out) if as_json and code in (0, 3) else said.out + said.err

    return run


async def test_a_readers_life_by_commands(stand, peptalk):
    made = await peptalk("subscribe", "reader@example.org", "--card", "declined-later")
    await peptalk("advance", "33d")
    past_due = await peptalk("customers")
    assert (await peptalk("pay", "reader@example.org"))["status"] == "active"
    await peptalk("refund", made["id"], "--amount", "100")
    await peptalk("dispute", made["id"])
    await peptalk("dispute", made["id"], "--outcome", "won")
    await peptalk("pause", made["id"])
    paused = await peptalk("customers", as_json=False)
    await peptalk("resume", made["id"])
    await peptalk("cancel", made["id"], "--at-period-end")
    ended = await peptalk("cancel", made["id"])

    assert [each["subscriptions"][0]["status"] for each in past_due] == ["past_due"]
    assert "active, collection paused" in paused
    assert ended["status"] == "canceled"
    told = [each["type"] for each in await peptalk("events", "--count", "100")]
    assert told == list(reversed(await stand.told()))
    for each in ("charge.refunded", "charge.dispute.closed", "invoice.payment_failed", "customer.subscription.deleted"):
        assert each in told


async def test_deliveries_by_commands(stand, receiver, peptalk):
    made = await peptalk("listen", receiver.url, "--type", "customer.created")
    await peptalk("settings", "held=true")
    await peptalk("subscribe", "a@example.org")
    await peptalk("subscribe", "b@example.org", "--trial", "7")
    waiting = await peptalk("events", "--undelivered")
    receiver.answers = [500]
    failed = await peptalk("deliver", "--order", "reversed", code=3)
    rolled = await peptalk("roll", made["id"], "--keep", "1h")
    await peptalk("resend", failed[0]["event"], "--times", "2", "--other-mode")

    assert [each["type"] for each in waiting] == ["customer.created"] * 2
    assert [(each["event"], each["error"]) for each in failed] == [
        (waiting[0]["id"], "HTTP 500"),
        (waiting[1]["id"], None),
    ]
    assert [each.livemode for each in receiver.verified(made["secret"])] == [False, False, True, True]
    assert rolled["secret"] != made["secret"]


async def test_a_checkout_session_is_paid_by_a_command(stand, peptalk):
    session = await stand.session(client_reference_id="user-3", customer_email="a@example.org")

    await peptalk("subscribe", "--session", session.id)

    done = await stand.sdk.v1.checkout.sessions.retrieve_async(session.id)
    assert (done.status, done.client_reference_id) == ("complete", "user-3")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("cancel", "nobody@example.org"), 1, "nobody is called nobody@example.org"),
        (("subscribe", "nobody"), 1, "email is missing"),
        (("subscribe", "a@example.org", "--card", "golden"), 1, "no card is called golden; there are good, declined"),
        (("subscribe", "a@example.org", "--card", "declined"), 1, "Your card was declined."),
        (("advance", "soon"), 2, "'soon' is no duration; write 30d"),
        (("advance", "99999d"), 1, "seconds must be a whole number from 0 to"),
        (("settings", "colour=red"), 1, "colour: Extra inputs are not permitted"),
        (("settings", "held"), 2, "write NAME=VALUE"),
        (("listen", "https://example.org/hook"), 1, "delivers to this machine only"),
        (("deliver", "--order", "random"), 1, "order is made, reversed or shuffled"),
        (("resend", "evt_x"), 1, "No such event: 'evt_x'"),
        (("events", "--target", "staging"), 2, "staging is not for this command"),
        (("refund", "ch_x"), 1, "No such charge: 'ch_x'"),
        (("dispute", "sub_x"), 1, "No such subscription: 'sub_x'"),
    ],
)
async def test_what_cannot_be_done_is_said(peptalk, arguments, code, said):
    assert said in await peptalk(*arguments, code=code)


async def test_where_no_sandbox_runs_the_command_says_how_to_start_one(unused_tcp_port, capsys):
    code = await asyncio.to_thread(
        main, ["sandbox", "stripe", "events", "--url", f"http://127.0.0.1:{unused_tcp_port}"]
    )

    assert code == 1
    assert "start one with peptalk sandbox" in capsys.readouterr().err


async def test_an_account_goes_on_from_its_file(stands, tmp_path):
    file = tmp_path / "stripe.json"
    async with stands(sample.kept(file)) as stand:
        await stand.advance(1)
        begun = await stand.subscribed()
        key = await stand.sdk.v1.customers.create_async({"email": "k@example.org"}, {"idempotency_key": "once"})
        made = stand.account.made

    async with stands(sample.kept(file)) as stand:
        assert stand.account.made >= made  # ids go on from here, and none is given twice
        again = await stand.sdk.v1.customers.create_async({"email": "k@example.org"}, {"idempotency_key": "once"})
        await stand.advance(32)
        renewed = await stand.subscription(begun.id)
        other = await stand.sdk.v1.customers.create_async({"email": "new@example.org"})
        people = (await stand.sdk.v1.customers.list_async()).data

    assert again.id == key.id
    assert other.email == "new@example.org"
    assert len(people) == 5
    assert renewed["items"].data[0].current_period_start == begun["items"].data[0].current_period_end
    assert {each.email for each in people} > {"reader1@example.org", "reader2@example.org", "reader@example.org"}


@pytest.mark.parametrize("held", ["", "{}", "[1]", '{"seed": 1}'])
def test_a_file_that_holds_something_else_is_refused(tmp_path, held):
    file = tmp_path / "other.json"
    file.write_text(held)

    with pytest.raises(BadState, match=r"other\.json does not hold a Stripe account"):
        Account.of_file(file)


def test_a_place_where_nothing_can_be_kept_is_refused(tmp_path):
    with pytest.raises(BadState, match="cannot be kept in"):
        sample.kept(tmp_path / "nowhere" / "stripe.json")
