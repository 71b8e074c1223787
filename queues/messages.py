"""Messages between functions: frozen, add-only, ids and keys only.

Deliveries outlive deployments, so a message once sent must decode for ever: only add fields, with
defaults, and add a golden sample beside the old ones in ``queues/samples``. A message carries no payload
(Cloudflare's limit is 128 KB), and nothing about a person.
"""

import json
from typing import Annotated, Any, ClassVar, Literal, Self, cast, get_args

from pydantic import BaseModel, Field, ValidationError

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
RunId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9:._-]*$", max_length=80)]
TraceId = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
Key = Annotated[str, Field(min_length=1, max_length=300)]
"""A bucket key, as `shared.store.objects` makes them: `packs/<sha256>.json`."""

Stage = Literal["fetch", "synthesize", "comply", "render"]

VERSION = 1


class UndecodableMessage(Exception):
    """The text is no message of ours, and waiting will not make it one."""


class NewerMessage(Exception):
    """The message was written by a newer deployment than this one."""


class Message(BaseModel, frozen=True, extra="ignore"):
    """What every message has.

    `identity` names the piece of work: the same work has the same identity however often it is sent.
    `generation` rises by one at each replay of a dead letter; it is not part of the identity.
    """

    stage: ClassVar[Stage]

    v: int = VERSION
    kind: str
    trace_id: TraceId
    generation: Annotated[int, Field(ge=0)] = 0
    run_id: RunId
    slug: Slug

    @property
    def members(self) -> tuple[Slug, ...]:
        """The peptides whose run items this work may end."""
        return (self.slug,)

    @property
    def identity(self) -> str:
        """Stage, run, slug and whatever else tells two pieces of work apart."""
        return "/".join((self.stage, self.run_id, self.slug, *self._particulars()))

    def _particulars(self) -> tuple[str, ...]:
        return ()

    def encode(self) -> str:
        """The wire form: one line of JSON, keys sorted."""
        return json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)

    def replayed(self) -> Self:
        """The same work once more, one generation on."""
        return self.model_copy(update={"generation": self.generation + 1})


class FetchStudies(Message, frozen=True):
    """Ask for the literature on one peptide, from record `cursor` of the run's searches on.

    With `group`, ask at once what is new about all of these peptides; `slug` is the first of them. With `fresh`,
    everything is searched and read anew, whatever was read before. With `full`, a draft is written anew whatever is
    new.
    """

    stage: ClassVar[Stage] = "fetch"
    kind: Literal["FetchStudies"] = "FetchStudies"
    cursor: Annotated[int, Field(ge=0)] = 0
    group: Annotated[tuple[Slug, ...], Field(max_length=120)] = ()
    fresh: bool = False
    full: bool = False

    @property
    def members(self) -> tuple[Slug, ...]:
        """The group's peptides, or else the one."""
        return self.group or (self.slug,)

    def _particulars(self) -> tuple[str, ...]:
        return (f"group-{len(self.group)}",) if self.group else (str(self.cursor),)

    def at(self, cursor: int) -> Self:
        """The next page of the same search."""
        return self.model_copy(update={"cursor": cursor, "generation": 0})


class SynthesizeMonograph(Message, frozen=True):
    """Ask for a draft from an evidence pack; in round 1, with the findings on the draft refused.

    With `full`, all claims are written anew; else those of the page that stands are kept as far as they hold.
    """

    stage: ClassVar[Stage] = "synthesize"
    kind: Literal["SynthesizeMonograph"] = "SynthesizeMonograph"
    pack: Key
    round: Literal[0, 1] = 0
    refused: Key | None = None
    """Key of the review whose findings the second round answers."""
    full: bool = False

    def _particulars(self) -> tuple[str, ...]:
        return (_short(self.pack), str(self.round))


class ReviewDraft(Message, frozen=True):
    """Ask for the gates, and the second model, to judge a draft against its evidence pack.

    `refused` is the key of the review that a second round's draft answers.
    """

    stage: ClassVar[Stage] = "comply"
    kind: Literal["ReviewDraft"] = "ReviewDraft"
    pack: Key
    draft: Key
    round: Literal[0, 1] = 0
    refused: Key | None = None

    def _particulars(self) -> tuple[str, ...]:
        return (_short(self.draft), str(self.round))


class RenderMonograph(Message, frozen=True):
    """Ask for page and PDF of a monograph, and for their publication.

    With `held`, the key of the reasons why a person must decide first, they are made for that person alone.
    """

    stage: ClassVar[Stage] = "render"
    kind: Literal["RenderMonograph"] = "RenderMonograph"
    pack: Key
    monograph: Key
    held: Key | None = None

    def _particulars(self) -> tuple[str, ...]:
        return (_short(self.monograph), *(("held",) if self.held else ()))


AnyMessage = FetchStudies | SynthesizeMonograph | ReviewDraft | RenderMonograph

_KINDS: dict[str, type[AnyMessage]] = {
    get_args(cls.model_fields["kind"].annotation)[0]: cls for cls in get_args(AnyMessage)
}


def decode(text: str) -> AnyMessage:
    """The message that `text` holds.

    Raises:
        NewerMessage: its version is above ours; a newer consumer will understand it.
        UndecodableMessage: it is not JSON, of no known kind, or lacks a field.
    """
    try:
        body: Any = json.loads(text)
    except ValueError as exc:
        raise UndecodableMessage(f"not JSON: {exc}") from exc
    if not isinstance(body, dict):
        raise UndecodableMessage(f"not an object but {type(body).__name__}")
    fields = cast("dict[str, Any]", body)
    version = fields.get("v")
    if isinstance(version, int) and version > VERSION:
        raise NewerMessage(f"version {version}, this deployment knows {VERSION}")
    cls = _KINDS.get(str(fields.get("kind")))
    if cls is None:
        raise UndecodableMessage(f"unknown kind {fields.get('kind')!r}; known are {', '.join(sorted(_KINDS))}")
    try:
        return cls.model_validate(fields)
    except ValidationError as exc:
        first = exc.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise UndecodableMessage(f"{cls.__name__}.{field}: {first['msg']}") from exc


def _short(key: str) -> str:
    """Twelve characters of the hash in a key: enough to tell two packs of one run apart."""
    return key.rsplit("/", 1)[-1].split(".", 1)[0][:12]
