"""What readers are given of a version's PDF, wherever they ask: the published bytes, and of a superseded version these
behind a page that says so."""

from shared.domain.publishing.words import day
from shared.store import objects
from shared.store.publishing.versions import Pdf
from shared.store.reading.stamp import stamped


def tag(found: Pdf) -> str:
    """Names what is given: the bytes' own hash, and with a notice in front what that says."""
    own = objects.hash_in(found.key or "")
    return f"{own}-by-{found.current_version}" if found.superseded else own


def superseded(found: Pdf, data: bytes) -> bytes:
    """The published bytes of a version that has a successor, with the page in front.

    Raises:
        Corrupt: they are no PDF of ours.
    """
    now, then = day(found.replaced_at or ""), day(found.published_at or "")
    lines = (
        f"Version {found.version} of this monograph was published on {then}.",
        f"Version {found.current_version}, published on {now}, has taken its place.",
        "What follows is kept as it was published and may not hold any more.",
        f"The present version: /peptides/{found.slug}",
    )
    return stamped(data, "Superseded", lines)
