"""What every Bucket does, as R2 does."""

import asyncio
import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.platform.ports import Bucket

ODD_KEYS = [
    "a", "A", "a/b", "a/b/c", "a//b", "/abs", "a/", "../x", "../../etc/passwd", "a/../b", "...", "a b", "a%2fb", "a+b",
    "é/µ≥", "e\u0301", "CON", "x" * 1024, "ü" * 512, "seg/" + "y" * 600, "a\\b", "a:b", "a?b#c&d", "~", "%sha256-x",
]  # fmt: skip


async def everything(bucket: Bucket, prefix: str = "", limit: int = 1000) -> list[str]:
    keys: list[str] = []
    cursor = None
    while True:
        page = await bucket.list(prefix, cursor=cursor, limit=limit)
        assert len(page.objects) <= limit
        keys += [each.key for each in page.objects]
        cursor = page.cursor
        if cursor is None:
            return keys


async def test_an_object_comes_back_as_it_was_put(bucket: Bucket):
    data = bytes(range(256)) * 10
    before = datetime.now(UTC)

    stored = await bucket.put("k.json", data, content_type="application/json", metadata={"title": "α ≥ µ", "n": "1"})

    assert stored is not None
    found = await bucket.get("k.json")
    assert (found, type(found)) == (data, bytes)
    head = await bucket.head("k.json")
    assert head == stored
    assert (head.key, head.size, head.sha256) == ("k.json", 2560, hashlib.sha256(data).hexdigest())
    assert (head.content_type, dict(head.metadata)) == ("application/json", {"title": "α ≥ µ", "n": "1"})
    assert head.uploaded.tzinfo is not None
    assert abs(head.uploaded - before) < timedelta(seconds=30)


async def test_what_is_not_there_is_none(bucket: Bucket):
    assert await bucket.get("nothing") is None
    assert await bucket.head("nothing") is None
    assert (await bucket.list()).objects == ()
    await bucket.delete("nothing")
    await bucket.delete()


async def test_an_empty_object_is_an_object(bucket: Bucket):
    await bucket.put("empty", b"")

    assert await bucket.get("empty") == b""


@pytest.mark.parametrize(
    ("offset", "length", "given"),
    [
        (0, 3, b"012"),
        (7, 3, b"789"),
        (8, 50, b"89"),
        (9, 1, b"9"),
        (0, 10, b"0123456789"),
        (10, 1, None),
        (99, 1, None),
    ],
)
async def test_a_part_is_given_as_far_as_the_object_goes(bucket: Bucket, offset, length, given):
    await bucket.put("k", b"0123456789")

    found = await bucket.part("k", offset, length)

    assert (found, type(found)) == (given, type(given))
    assert await bucket.part("nothing", offset, length) is None


@pytest.mark.parametrize(("offset", "length"), [(-1, 5), (0, 0), (3, -1)])
async def test_a_part_that_is_none_is_refused(bucket: Bucket, offset, length):
    await bucket.put("k", b"0123456789")

    with pytest.raises(ValueError, match="a part begins"):
        await bucket.part("k", offset, length)


async def test_of_an_empty_object_there_is_no_part(bucket: Bucket):
    await bucket.put("empty", b"")

    assert await bucket.part("empty", 0, 1) is None


async def test_a_put_replaces_bytes_and_metadata_whole(bucket: Bucket):
    first = await bucket.put("k", b"long first bytes", metadata={"a": "1"})
    second = await bucket.put("k", b"second", metadata={"b": "2"})

    assert first is not None
    assert second is not None
    assert first.etag != second.etag
    assert await bucket.get("k") == b"second"
    assert dict(second.metadata) == {"b": "2"}


async def test_the_same_bytes_have_the_same_etag(bucket: Bucket):
    first = await bucket.put("k", b"same")
    again = await bucket.put("k", b"same")

    assert first is not None
    assert again is not None
    assert first.etag == again.etag


@pytest.mark.parametrize("key", ODD_KEYS, ids=range(len(ODD_KEYS)))
async def test_any_key_round_trips(bucket: Bucket, key):
    await bucket.put(key, key.encode())

    assert await bucket.get(key) == key.encode()
    assert await everything(bucket) == [key]
    await bucket.delete(key)
    assert await bucket.get(key) is None


async def test_keys_that_look_alike_stay_apart(bucket: Bucket):
    for key in ODD_KEYS:
        await bucket.put(key, key.encode())

    assert [await bucket.get(key) for key in ODD_KEYS] == [key.encode() for key in ODD_KEYS]


@pytest.mark.parametrize("key", ["", "x" * 1025, "ü" * 513, "\ud800"], ids=["empty", "long", "bytes", "surrogate"])
async def test_a_key_out_of_bounds_is_refused(bucket: Bucket, key):
    with pytest.raises(ValueError, match="key"):
        await bucket.put(key, b"x")
    with pytest.raises(ValueError, match="key"):
        await bucket.get(key)


@pytest.mark.parametrize("metadata", [{"a": "x" * 8192}, {"Upper": "x"}, {"": "x"}, {"a b": "x"}])
async def test_metadata_out_of_bounds_are_refused(bucket: Bucket, metadata):
    with pytest.raises(ValueError, match="metadata"):
        await bucket.put("k", b"x", metadata=metadata)

    assert await bucket.get("k") is None


async def test_the_checksum_is_checked_before_anything_is_kept(bucket: Bucket):
    right = hashlib.sha256(b"right").hexdigest()
    await bucket.put("k", b"right", sha256=right)

    with pytest.raises(ValueError, match="SHA-256"):
        await bucket.put("k", b"wrong", sha256=right)

    assert await bucket.get("k") == b"right"


async def test_only_if_absent_writes_once(bucket: Bucket):
    first = await bucket.put("k", b"first", only_if_absent=True)
    second = await bucket.put("k", b"second", only_if_absent=True)

    assert first is not None
    assert second is None
    assert await bucket.get("k") == b"first"


async def test_only_if_etag_compares_and_swaps(bucket: Bucket):
    first = await bucket.put("k", b"first")
    assert first is not None

    assert await bucket.put("k", b"x", only_if_etag="0" * 32) is None
    assert await bucket.put("absent", b"x", only_if_etag=first.etag) is None
    assert await bucket.put("k", b"second", only_if_etag=first.etag) is not None
    assert await bucket.put("k", b"third", only_if_etag=first.etag) is None
    assert await bucket.get("k") == b"second"
    assert await bucket.get("absent") is None


async def test_a_listing_is_in_key_order_by_prefix_and_pages(bucket: Bucket):
    keys = [f"p/{number:02d}" for number in range(7)] + ["p", "p0", "q/1", "P/1", "p/é"]
    for key in keys:
        await bucket.put(key, b"x", metadata={"of": "x"}, content_type="text/plain")

    assert await everything(bucket, limit=3) == sorted(keys)
    assert await everything(bucket, "p/", limit=4) == sorted(key for key in keys if key.startswith("p/"))
    assert await everything(bucket, "p/", limit=8) == await everything(bucket, "p/")
    assert await everything(bucket, "nothing/") == []
    assert (await bucket.list("q")).objects == (await bucket.head("q/1"),)


@pytest.mark.parametrize("limit", [0, -1, 1001])
async def test_a_page_has_1_to_1000_objects(bucket: Bucket, limit):
    with pytest.raises(ValueError, match="page"):
        await bucket.list(limit=limit)


async def test_delete_removes_many_at_once(bucket: Bucket):
    for key in ("a", "b", "c"):
        await bucket.put(key, b"x")

    await bucket.delete("a", "c", "never there")

    assert await everything(bucket) == ["b"]


async def test_concurrent_puts_of_one_key_leave_one_of_them_whole(bucket: Bucket):
    bodies = [bytes([number]) * 50_000 for number in range(8)]

    await asyncio.gather(*(bucket.put("k", body, metadata={"n": str(body[0])}) for body in bodies))

    data, head = await bucket.get("k"), await bucket.head("k")
    assert data in bodies
    assert head is not None
    assert head.metadata["n"] == str(data[0])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    key=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60), data=st.binary(max_size=300)
)
async def test_any_key_and_any_bytes(bucket: Bucket, key, data):
    await bucket.put(key, data)

    assert await bucket.get(key) == data
    await bucket.delete(key)
