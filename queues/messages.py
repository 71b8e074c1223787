"""Messages between functions: frozen, add-only, ids and keys only.

Deliveries outlive deployments, so a message once sent must decode for ever: only add fields, with
defaults, and add a golden sample beside the old ones in ``queues/samples``. A message carries no payload
(Cloudflare's limit is 128 KB), and nothing about a person.
"""

import json
from typing import Annotated, Any, ClassVar, Literal, Self, cast, get_args

from pydantic import BaseModel, Field, ValidationError

from queues.fields import (
    Boundary,
    Day,
    ErasureId,
    Key,
    MailId,
    NoticeId,
    RunId,
    Slug,
    Stage,
    Stamp,
    StripeEventId,
    StripeSubscriptionId,
    TraceId,
)

VERSION = 3
"""The newest version that is understood here. What is tried out is of version 2: a deployment that knows only 1 would
publish it, so it shall wait for a newer one. What asks for quotes alone is of version 3: one that knows only 2 would
send the draft that nobody can judge for judgement again."""
TRIED_OUT = 2
QUOTES_ALONE = 3


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

    v: int = 1
    kind: str
    trace_id: TraceId
    generation: Annotated[int, Field(ge=0)] = 0

    @property
    def item(self) -> tuple[RunId, Slug] | None:
        """Run and peptide of the run item that this work is about; None where it belongs to no run."""
        return None

    @property
    def members(self) -> tuple[Slug, ...]:
        """The peptides whose run items this work may end."""
        return ()

    @property
    def subject(self) -> str:
        """What the work is about, as log lines name it where nothing has a better name."""
        return self.identity

    @property
    def identity(self) -> str:
        """Stage, run and slug where there are any, and whatever else tells two pieces of work apart."""
        return "/".join((self.stage, *(self.item or ()), *self._particulars()))

    def _particulars(self) -> tuple[str, ...]:
        return ()

    def encode(self) -> str:
        """The wire form: one line of JSON, keys sorted."""
        return json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)

    def replayed(self) -> Self:
        """The same work once more, one generation on."""
        return self.model_copy(update={"generation": self.generation + 1})


class PeptideMessage(Message, frozen=True):
    """A message about a peptide in a run."""

    run_id: RunId
    slug: Slug

    @property
    def item(self) -> tuple[RunId, Slug]:
        return self.run_id, self.slug

    @property
    def members(self) -> tuple[Slug, ...]:
        return (self.slug,)

    @property
    def subject(self) -> str:
        return self.slug


class FetchStudies(PeptideMessage, frozen=True):
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


class SynthesizeMonograph(PeptideMessage, frozen=True):
    """Ask for a draft from an evidence pack; in round 1, with the findings on the draft refused.

    With `full`, all claims are written anew; else those of the page that stands are kept as far as they hold. With
    `tryout`, the key of what is tried out, nothing is published; such a message is of version TRIED_OUT. With `quotes`
    no model is asked, because the second one gave no judgement of what the first wrote; of version QUOTES_ALONE.
    """

    stage: ClassVar[Stage] = "synthesize"
    kind: Literal["SynthesizeMonograph"] = "SynthesizeMonograph"
    pack: Key
    round: Literal[0, 1] = 0
    refused: Key | None = None
    """Key of the review whose findings the second round answers."""
    full: bool = False
    tryout: Key | None = None
    quotes: bool = False

    def _particulars(self) -> tuple[str, ...]:
        return (_short(self.pack), str(self.round), *(("quotes",) if self.quotes else ()))


class ReviewDraft(PeptideMessage, frozen=True):
    """Ask for the gates, and the second model, to judge a draft against its evidence pack.

    `refused` is the key of the review that a second round's draft answers; `tryout` as SynthesizeMonograph has it.
    """

    stage: ClassVar[Stage] = "comply"
    kind: Literal["ReviewDraft"] = "ReviewDraft"
    pack: Key
    draft: Key
    round: Literal[0, 1] = 0
    refused: Key | None = None
    tryout: Key | None = None

    def _particulars(self) -> tuple[str, ...]:
        return (_short(self.draft), str(self.round))


class RenderMonograph(PeptideMessage, frozen=True):
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


class NotifyMessage(Message, frozen=True):
    """A message about readers who are to be told something, those behind `cursor`; it belongs to no run. Each page of
    readers asks for the next."""

    stage: ClassVar[Stage] = "notify"
    cursor: Boundary = ""

    def at(self, cursor: str) -> Self:
        """The next page of the same readers."""
        return self.model_copy(update={"cursor": cursor, "generation": 0})

    def _particulars(self) -> tuple[str, ...]:
        return (*self._told(), *((self.cursor,) if self.cursor else ()))

    def _told(self) -> tuple[str, ...]:
        return ()


class VersionPublished(NotifyMessage, frozen=True):
    """Ask for the readers who want to know at once that this version was published."""

    kind: Literal["VersionPublished"] = "VersionPublished"
    slug: Slug
    version: Annotated[int, Field(ge=1)]

    @property
    def subject(self) -> str:
        return self.slug

    def _told(self) -> tuple[str, ...]:
        return ("version", self.slug, str(self.version))


class NoticeIssued(NotifyMessage, frozen=True):
    """Ask for the readers who follow the page that a notice is about."""

    kind: Literal["NoticeIssued"] = "NoticeIssued"
    notice: NoticeId

    @property
    def subject(self) -> str:
        return f"the notice {self.notice}"

    def _told(self) -> tuple[str, ...]:
        return ("notice", self.notice)


class WeekEnded(NotifyMessage, frozen=True):
    """Ask for the readers who want to know once a week; `week` is the day on which the week began."""

    kind: Literal["WeekEnded"] = "WeekEnded"
    week: Day

    @property
    def subject(self) -> str:
        return f"the week of {self.week}"

    def _told(self) -> tuple[str, ...]:
        return ("week", self.week)


class BillingMessage(Message, frozen=True):
    """A message about subscriptions; it belongs to no run."""

    stage: ClassVar[Stage] = "billing"


class StripeEventReceived(BillingMessage, frozen=True):
    """Ask for what an event of Stripe's means for its subscription; the event itself lies in the database."""

    kind: Literal["StripeEventReceived"] = "StripeEventReceived"
    event: StripeEventId

    @property
    def subject(self) -> str:
        return self.event

    def _particulars(self) -> tuple[str, ...]:
        return (self.event,)


class SubscriptionDoubted(BillingMessage, frozen=True):
    """Ask Stripe anew about one subscription. `cause` is the reconciliation that found it, or the act of a command."""

    kind: Literal["SubscriptionDoubted"] = "SubscriptionDoubted"
    subscription: StripeSubscriptionId
    source: Literal["reconcile", "sync"]
    cause: RunId

    @property
    def subject(self) -> str:
        return f"a subscription doubted by {self.cause}"

    def _particulars(self) -> tuple[str, ...]:
        return ("doubted", self.cause, self.subscription)


class ReconcileSubscriptions(BillingMessage, frozen=True):
    """Ask for one page of a reconciliation, from behind the object `after`; each page asks for the next."""

    kind: Literal["ReconcileSubscriptions"] = "ReconcileSubscriptions"
    night: RunId
    part: Literal["subscriptions", "missing", "events"] = "subscriptions"
    after: Annotated[str, Field(pattern=r"^[A-Za-z0-9_]+$", max_length=255)] | None = None

    @property
    def subject(self) -> str:
        return f"the reconciliation {self.night}"

    def _particulars(self) -> tuple[str, ...]:
        return ("reconcile", self.night, self.part, *((self.after,) if self.after else ()))


class AddressCustomer(BillingMessage, frozen=True):
    """Ask for a customer at Stripe to get its account's address. `cause`: a mark of the change, or a command's act."""

    kind: Literal["AddressCustomer"] = "AddressCustomer"
    customer: Annotated[str, Field(pattern=r"^cus_[A-Za-z0-9_]+$", max_length=255)]
    cause: RunId

    def _particulars(self) -> tuple[str, ...]:
        return ("address", self.cause, self.customer)


class EraseAccount(BillingMessage, frozen=True):
    """Ask for an account to be erased; whose it is stands in the database until nothing is left of it."""

    kind: Literal["EraseAccount"] = "EraseAccount"
    erasure: ErasureId

    @property
    def subject(self) -> str:
        return f"the erasure {self.erasure}"

    def _particulars(self) -> tuple[str, ...]:
        return ("erase", self.erasure)


class SendMail(Message, frozen=True):
    """Ask for a mail to be sent, up to `not_after`; who it is for and what it says lies in the database."""

    stage: ClassVar[Stage] = "mail"
    kind: Literal["SendMail"] = "SendMail"
    mail: MailId
    not_after: Stamp

    @property
    def subject(self) -> str:
        return self.mail

    def _particulars(self) -> tuple[str, ...]:
        return (self.mail,)


AnyMessage = (
    FetchStudies
    | SynthesizeMonograph
    | ReviewDraft
    | RenderMonograph
    | StripeEventReceived
    | SubscriptionDoubted
    | ReconcileSubscriptions
    | AddressCustomer
    | EraseAccount
    | SendMail
    | VersionPublished
    | NoticeIssued
    | WeekEnded
)

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
