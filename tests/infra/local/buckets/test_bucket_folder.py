"""The folder bucket between processes: one winner, whole objects, damage that is seen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from rigs.places import ROOT

from infra.local.buckets.bucket import FolderBucket, advice
from infra.local.buckets.keys import file_name, key_of
from shared.platform.errors import ConfigurationError, Corrupt

RACER = """
import asyncio, sys
from pathlib import Path
from infra.local.buckets.bucket import FolderBucket

async def main():
    bucket, name = FolderBucket(Path(sys.argv[1])), sys.argv[2]
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(100):
        if await bucket.put(f"k/{number}", name.encode() * 1000, only_if_absent=True):
            print(number)
    for _ in range(30):
        while True:
            head = await bucket.head("counter")
            count = int(await bucket.get("counter"))
            if head.etag == (await bucket.head("counter")).etag:
                if await bucket.put("counter", str(count + 1).encode(), only_if_etag=head.etag):
                    break

asyncio.run(main())
"""

DIES_BEFORE_THE_RENAME = """
import asyncio, os, signal, sys
from pathlib import Path
from infra.local.buckets.bucket import FolderBucket

def die(event, arguments):
    if event == "os.rename":
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(die)
asyncio.run(FolderBucket(Path(sys.argv[1])).put("k", b"new" * 1000))
"""


async def test_of_two_processes_that_put_only_if_absent_exactly_one_wins(tmp_path: Path):
    bucket = FolderBucket(tmp_path)
    await bucket.put("counter", b"0")
    children = [
        subprocess.Popen(
            [sys.executable, "-c", RACER, tmp_path, name],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for name in "ab"
    ]  # fmt: skip
    for child in children:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"

    for child in children:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    won = [child.communicate()[0].split() for child in children]

    assert [child.returncode for child in children] == [0, 0]
    assert sorted(map(int, won[0] + won[1])) == list(range(100))
    for name, numbers in zip("ab", won, strict=True):
        for number in numbers:
            assert await bucket.get(f"k/{number}") == name.encode() * 1000
    assert await bucket.get("counter") == b"60"
    assert list((tmp_path / "coming").iterdir()) == []


@pytest.mark.parametrize("before", [None, b"old"])
async def test_a_crash_before_the_rename_leaves_what_was_there(tmp_path: Path, before: bytes | None):
    bucket = FolderBucket(tmp_path)
    if before is not None:
        await bucket.put("k", before)

    died = subprocess.run([sys.executable, "-c", DIES_BEFORE_THE_RENAME, tmp_path], cwd=ROOT, check=False)

    assert died.returncode == -9
    assert len(list((tmp_path / "coming").iterdir())) == 1
    assert await bucket.get("k") == before
    assert len((await bucket.list()).objects) == (before is not None)
    await bucket.put("k", b"again")
    assert await bucket.get("k") == b"again"


async def test_what_a_dead_process_left_is_swept_after_an_hour(tmp_path: Path):
    coming = tmp_path / "coming"
    coming.mkdir()
    for name, age in (("old", 4000), ("young", 60)):
        (coming / name).write_bytes(b"half")
        now = (coming / name).stat().st_mtime
        os.utime(coming / name, (now - age, now - age))

    await FolderBucket(tmp_path).put("k", b"x")

    assert [path.name for path in coming.iterdir()] == ["young"]


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: data[:-1] + b"!", lambda data: b"", lambda data: b"{}\n"]
)
async def test_damage_is_seen_when_the_object_is_read(tmp_path: Path, damage):
    bucket = FolderBucket(tmp_path)
    await bucket.put("k", b"some bytes")
    [file] = (tmp_path / "objects").iterdir()
    file.write_bytes(damage(file.read_bytes()))

    with pytest.raises(Corrupt, match="restore it from a backup"):
        await bucket.get("k")


async def test_nothing_is_written_outside_the_folder(tmp_path: Path):
    root = tmp_path / "in" / "bucket"
    bucket = FolderBucket(root)

    for key in ("../x", "../../y", "/tmp/z", "a/../../../w", "..", "."):
        await bucket.put(key, b"x")

    assert [path.name for path in tmp_path.iterdir()] == ["in"]
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["bucket"]
    assert len(list((root / "objects").iterdir())) == 6


async def test_a_folder_that_is_a_file_is_the_operators_matter(tmp_path: Path):
    root = tmp_path / "bucket"
    root.write_text("mine")

    with pytest.raises(ConfigurationError, match="something else lies there"):
        await FolderBucket(root).put("k", b"x")

    assert root.read_text() == "mine"


def test_a_full_disk_asks_the_operator_for_space():
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")

    with pytest.raises(OSError, match="No space") as caught, full.open("wb", buffering=0) as file:
        file.write(b"x")

    assert "free space there" in advice(caught.value)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("packs/0a.json", "packs%2f0a.json"),
        ("A", "%41"),
        ("..", ".."),
        ("%2f", "%252f"),
        ("é", "%c3%a9"),
    ],
)
def test_file_names_can_be_read_back(key, name):
    assert file_name(key) == name
    assert key_of(name) == key


def test_long_keys_have_a_name_of_their_own():
    names = {file_name("x" * length) for length in range(201, 1025)}

    assert len(names) == 824
    assert max(map(len, names)) < 100
    assert key_of(file_name("x" * 500)) is None
