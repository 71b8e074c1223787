"""What lies in the bucket, listed and handed out."""

from pydantic import Field

from functions.operate.usecase import Answer, Request, UseCase
from shared.domain.canonical import digest
from shared.platform.errors import PermanentError
from shared.platform.ports import ObjectInfo, Platform

LARGEST = 32_000_000
"""Bytes of an object that a Worker hands out: it holds it whole, and has 128 MB in all."""


class ListFiles(Request):
    """One page of the objects whose keys start with `prefix`."""

    prefix: str = ""
    cursor: str | None = None
    limit: int = Field(default=1_000, ge=1, le=1_000)


class File(Answer):
    """One object; `size` is bytes, `sha256` lower-case hex."""

    key: str
    size: int
    sha256: str | None
    content_type: str | None
    uploaded: str


class FileList(Answer):
    """In the order of their keys; `cursor` leads to the next page."""

    files: tuple[File, ...]
    cursor: str | None


async def _list(platform: Platform, request: ListFiles) -> FileList:
    page = await platform.files.list(request.prefix, cursor=request.cursor, limit=request.limit)
    return FileList(files=tuple(map(file_of, page.objects)), cursor=page.cursor)


async def read(platform: Platform, key: str) -> tuple[bytes, str]:
    """An object's bytes and their SHA-256.

    Raises:
        PermanentError: there is none, or it is too large to be handed out so.
    """
    try:
        info = await platform.files.head(key)
    except ValueError as exc:
        raise PermanentError(f"{key[:200]!r} is no key: {exc}") from exc
    if info is None:
        raise PermanentError(f"{key} is not in the bucket; `peptalk files list` shows what is")
    if info.size > LARGEST:
        raise PermanentError(
            f"{key} has {info.size:,} bytes, too many to come this way; fetch it past operate: --direct"
        )
    data = await platform.files.get(key)
    if data is None:
        raise PermanentError(f"{key} was removed just now")
    return data, digest(data)


def file_of(info: ObjectInfo) -> File:
    """What is known of an object, as it is told."""
    return File(
        key=info.key,
        size=info.size,
        sha256=info.sha256,
        content_type=info.content_type,
        uploaded=info.uploaded.isoformat(),
    )


LIST = UseCase("files.list", ListFiles, FileList, _list)

CASES = (LIST,)
