"""Getting no more mail of one kind, from the mail itself: by its program with one request, or by a page with a button.

The link proves itself; nobody has to sign in, and no cookie is asked for (RFC 8058 section 3.2).
"""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from functions.api.http.context import Here
from functions.api.http.problems import Problem, documented
from functions.api.pages.html import page
from shared.domain.mailing.mail import MailKind
from shared.domain.mailing.unsubscribing import PATH, is_ours
from shared.platform.configuration.signing_settings import SigningSettings
from shared.store.mailing import suppressions

router = APIRouter(tags=["mail"])

NAMES = {
    MailKind.EVIDENCE_ALERT: "alerts on new evidence",
    MailKind.WEEKLY_DIGEST: "the weekly digest",
    MailKind.CORRECTION: "corrections and retractions",
    MailKind.MAINTENANCE: "announcements of maintenance",
}


class Link(BaseModel):
    """The parts of a link that a mail has."""

    model_config = ConfigDict(extra="forbid")

    reader: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    kind: MailKind
    token: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]


Followed = Annotated[Link, Query()]

_HTML = {200: {"content": {"text/html": {"schema": {"type": "string"}}}, "description": "a page"}}
_ANSWERS = {**_HTML, **documented(404, 422, 500, 503)}


@router.get(
    PATH,
    operation_id="askUnsubscribe",
    response_class=Response,
    responses=_ANSWERS,
    summary="A page with a button that unsubscribes",
)
async def ask(link: Followed, platform: Here) -> Response:
    """Changes nothing: programs that look at mails open every link in them."""
    _check(link, SigningSettings.read(platform.env))
    return page("unsubscribe.html", kind=NAMES[link.kind], done=False)


@router.post(
    PATH,
    operation_id="unsubscribe",
    response_class=Response,
    responses=_ANSWERS,
    summary="Get no more mail of one kind",
)
async def take_off(link: Followed, platform: Here) -> Response:
    """What the button sends, and mail programs by themselves; a second time it changes nothing."""
    _check(link, SigningSettings.read(platform.env))
    await platform.db.run(suppressions.unsubscribe(link.reader, link.kind, platform.clock.now()))
    platform.log.info("mail_unsubscribed", kind=link.kind.value)
    return page("unsubscribe.html", kind=NAMES[link.kind], done=True)


def _check(link: Link, settings: SigningSettings) -> None:
    if not is_ours(settings.signing_key, link.reader, link.kind, link.token):
        raise Problem(404, "This link is none of ours. Please use the one at the foot of the mail, as a whole.")
