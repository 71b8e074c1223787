"""The API's own pages, which work without JavaScript: HTML from templates, and what a browser may do with it."""

from typing import Any

from starlette.responses import Response

from shared.domain.publishing.words import METHODS_TITLE
from shared.gates.disclaimers import NO_SALES, NOT_ADVICE
from shared.platform.web.asgi import ALWAYS
from shared.platform.web.policy import policy_of
from shared.platform.web.templates import templates


def page(template: str, /, status: int = 200, *, forms_to: tuple[str, ...] = (), **told: Any) -> Response:
    """A page from a template: kept nowhere, framed nowhere, running nothing, its forms sent to us alone.

    `forms_to` are origins to which a form of ours may lead by a redirect; browsers hold those to `form-action` too.

    The referrer policy is `strict-origin`: no path and no token goes anywhere, and yet a form's Origin is our own. With
    `no-referrer` it would be `null` (fetch.spec.whatwg.org/#append-a-request-origin-header), which by plain http, where
    browsers send no Fetch Metadata, could not be told from another site's.
    """
    framed = {"disclaimer": f"{NOT_ADVICE} {NO_SALES}", "methods_title": METHODS_TITLE, **told}
    data = templates("functions.api").get_template(template).render(**framed).encode()
    headers = {
        **ALWAYS,
        "cache-control": "no-store",
        "content-security-policy": policy_of(data, " ".join(["'self'", *forms_to])),
        "content-type": "text/html; charset=utf-8",
        "referrer-policy": "strict-origin",
        "x-robots-tag": "noindex, nofollow",
    }
    return Response(data, status, headers)


def onward(path: str) -> Response:
    """Go on at a path of this site, or at an address of Stripe's, by GET."""
    return Response(None, 303, {**ALWAYS, "cache-control": "no-store", "location": path})
