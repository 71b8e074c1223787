"""The adapter over Cloudflare's bindings. The conformance suite shows that it keeps the ports' promises."""

import hashlib
import inspect
import pkgutil
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest
from rigs.bindings import D1, R2, Controller, Env, JsException, MessageBatch, Producer, QueueMessage

import functions
from queues.topology import QUEUES, SENDERS
from shared.platform import ports
from shared.platform.cloudflare import bindings
from shared.platform.cloudflare.bindings import D1Database, QueueDelivery, QueueProducer, R2Bucket, chunks
from shared.platform.configuration.settings import Settings
from shared.platform.errors import (
    ConfigurationError,
    ConstraintViolated,
    DatabaseError,
    DatabaseUnavailable,
    PermanentError,
    UpstreamUnavailable,
)
from shared.platform.ports import Statement


class Broken:
    """A binding whose every call fails with one message."""

    def __init__(self, message: str) -> None:
        self.message = message

    def prepare(self, sql):
        return self

    def bind(self, *params):
        return self

    async def _fail(self, *args, **options):
        raise JsException(self.message)

    run = batch = get = head = put = delete = list = _fail


def env_of(function: str, app_db: Path, **variables: str) -> Env:
    queues = {QUEUES[name].binding: Producer() for name in SENDERS[function]}
    return Env(DB=D1(app_db), FILES=R2(), **queues, **variables)


@pytest.mark.parametrize("function", sorted(SENDERS))
def test_a_function_gets_what_its_bindings_are(function, app_db):
    env = env_of(function, app_db, ENVIRONMENT="production", NCBI_EMAIL="eng@example.org")

    platform = bindings.platform(env, function)

    assert platform.function == function
    assert set(platform.queues) == set(SENDERS[function])
    assert platform.env == {"ENVIRONMENT": "production", "NCBI_EMAIL": "eng@example.org"}
    assert platform.holder.startswith(f"{function}-")
    assert bindings.platform(env, function).holder != platform.holder
    env.DB.connection.close()


def test_a_binding_that_is_missing_is_named():
    with pytest.raises(ConfigurationError, match=r"binding DB is missing.*wrangler\.toml"):
        bindings.platform(Env(FILES=R2()), "site")


def test_every_setting_of_every_function_is_read_from_the_env():
    for found in pkgutil.walk_packages(functions.__path__, "functions."):
        if not found.name.endswith(".entry"):
            import_module(found.name)
    settings = [cls for cls in Settings.__subclasses__() if cls.__module__.startswith("functions.")]

    wanted = {name for cls in settings for name in cls.model_fields}

    assert wanted
    env = Env(DB=object(), FILES=object(), **dict.fromkeys(wanted, "x"))
    assert set(bindings.platform(env, "site").env) == wanted


async def test_a_function_without_an_http_client_says_who_must_pass_one():
    platform = bindings.platform(Env(DB=object(), FILES=object()), "site")

    with pytest.raises(ConfigurationError, match=r"entry\.py"):
        await platform.http.request("GET", "http://127.0.0.1/")


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        # developers.cloudflare.com/d1/best-practices/retry-queries
        ("Error: D1_ERROR: Network connection lost.", DatabaseUnavailable),
        ("Error: D1_ERROR: Internal error in D1 DB storage caused object to be reset.", DatabaseUnavailable),
        ("Error: D1_ERROR: D1 DB reset because its code was updated.", DatabaseUnavailable),
        ("Error: D1_ERROR: Cannot resolve D1 DB due to transient issue on remote node.", DatabaseUnavailable),
        ("Error: D1_ERROR: D1 DB is overloaded. Requests queued for too long.", DatabaseUnavailable),
        ("Error: D1_ERROR: D1 DB is overloaded. Too many requests queued.", DatabaseUnavailable),
        ("Error: D1_ERROR: UNIQUE constraint failed: t.a: SQLITE_CONSTRAINT", ConstraintViolated),
        ("Error: D1_ERROR: CHECK constraint failed: n >= 0: SQLITE_CONSTRAINT", ConstraintViolated),
        ('Error: D1_ERROR: near "SELEC": syntax error at offset 0: SQLITE_ERROR', DatabaseError),
        ("Error: D1_ERROR: D1 DB exceeded its CPU time limit", DatabaseError),
    ],
)
async def test_d1s_messages_become_errors_of_ours(message, kind):
    database = D1Database(Broken(message))

    for call in (database.run(Statement("SELECT 1")), database.batch([Statement("SELECT ?1", (1,))])):
        with pytest.raises((DatabaseError, DatabaseUnavailable)) as caught:
            await call
        assert type(caught.value) is kind
        assert str(caught.value) == message.removeprefix("Error: ")
        assert isinstance(caught.value.__cause__, JsException)


async def test_rows_are_pythons_own_and_blobs_are_bytes(app_db):
    binding = D1(app_db)
    asked = Statement("SELECT ?1 AS i, ?2 AS f, ?3 AS b, ?4 AS n", (5, 2.5, b"\x00\xff", None))

    row = await D1Database(binding).first(asked)

    assert row == {"i": 5, "f": 2.5, "b": b"\x00\xff", "n": None}
    assert type(row) is dict
    binding.connection.close()


async def test_the_largest_integer_goes_over_as_a_number_and_not_as_a_bigint(app_db):
    binding = D1(app_db)

    row = await D1Database(binding).first(Statement("SELECT ?1 AS v", (2**53 - 1,)))

    assert row == {"v": 2**53 - 1}
    with pytest.raises(JsException, match="bigint"):
        binding.prepare("SELECT ?1").bind(2**53 - 1)
    binding.connection.close()


async def test_r2_is_told_the_checksum_of_every_object_so_that_it_keeps_one():
    binding = R2()

    stored = await R2Bucket(binding).put("k", b"bytes")

    assert binding.objects["k"].options["sha256"] == hashlib.sha256(b"bytes").hexdigest()
    assert stored is not None
    assert stored.sha256 == hashlib.sha256(b"bytes").hexdigest()


async def test_an_object_that_another_tool_put_has_no_checksum_and_no_metadata():
    binding = R2()
    await binding.put("k", b"bytes")

    head = await R2Bucket(binding).head("k")

    assert head is not None
    assert (head.sha256, head.content_type, head.metadata) == (None, None, {})


async def test_r2s_dates_are_utc_and_a_listed_object_is_known_as_well_as_its_head():
    binding = R2()
    binding.now = lambda: datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    bucket = R2Bucket(binding)
    await bucket.put("k", b"x", content_type="text/plain", metadata={"a": "1"})

    (listed,) = (await bucket.list()).objects

    assert listed == await bucket.head("k")
    assert listed.uploaded == datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    assert (listed.content_type, listed.metadata) == ("text/plain", {"a": "1"})


async def test_more_than_a_thousand_objects_are_deleted_in_several_calls():
    binding = R2()
    bucket = R2Bucket(binding)
    keys = [f"k/{number}" for number in range(1001)]
    for key in keys:
        await bucket.put(key, b"")

    await bucket.delete(*keys)

    assert binding.objects == {}


@pytest.mark.parametrize("call", ["get", "head", "put", "delete", "list"])
async def test_what_r2_fails_with_may_be_tried_again(call):
    bucket = R2Bucket(Broken("Error: We encountered an internal error. Please try again. (10001)"))

    with pytest.raises(UpstreamUnavailable, match=rf"R2 {call} of .*: We encountered") as caught:
        await getattr(bucket, call)("k", *([b"x"] if call == "put" else []))

    assert caught.value.vendor == "r2"


async def test_messages_go_over_as_text_with_their_delay():
    binding = Producer()
    producer = QueueProducer(binding)

    await producer.send('{"a": "µ"}', delay_seconds=30)
    await producer.send_batch(["x", "y"])
    await producer.send_batch([])

    assert binding.calls == [(['{"a": "µ"}'], 30), (["x", "y"], 0)]


async def test_a_large_batch_goes_over_in_calls_that_queues_takes():
    binding = Producer()
    bodies = [f"{number:03d}" * 400 for number in range(250)] + ["µ" * 60_000] * 5

    await QueueProducer(binding).send_batch(bodies)

    assert [body for call, _ in binding.calls for body in call] == bodies
    assert [len(call) for call, _ in binding.calls] == [len(call) for call in chunks(bodies)]
    assert len(binding.calls) > 3


@pytest.mark.parametrize(
    ("body", "delay", "says"),
    [("x", 86_401, "delay"), ("x", -1, "delay"), ("µ" * 63_501, 0, "127000 bytes, not 127002")],
)
async def test_what_queues_would_never_take_is_a_permanent_error(body, delay, says):
    binding = Producer()

    with pytest.raises(PermanentError, match=says):
        await QueueProducer(binding).send(body, delay_seconds=delay)
    with pytest.raises(PermanentError, match=says):
        await QueueProducer(binding).send_batch(["fine", body], delay_seconds=delay)

    assert binding.calls == []


async def test_a_queue_that_does_not_take_a_message_may_be_asked_again():
    producer = QueueProducer(Producer(fails="Error: Too Many Requests (10250)"))

    with pytest.raises(UpstreamUnavailable, match="Too Many Requests"):
        await producer.send("x")


def test_a_batch_is_known_by_the_name_that_the_topology_declares():
    messages = [QueueMessage("one", attempts=3, id="m1"), QueueMessage("two")]

    batch = bindings.batch(MessageBatch("peptalk-fetch-dlq-production", messages))

    assert batch.queue == "peptalk-fetch-dlq"
    assert [each.body for each in batch.deliveries] == ["one", "two"]
    assert (batch.deliveries[0].id, batch.deliveries[0].attempts) == ("m1", 3)


def test_settling_reaches_the_platforms_message():
    acked, retried = QueueMessage("x"), QueueMessage("y")

    QueueDelivery(acked).ack()
    QueueDelivery(acked).retry(delay_seconds=5)
    QueueDelivery(retried).retry(delay_seconds=90)

    assert acked.settled == ("ack", None)
    assert retried.settled == ("retry", 90)


@pytest.mark.parametrize(
    ("body", "text"),
    [('{"v": 1}', '{"v": 1}'), ({"v": 1, "x": None}, '{"v": 1, "x": null}'), (memoryview("µ".encode()), "µ")],
    ids=["text", "JSON", "bytes"],
)
def test_a_body_that_another_tool_sent_is_read_as_text(body, text):
    assert QueueDelivery(QueueMessage(body)).body == text


def test_a_tick_is_the_slot_in_utc():
    slot = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)

    tick = bindings.tick(Controller("0 2 * * *", slot.timestamp() * 1000))

    assert (tick.cron, tick.scheduled) == ("0 2 * * *", slot)


def test_a_token_is_drawn_anew_and_a_fraction_is_below_one():
    entropy = bindings.SystemEntropy()

    assert len({entropy.token() for _ in range(100)}) == 100
    assert all(len(entropy.token()) == 32 and 0 <= entropy.fraction() < 1 for _ in range(100))


async def test_the_clock_is_aware_and_sleeps():
    clock = bindings.SystemClock()
    before = clock.now()

    await clock.sleep(0.01)

    assert before.tzinfo is UTC
    assert clock.now() > before


@pytest.mark.parametrize(
    ("port", "adapter"),
    [
        (ports.Database, D1Database),
        (ports.Bucket, R2Bucket),
        (ports.Queue, QueueProducer),
        (ports.Delivery, QueueDelivery),
        (ports.Clock, bindings.SystemClock),
        (ports.Entropy, bindings.SystemEntropy),
    ],
)
def test_the_adapters_methods_take_what_the_ports_methods_take(port, adapter):
    methods = [(name, each) for name, each in inspect.getmembers(port, inspect.isfunction) if not name.startswith("_")]

    assert methods
    for name, method in methods:
        assert (
            inspect.signature(getattr(adapter, name)).parameters.keys() == inspect.signature(method).parameters.keys()
        )
