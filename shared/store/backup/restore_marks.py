"""The mark of a restore that began: it lies in the bucket that is being filled, and goes when the restore is proved.

So that a half-restored target says what it is, whoever looks at it, and the same restore knows where to go on.
"""

from pydantic import Field, ValidationError

from shared.domain.frozen import Stored
from shared.platform.errors import PermanentError
from shared.platform.ports import Bucket

FOLDER = "restores"


class HalfRestored(PermanentError):
    """A restore into this target began and did not end."""


class Mark(Stored):
    """Which backup, since when, the parts that are in, and how many rows of a table were left out."""

    id: str
    began_at: str
    parts: tuple[str, ...] = ()
    proved: bool = False
    left_out: dict[str, int] = Field(default_factory=dict[str, int])

    @property
    def key(self) -> str:
        return f"{FOLDER}/{self.id}.json"


async def unfinished(files: Bucket) -> Mark | None:
    """The restore that did not end, if there is one.

    Raises:
        HalfRestored: its mark cannot be read.
    """
    page = await files.list(f"{FOLDER}/", limit=1)
    if not page.objects:
        return None
    key = page.objects[0].key
    try:
        return Mark.model_validate_json(await files.get(key) or b"")
    except ValidationError as exc:
        raise HalfRestored(
            f"{key} says that a restore did not end, and cannot be read; empty the target first"
        ) from exc


async def refuse_half_restored(files: Bucket, *, unless: str | None = None) -> Mark | None:
    """The mark of the restore `unless`, which may go on.

    Raises:
        HalfRestored: another restore did not end.
    """
    mark = await unfinished(files)
    if mark is not None and mark.id != unless:
        raise HalfRestored(
            f"the restore of backup {mark.id}, begun {mark.began_at}, did not end; "
            f"go on with it: peptalk backup restore {mark.id}"
        )
    return mark


async def keep(files: Bucket, mark: Mark) -> None:
    await files.put(mark.key, mark.encode(), content_type="application/json")


async def remove(files: Bucket, mark: Mark) -> None:
    await files.delete(mark.key)
