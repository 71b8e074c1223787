"""`peptalk subscribers` and `peptalk stripe`, over the runbook's own SQL."""

import sqlite3
from contextlib import closing

from rigs.shell import Shell


def test_what_the_runbook_sets_by_hand_is_shown_as_such_and_can_be_set_with_a_reason(tmp_path, ready):
    shell = Shell(tmp_path / "home", ready=ready)
    shell("subscribers", "list")
    with closing(sqlite3.connect(tmp_path / "home" / "app.db")) as database, database:
        database.executescript(
            """
            INSERT INTO users (id, email) VALUES ('u1', 'user@example.com');
            INSERT INTO subscriptions (id, user_id, status, stripe_status) VALUES ('sub_1', 'u1', 'unpaid', 'unpaid');
            UPDATE subscriptions
            SET status = 'active', current_period_end = '2099-01-01T00:00:00Z'
            WHERE user_id = 'u1';
            """
        )

    listed = shell("subscribers", "list", "--json").json
    shown = shell("subscribers", "show", "user@example.com")
    done = shell("subscribers", "set", "user@example.com", "--until", "2098-01-01", "--reason", "a refund in goods")
    events, reconciled = shell("stripe", "events", "list", "--json"), shell("stripe", "reconcile", "--json")

    assert [(each["email"], each["access"], each["by_hand"]) for each in listed["subscribers"]] == [
        ("user@example.com", True, True)
    ]
    assert "by SQL, nobody is named" in shown.out
    assert (done.code, "a refund in goods; Stripe says unpaid" in done.out) == (0, True)
    assert events.json == {"events": [], "refused": []}
    assert reconciled.json["reconciliations"][0]["part"] == "subscriptions"


def test_who_pays_twice_is_named_with_what_to_do_and_doctor_finds_it(tmp_path, ready):
    shell = Shell(tmp_path / "home", ready=ready)
    shell("subscribers", "list")
    sound = shell("doctor", "--json").json
    with closing(sqlite3.connect(tmp_path / "home" / "app.db")) as database, database:
        database.executescript(
            """
            INSERT INTO users (id, email) VALUES ('u1', 'user@example.com');
            INSERT INTO subscriptions (id, user_id, status, stripe_subscription_id, stripe_status, created_at)
            VALUES ('sub_2', 'u1', 'active', 'sub_2', 'active', '2026-11-02T00:00:00.000Z'),
                   ('sub_1', 'u1', 'trialing', 'sub_1', 'trialing', '2026-11-01T00:00:00.000Z');
            """
        )

    shown, told = shell("stripe", "reconcile", "--show"), shell("stripe", "reconcile", "--show", "--json")
    found = shell("doctor", "--json").json

    assert "user@example.com pays for sub_1, sub_2; end all but one at Stripe" in shown.err
    assert told.json["doubled"] == [{"email": "user@example.com", "subscriptions": ["sub_1", "sub_2"]}]
    readers = [next(each for each in said["checks"] if each["name"] == "readers") for said in (sound, found)]
    assert [each["state"] for each in readers] == ["ok", "problem"]
    assert readers[1]["said"].endswith("next: peptalk stripe reconcile --show")


def test_mistakes_say_what_to_do(tmp_path, ready):
    shell = Shell(tmp_path / "home", ready=ready)

    nobody, no_event = shell("subscribers", "show", "a@b.example"), shell("stripe", "events", "show", "in_1")

    assert (nobody.code, "peptalk subscribers list" in nobody.err) == (1, True)
    assert (no_event.code, "peptalk stripe events list" in no_event.err) == (2, True)
