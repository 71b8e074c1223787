"""Messages decode for ever, and say which work they ask for."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented.factories import fetch, render, review, send_mail, stripe_event, synthesize
from rigs.places import ROOT

from queues.messages import AnyMessage, NewerMessage, UndecodableMessage, decode

SAMPLES = sorted((ROOT / "queues" / "samples").glob("*.json"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_golden_sample_decodes_and_encodes_to_itself(path):
    text = path.read_text("utf-8").strip()

    message = decode(text)

    assert message.kind == path.name.split(".")[0]
    # A field added later has a default, so that an old sample may grow but never lose.
    assert json.loads(text).items() <= json.loads(message.encode()).items()


def test_every_kind_has_a_golden_sample_of_every_version():
    kinds = {".".join(path.name.split(".")[:2]) for path in SAMPLES}

    every = {f"{message.model_fields['kind'].default}.v1" for message in AnyMessage.__args__}
    assert kinds == every | {"SynthesizeMonograph.v2", "ReviewDraft.v2", "SynthesizeMonograph.v3"}


def test_identities_name_what_they_have_always_named():
    identities = [decode(path.read_text("utf-8")).identity for path in SAMPLES]

    assert identities == [
        "billing/address/6e29a5a1b2c3d4e5/cus_SampleInvented0001",
        "billing/erase/0123456789abcdef0123456789abcdef",
        "fetch/batch-20261123-1f3a/bpc-157/200",
        "fetch/single-20261126-9c2e/bpc-157/0",
        "fetch/nightly-2026-11-23T02:00Z/bpc-157/group-2",
        "fetch/nightly-2026-11-23T02:00Z/bpc-157/500",
        "notify/notice/n0123456789abcde",
        "billing/reconcile/2026-11-26T03:15:00Z/subscriptions/sub_1SampleInvented0001",
        "render/single-20261123-9c2e/bpc-157/486ea46224d1/held",
        "render/single-20261123-9c2e/bpc-157/486ea46224d1",
        "comply/batch-20261123-1f3a/bpc-157/baa5a0964d33/0",
        "comply/batch-20261123-1f3a/bpc-157/baa5a0964d33/1",
        "comply/tryout-0a1b2c3d4e5f/bpc-157/baa5a0964d33/0",
        "mail/mail_0123456789abcdef0123456789abcdef",
        "billing/evt_1SampleInvented0001",
        "billing/doubted/2026-11-26T03:15:00Z/sub_1SampleInvented0001",
        "synthesize/single-20261126-9c2e/bpc-157/2c26b46b68ff/0",
        "synthesize/nightly-2026-11-23T02:00Z/bpc-157/2c26b46b68ff/1",
        "synthesize/tryout-0a1b2c3d4e5f/bpc-157/2c26b46b68ff/0",
        "synthesize/nightly-2026-11-23T02:00Z/bpc-157/2c26b46b68ff/0/quotes",
        "notify/version/bpc-157/3/1b",
        "notify/week/2026-11-23",
    ]


def test_a_replay_is_the_same_work_one_generation_on():
    message = fetch(cursor=500)

    again = message.replayed()

    assert (again.identity, again.generation) == (message.identity, 1)


@pytest.mark.parametrize(
    "other",
    [
        fetch(cursor=500),
        fetch(slug="other"),
        fetch(run_id="other"),
        synthesize(),
        review(),
        render(),
        stripe_event(),
        send_mail(),
    ],
    ids=["cursor", "slug", "run", "synthesize", "comply", "render", "event", "mail"],
)
def test_other_work_has_another_identity(other):
    assert other.identity != fetch().identity


def test_rounds_and_drafts_are_other_work():
    assert synthesize(round=1).identity != synthesize(round=0).identity
    assert review(draft="drafts/" + "b" * 64 + ".json").identity != review().identity


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not JSON"),
        ("[]", "not an object but list"),
        ('{"kind": "Nothing"}', "unknown kind 'Nothing'; known are AddressCustomer, EraseAccount, FetchStudies"),
        ('{"kind": "FetchStudies", "run_id": "r", "slug": "x"}', "FetchStudies.trace_id: Field required"),
        (fetch().encode().replace("exemplin-12", "Not A Slug"), "FetchStudies.slug"),
        (stripe_event().encode().replace("evt_", "cus_"), "StripeEventReceived.event"),
        (send_mail().encode().replace("mail_0", "reader@0"), "SendMail.mail"),
        (fetch().encode().replace('"cursor": 0', '"cursor": -1'), "FetchStudies.cursor"),
    ],
)
def test_what_is_no_message_is_refused_with_the_reason(text, reason):
    with pytest.raises(UndecodableMessage, match=reason.replace("[", r"\[")):
        decode(text)


def test_a_newer_message_is_told_from_a_broken_one():
    with pytest.raises(NewerMessage, match="version 4, this deployment knows 3"):
        decode(fetch().encode().replace('"v": 1', '"v": 4'))


def test_a_field_of_the_future_is_ignored():
    body = {**json.loads(fetch().encode()), "invented_later": True}

    assert decode(json.dumps(body)) == fetch()


def test_the_longest_message_is_far_below_the_limit_of_128_kb():
    longest = synthesize(run_id="r" * 80, slug="s" * 80, pack="p" * 300, refused="q" * 300)

    assert len(longest.encode()) < 2_000


@given(st.text())
def test_any_text_is_decoded_or_refused_and_nothing_else(text):
    with pytest.raises(UndecodableMessage):
        decode(text)
