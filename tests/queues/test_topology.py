"""The queues are what Cloudflare takes, and what the design asks for."""

import re
from typing import get_args

import pytest
from invented.factories import fetch, render, review, send_mail, stripe_event, synthesize

from queues.fields import Stage
from queues.messages import AnyMessage
from queues.topology import (
    DEAD_LETTER_SUFFIX,
    ENVIRONMENTS,
    QUEUES,
    SENDERS,
    declared_name,
    deployed_name,
    queue_for,
)

STAGES = [queue for name, queue in QUEUES.items() if not name.endswith(DEAD_LETTER_SUFFIX)]


@pytest.mark.parametrize("queue", QUEUES.values(), ids=QUEUES.keys())
def test_every_value_is_within_cloudflares_limits(queue):
    """developers.cloudflare.com/queues/platform/limits."""
    assert 1 <= queue.max_batch_size <= 100
    assert 0 <= queue.max_batch_timeout <= 60
    assert 0 <= queue.max_retries <= 100
    assert 0 <= queue.retry_delay <= 86_400
    assert 1 <= queue.max_concurrency <= 250
    assert 0 <= queue.delivery_delay <= 86_400
    assert 60 <= queue.retention <= 1_209_600


@pytest.mark.parametrize("name", QUEUES)
def test_a_name_is_one_that_cloudflare_takes_in_every_environment(name):
    for environment in (None, *ENVIRONMENTS):
        deployed = deployed_name(name, environment)

        assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,61}[a-z0-9]", deployed)
        assert declared_name(deployed) == name


def test_names_and_bindings_are_unique_and_each_queue_is_kept_under_its_name():
    deployed = [deployed_name(name, environment) for name in QUEUES for environment in (None, *ENVIRONMENTS)]

    assert {name: queue.name for name, queue in QUEUES.items()} == {name: name for name in QUEUES}
    assert len(set(deployed)) == len(deployed)
    assert len({queue.binding for queue in QUEUES.values()}) == len(QUEUES)
    assert all(re.fullmatch(r"[A-Z][A-Z0-9_]*_(QUEUE|DLQ)", queue.binding) for queue in QUEUES.values())


def test_there_is_one_queue_for_each_stage():
    names = {"billing": "stripe-events"}

    assert [queue.consumer for queue in STAGES] == list(get_args(Stage))
    assert [queue.name for queue in STAGES] == [f"peptalk-{names.get(stage, stage)}" for stage in get_args(Stage)]


@pytest.mark.parametrize("queue", STAGES, ids=lambda queue: queue.name)
def test_every_stages_queue_has_dead_letters_that_carry_the_same_messages(queue):
    dead = QUEUES[queue.dead_letter_queue]

    assert dead.name == queue.name + DEAD_LETTER_SUFFIX
    assert dead.accepts == queue.accepts
    assert dead.consumer == "dead_letters"
    assert dead.dead_letter_queue is None
    assert dead.retention == 1_209_600


def test_one_model_call_or_one_pdf_is_in_a_batch_and_one_fetch_at_a_time_asks_ncbi():
    assert {QUEUES[f"peptalk-{stage}"].max_batch_size for stage in ("synthesize", "comply", "render")} == {1}
    assert QUEUES["peptalk-fetch"].max_concurrency == 1


def test_the_platform_gives_up_long_after_the_consumer_loop_does():
    from shared.platform.deliveries.verdict import DEATHS_AT_MOST

    assert all(queue.max_retries > 10 * DEATHS_AT_MOST for queue in QUEUES.values())


def test_every_kind_of_message_has_exactly_one_queue():
    carried = [message for queue in STAGES for message in queue.accepts]

    assert sorted(carried, key=str) == sorted(get_args(AnyMessage), key=str)
    for message in (fetch(), synthesize(), review(), render(), stripe_event(), send_mail()):
        assert type(message) in QUEUES[queue_for(message)].accepts
        assert QUEUES[queue_for(message)].consumer == message.stage


@pytest.mark.parametrize("function", SENDERS)
def test_a_function_sends_to_queues_that_exist_each_once(function):
    assert set(SENDERS[function]) <= set(QUEUES)
    assert len(set(SENDERS[function])) == len(SENDERS[function])


def test_every_queue_has_a_sender_and_a_stage_sends_its_own_dead_letters():
    assert {name for names in SENDERS.values() for name in names} == set(QUEUES)
    for queue in STAGES:
        senders = [function for function, names in SENDERS.items() if queue.dead_letter_queue in names]
        # watch sends again what was lost on its way to the dead letters, operate what an operator asks for.
        assert senders == [queue.consumer, "watch", "operate"]


def test_every_consumer_is_a_function():
    assert {queue.consumer for queue in QUEUES.values()} <= set(SENDERS)
