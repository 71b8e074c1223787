"""The order of a deployment: no message meets a consumer that does not know it, as far as an order can do that."""

import pytest

from infra.cloudflare.account.access import Target
from infra.cloudflare.deployment.order import ranks
from infra.cloudflare.manifests import read_manifests
from queues.topology import QUEUES, SENDERS

FUNCTIONS = [each.function for each in read_manifests(Target.STAGING)]
RANK = {function: number for number, rank in enumerate(ranks(FUNCTIONS)) for function in rank}


def reaches(sender: str) -> set[str]:
    found, left = set[str](), [sender]
    while left:
        fresh = {QUEUES[queue].consumer for queue in SENDERS[left.pop()]} - found
        found |= fresh
        left += fresh
    return found


def test_every_worker_is_in_exactly_one_rank():
    assert sorted(name for rank in ranks(FUNCTIONS) for name in rank) == sorted(FUNCTIONS)


@pytest.mark.parametrize(
    ("sender", "queue"), [(sender, queue) for sender in FUNCTIONS for queue in SENDERS[sender]], ids="-".join
)
def test_a_consumer_goes_before_whoever_sends_to_it_unless_they_are_in_a_circle(sender, queue):
    consumer = QUEUES[queue].consumer

    if sender in reaches(consumer):
        assert RANK[consumer] == RANK[sender]
    else:
        assert RANK[consumer] < RANK[sender]


def test_what_begins_everything_goes_last_and_what_keeps_the_dead_goes_first():
    order = ranks(["nightly_ingest", "fetch", "synthesize", "comply", "render", "dead_letters"])

    assert order == [("dead_letters",), ("render",), ("comply", "synthesize"), ("fetch",), ("nightly_ingest",)]


def test_a_circle_of_three_is_one_rank():
    senders = {"synthesize": ["peptalk-comply"], "comply": ["peptalk-render"], "render": ["peptalk-synthesize"]}

    assert ranks(senders, senders) == [("comply", "render", "synthesize")]
