"""A folder as R2: the Bucket port over files that any number of processes may share.

An object is one file: a line of JSON that describes it, then its bytes. It is written beside, flushed, and
renamed into place under the bucket's lock, so that a crash leaves the old object or the new one, whole.
"""

import asyncio
import errno
import fcntl
import hashlib
import json
import os
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from infra.local.buckets.keys import file_name, key_of
from infra.local.machine.clock import SystemClock
from infra.local.machine.patience import waited_since, waits
from shared.platform.cloudflare.bucket_rules import check_key, check_limit, check_metadata, check_part, check_sha256
from shared.platform.errors import ConfigurationError, Corrupt
from shared.platform.ports import Clock, Listing, ObjectInfo

SMALL = 256_000
"""Bytes of an object that is read on the loop."""

SLOW, SLOW_FOR = 0.01, 1.0
"""Seconds of a read after which the loop leaves reading to threads for so many."""

_FORMAT = 1
_SUFFIX = ".object"
_LEFT_BEHIND_AFTER = 3600.0
"""Seconds after which a file that never came into place was left by a process that died."""


class FolderBucket:
    """The Bucket port over a folder, which is made at the first put."""

    def __init__(self, root: Path, clock: Clock | None = None) -> None:
        self.root = root
        self._objects = root / "objects"
        self._coming = root / "coming"
        self._clock = clock or SystemClock()
        self._made = False
        self._slow_until = 0.0

    async def get(self, key: str) -> bytes | None:
        """The object's bytes, checked against their hash, or None where there is none.

        Raises:
            Corrupt: the file is not what was written.
        """
        check_key(key)
        if time.monotonic() < self._slow_until or not self._is_small(key):
            return await asyncio.to_thread(self._get, key)
        # Less than a change of threads takes, unless the disk is slow.
        begun, before = time.monotonic(), waits()
        data = self._get(key)
        if (ended := time.monotonic()) - begun > SLOW and waited_since(before):
            self._slow_until = ended + SLOW_FOR
        return data

    async def part(self, key: str, offset: int, length: int) -> bytes | None:
        """At most `length` bytes from `offset` on; None where there is no object or it ends before. A part is not
        checked against the hash of the whole."""
        check_part(offset, length)
        return await asyncio.to_thread(self._part, check_key(key), offset, length)

    async def head(self, key: str) -> ObjectInfo | None:
        """What is known of the object, or None where there is none."""
        return await asyncio.to_thread(self._head, check_key(key))

    async def put(
        self,
        key: str,
        data: bytes,
        *,
        content_type: str | None = None,
        metadata: Mapping[str, str] | None = None,
        sha256: str | None = None,
        only_if_absent: bool = False,
        only_if_etag: str | None = None,
    ) -> ObjectInfo | None:
        """Store the object durably; None where a precondition failed and nothing was written."""
        check_key(key)
        return await asyncio.to_thread(
            self._put_checked, key, data, content_type, check_metadata(metadata), sha256, only_if_absent, only_if_etag
        )

    async def delete(self, *keys: str) -> None:
        """Remove the objects; a key that is not there is no error."""
        await asyncio.to_thread(self._delete, [check_key(key) for key in keys])

    async def list(self, prefix: str = "", *, cursor: str | None = None, limit: int = 1000) -> Listing:
        """At most `limit` objects whose keys start with `prefix`, after the page that gave the cursor."""
        after = None if cursor is None else _key_of_cursor(cursor)
        return await asyncio.to_thread(self._list, prefix, after, check_limit(limit))

    def _get(self, key: str) -> bytes | None:
        with self._opened(key) as file:
            if file is None:
                return None
            info = _header(file, self._path(key))
            data = file.read()
        if len(data) != info.size or hashlib.sha256(data).hexdigest() != info.sha256:
            raise Corrupt(f"{key} in {self.root} is not what was written; restore it from a backup, or delete it")
        return data

    def _part(self, key: str, offset: int, length: int) -> bytes | None:
        with self._opened(key) as file:
            if file is None or offset >= _header(file, self._path(key)).size:
                return None
            file.seek(offset, os.SEEK_CUR)
            return file.read(length)

    def _is_small(self, key: str) -> bool:
        try:
            return self._path(key).stat().st_size <= SMALL
        except OSError:
            return True  # not there, which is soon said

    def _head(self, key: str) -> ObjectInfo | None:
        with self._opened(key) as file:
            return None if file is None else _header(file, self._path(key))

    def _put_checked(
        self,
        key: str,
        data: bytes,
        content_type: str | None,
        metadata: Mapping[str, str],
        sha256: str | None,
        only_if_absent: bool,
        only_if_etag: str | None,
    ) -> ObjectInfo | None:
        info = ObjectInfo(
            key=key,
            size=len(data),
            etag=hashlib.md5(data, usedforsecurity=False).hexdigest(),  # R2's etag of an object put in one piece
            sha256=check_sha256(key, data, sha256),
            content_type=content_type,
            metadata=metadata,
            uploaded=self._clock.now(),
        )
        return info if self._put(info, data, only_if_absent, only_if_etag) else None

    def _put(self, info: ObjectInfo, data: bytes, only_if_absent: bool, only_if_etag: str | None) -> bool:
        with self._explained():
            self._make()
            if only_if_absent and self._path(info.key).exists():
                return False
            coming = self._coming / os.urandom(16).hex()
            try:
                with coming.open("xb") as file:
                    file.write(_line(info))
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                with self._locked():
                    if not self._may_replace(info.key, only_if_absent, only_if_etag):
                        return False
                    coming.rename(self._path(info.key))
                    _flush_folder(self._objects)
            finally:
                coming.unlink(missing_ok=True)
        return True

    def _may_replace(self, key: str, only_if_absent: bool, only_if_etag: str | None) -> bool:
        if only_if_absent:
            return not self._path(key).exists()
        if only_if_etag is not None:
            standing = self._head(key)
            return standing is not None and standing.etag == only_if_etag
        return True

    def _delete(self, keys: Sequence[str]) -> None:
        with self._explained():
            if not keys or not self._objects.exists():
                return
            with self._locked():
                for key in keys:
                    self._path(key).unlink(missing_ok=True)
                _flush_folder(self._objects)

    def _list(self, prefix: str, after: str | None, limit: int) -> Listing:
        keys = sorted(key for key in self._keys() if key.startswith(prefix) and (after is None or key > after))
        # One that is deleted meanwhile is left out.
        found = tuple(info for key in keys[:limit] if (info := self._head(key)) is not None)
        return Listing(found, _cursor_of(keys[limit - 1]) if len(keys) > limit else None)

    def _keys(self) -> Iterator[str]:
        with self._explained():
            try:
                files = [file for file in self._objects.iterdir() if file.suffix == _SUFFIX]
            except FileNotFoundError:
                return
        for file in files:
            key = key_of(file.name.removesuffix(_SUFFIX))
            if key is not None:
                yield key
                continue
            with suppress(FileNotFoundError), file.open("rb") as opened:
                yield _header(opened, file).key

    @contextmanager
    def _opened(self, key: str) -> Generator[BinaryIO | None]:
        with self._explained():
            try:
                file = self._path(key).open("rb")
            except FileNotFoundError:
                yield None
                return
            with file:
                yield file

    def _path(self, key: str) -> Path:
        return self._objects / (file_name(key) + _SUFFIX)

    def _make(self) -> None:
        if self._made:
            return
        for folder in (self._objects, self._coming):
            folder.mkdir(parents=True, exist_ok=True)
        for left in self._coming.iterdir():
            with suppress(FileNotFoundError):
                if time.time() - left.stat().st_mtime > _LEFT_BEHIND_AFTER:
                    left.unlink()
        _flush_folder(self.root)
        self._made = True

    @contextmanager
    def _locked(self) -> Generator[None]:
        """One writer at a time among all processes and threads; the kernel frees it when one dies."""
        lock = os.open(self.root / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    @contextmanager
    def _explained(self) -> Generator[None]:
        try:
            yield
        except OSError as exc:
            raise ConfigurationError(f"the bucket's folder {self.root}: {advice(exc)}") from exc


def advice(exc: OSError) -> str:
    """What is wrong with a folder, and what to do."""
    if exc.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"the disk is full ({exc.strerror}); free space there and start again"
    if exc.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"it cannot be written or read ({exc.strerror}); give this user the right to it"
    if exc.errno in (errno.ENOTDIR, errno.EEXIST, errno.EISDIR):
        said = f"something else lies there ({exc.strerror}: {exc.filename})"
        return f"{said}; move it away, or name another folder (PEPTALK_HOME, for backups PEPTALK_BACKUP_URL)"
    return f"{exc.strerror or exc}; look at the disk's health"


def _line(info: ObjectInfo) -> bytes:
    written: dict[str, Any] = {
        "format": _FORMAT,
        "key": info.key,
        "size": info.size,
        "etag": info.etag,
        "sha256": info.sha256,
        "content_type": info.content_type,
        "metadata": dict(info.metadata),
        "uploaded": info.uploaded.isoformat(),
    }
    return json.dumps(written).encode() + b"\n"


def _header(file: BinaryIO, path: Path) -> ObjectInfo:
    try:
        read: dict[str, Any] = json.loads(file.readline())
        if read.pop("format") != _FORMAT:
            raise ConfigurationError(f"{path} was written by a newer version of PepTalk; install that version")
        read["uploaded"] = datetime.fromisoformat(read["uploaded"])
        return ObjectInfo(**read)
    except (ValueError, TypeError, KeyError, AttributeError) as exc:
        raise Corrupt(f"{path} is no object of this bucket; restore it from a backup, or remove it") from exc


def _flush_folder(folder: Path) -> None:
    """A rename is durable only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _cursor_of(key: str) -> str:
    return urlsafe_b64encode(key.encode()).decode()


def _key_of_cursor(cursor: str) -> str:
    try:
        return urlsafe_b64decode(cursor.encode()).decode()
    except ValueError as exc:
        raise ValueError(f"{cursor!r} is no cursor of a listing") from exc
