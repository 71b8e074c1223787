"""What the fields of messages hold: ids, keys, instants and places, each by its pattern."""

from typing import Annotated, Literal

from pydantic import Field

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
RunId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9:._-]*$", max_length=80)]
TraceId = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
Key = Annotated[str, Field(min_length=1, max_length=300)]
"""A bucket key, as `shared.store.objects` makes them: `packs/<sha256>.json`."""

StripeSubscriptionId = Annotated[str, Field(pattern=r"^sub_[A-Za-z0-9_]+$", max_length=255)]
StripeEventId = Annotated[str, Field(pattern=r"^evt_[A-Za-z0-9_]+$", max_length=255)]
MailId = Annotated[str, Field(pattern=r"^mail_[0-9a-f]{32}$")]
Stamp = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")]
"""An instant as `shared.domain.instants` writes it."""

ErasureId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
NoticeId = Annotated[str, Field(pattern=r"^n[0-9a-f]{15}$")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
Boundary = Annotated[str, Field(max_length=64)]
"""Between two accounts in the order of their ids: as much of the latter's as tells it from the former's. It names
none."""

Stage = Literal["fetch", "synthesize", "comply", "render", "notify", "billing", "mail"]
