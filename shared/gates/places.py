"""What stands outside a page's text: titles, addresses, metadata, alternative texts, mails and feeds.

Whoever makes such words asks here before they leave: render for a page and its PDF, the mail and feed functions for
what they send.
"""

from collections.abc import Iterable

from shared.domain.publishing.monograph import Finding
from shared.gates.context import NOTHING_KNOWN, Context, Place
from shared.gates.text import check_place


def refused(said: Iterable[tuple[Place, str]], known: Context = NOTHING_KNOWN) -> list[Finding]:
    """Why these words must not leave, in their order; empty where nothing speaks against them.

    `known` is what is known beside the words, its place aside. The reason names the place.
    """
    return [
        each.model_copy(update={"reason": f"{_NAMES[place]}: {each.reason}"})
        for place, text in said
        for each in check_place(place, text, known)
        if each.severity == "block"
    ]


_NAMES: dict[Place, str] = {
    "body": "text",
    "title": "title",
    "alt": "alternative text",
    "pdf_metadata": "PDF metadata",
    "opengraph": "page description",
    "slug": "address",
    "email": "mail",
    "feed": "feed",
}
