"""R2's S3 API as the Bucket port, by boto3 (the extra `s3`), for what runs beside Cloudflare and not on it.

Every call runs in a thread. The SHA-256 travels as S3's own checksum, so that the service checks it too.
"""

import asyncio
import base64
from collections.abc import Callable, Generator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from email.header import Header, decode_header, make_header
from functools import cached_property, partial
from typing import Any, TypeVar, cast

from shared.platform.cloudflare.bucket_rules import check_key, check_limit, check_metadata, check_part, check_sha256
from shared.platform.errors import ConfigurationError, UpstreamThrottled, UpstreamUnavailable
from shared.platform.ports import Listing, ObjectInfo

_ABSENT = frozenset({"404", "NoSuchKey", "NotFound"})
_BEYOND = frozenset({"416", "InvalidRange"})
_PRECONDITION = frozenset({"412", "PreconditionFailed"})
_THROTTLED = frozenset({"429", "SlowDown", "TooManyRequests", "ServiceUnavailable", "503"})
_REFUSED = frozenset(
    {"401", "403", "AccessDenied", "InvalidAccessKeyId", "NoSuchBucket", "SignatureDoesNotMatch", "Unauthorized"}
)
_DELETE_AT_ONCE = 1000
_HEADS_AT_ONCE = 8

_T = TypeVar("_T")


class S3Bucket:
    """The Bucket port over one bucket of an S3 service; for R2, https://<account>.r2.cloudflarestorage.com.

    A listing asks for each object's head, because S3 lists no metadata.
    """

    def __init__(self, bucket: str, *, endpoint: str, access_key: str, secret_key: str, region: str = "auto") -> None:
        self.bucket = bucket
        self.endpoint = endpoint
        self._credentials = (access_key, secret_key, region)

    async def get(self, key: str) -> bytes | None:
        """The object's bytes, or None where there is none."""
        return await self._do(partial(self._get, check_key(key)))

    async def part(self, key: str, offset: int, length: int) -> bytes | None:
        """At most `length` bytes from `offset` on; None where there is no object or it ends before."""
        check_part(offset, length)
        return await self._do(partial(self._part, check_key(key), f"bytes={offset}-{offset + length - 1}"))

    async def head(self, key: str) -> ObjectInfo | None:
        """What is known of the object, or None where there is none."""
        return await self._do(partial(self._head, check_key(key)))

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
        """Store the object; None where a precondition failed and nothing was written."""
        found = check_sha256(check_key(key), data, sha256)
        options: dict[str, Any] = {
            "Key": key,
            "Body": data,
            "Metadata": {name: _header(value) for name, value in check_metadata(metadata).items()},
            "ChecksumAlgorithm": "SHA256",
            "ChecksumSHA256": base64.b64encode(bytes.fromhex(found)).decode(),
        }
        if content_type:
            options["ContentType"] = content_type
        if only_if_absent:
            options["IfNoneMatch"] = "*"
        elif only_if_etag is not None:
            options["IfMatch"] = f'"{only_if_etag}"'
        return await self._do(partial(self._put, key, options))

    async def delete(self, *keys: str) -> None:
        """Remove the objects; a key that is not there is no error."""
        named = [{"Key": check_key(key)} for key in keys]
        for at in range(0, len(named), _DELETE_AT_ONCE):
            await self._do(partial(self._delete, named[at : at + _DELETE_AT_ONCE]))

    async def list(self, prefix: str = "", *, cursor: str | None = None, limit: int = 1000) -> Listing:
        """At most `limit` objects whose keys start with `prefix`."""
        options: dict[str, Any] = {"Prefix": prefix, "MaxKeys": check_limit(limit)}
        if cursor is not None:
            options["ContinuationToken"] = cursor
        return await self._do(partial(self._list, options))

    @cached_property
    def _client(self) -> Any:
        # boto3 is an extra: only who names an S3 bucket needs it.
        from boto3.session import Session  # noqa: PLC0415
        from botocore.config import Config  # noqa: PLC0415

        access_key, secret_key, region = self._credentials
        session = cast("Any", Session(access_key, secret_key, region_name=region))
        return session.client(
            "s3",
            endpoint_url=self.endpoint,
            config=Config(s3={"addressing_style": "path"}, retries={"mode": "standard"}, connect_timeout=10),
        )

    async def _do(self, work: Callable[[], _T]) -> _T:
        def translated() -> _T:
            with self._translated():
                return work()

        return await asyncio.to_thread(translated)

    def _get(self, key: str) -> bytes | None:
        with _or_none(_ABSENT) as found:
            found.append(self._client.get_object(Bucket=self.bucket, Key=key)["Body"].read())
        return found[0] if found else None

    def _part(self, key: str, range: str) -> bytes | None:
        with _or_none(_ABSENT | _BEYOND) as found:
            found.append(self._client.get_object(Bucket=self.bucket, Key=key, Range=range)["Body"].read())
        return found[0] if found else None

    def _head(self, key: str) -> ObjectInfo | None:
        with _or_none(_ABSENT) as found:
            found.append(self._client.head_object(Bucket=self.bucket, Key=key, ChecksumMode="ENABLED"))
        return _info(key, found[0]) if found else None

    def _put(self, key: str, options: Mapping[str, Any]) -> ObjectInfo | None:
        # An If-Match of an object that is not there is answered with 404.
        with _or_none(_PRECONDITION | _ABSENT if "IfMatch" in options else _PRECONDITION) as found:
            found.append(self._client.put_object(Bucket=self.bucket, **options))
        return self._head(key) if found else None

    def _delete(self, named: Any) -> None:
        answer = self._client.delete_objects(Bucket=self.bucket, Delete={"Objects": named, "Quiet": True})
        if errors := answer.get("Errors"):
            raise UpstreamUnavailable(
                f"{self.bucket}: {len(errors)} objects were not deleted: {errors[0]}", vendor="r2"
            )

    def _list(self, options: Mapping[str, Any]) -> Listing:
        page = self._client.list_objects_v2(Bucket=self.bucket, **options)
        keys = [each["Key"] for each in page.get("Contents", [])]
        with ThreadPoolExecutor(_HEADS_AT_ONCE) as threads:
            heads = list(threads.map(self._head, keys))
        # One that is deleted meanwhile is left out.
        found = tuple(each for each in heads if each is not None)
        return Listing(found, page["NextContinuationToken"] if page.get("IsTruncated") else None)

    @contextmanager
    def _translated(self) -> Generator[None]:
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415

        try:
            yield
        except ClientError as exc:
            code, text = _code(exc), f"{self.bucket} at {self.endpoint}: {exc}"
            if code in _REFUSED:
                raise ConfigurationError(f"{text}; look at the bucket's name and the access key") from exc
            if code in _THROTTLED:
                raise UpstreamThrottled(text, vendor="r2") from exc
            raise UpstreamUnavailable(text, vendor="r2") from exc
        except BotoCoreError as exc:
            raise UpstreamUnavailable(f"{self.bucket} at {self.endpoint}: {exc}", vendor="r2") from exc


@contextmanager
def _or_none(codes: frozenset[str]) -> Generator[list[Any]]:
    """What the body appends; nothing where the service answers with one of these codes."""
    from botocore.exceptions import ClientError  # noqa: PLC0415

    found: list[Any] = []
    try:
        yield found
    except ClientError as exc:
        if _code(exc) not in codes:
            raise


def _code(exc: Any) -> str:
    return str(exc.response.get("Error", {}).get("Code", ""))


def _header(value: str) -> str:
    """R2 encodes metadata beyond ASCII as RFC 2047 does (developers.cloudflare.com/r2/api/s3/api)."""
    return value if value.isascii() and value.isprintable() else Header(value, "utf-8", maxlinelen=10**6).encode()


def _info(key: str, head: Mapping[str, Any]) -> ObjectInfo:
    checksum: str | None = head.get("ChecksumSHA256")
    metadata: Mapping[str, str] = head.get("Metadata", {})
    return ObjectInfo(
        key=key,
        size=int(head["ContentLength"]),
        etag=str(head["ETag"]).strip('"'),
        sha256=base64.b64decode(checksum).hex() if checksum else None,
        content_type=head.get("ContentType"),
        metadata={name: str(make_header(decode_header(value))) for name, value in metadata.items()},
        uploaded=head["LastModified"],
    )
