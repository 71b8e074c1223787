"""The gate in front of pages and PDFs: who has no access is told the free facts and where to go on, and is sent nothing
else. 403 in every case: no HTTP authentication would open a page, so that 401 would ask for what nobody can give.
"""

from dataclasses import dataclass
from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

from functions.site import answers, pages
from functions.site.settings import SiteSettings
from shared.domain.accounts.gate import Part, Refusal
from shared.domain.accounts.reader import Reader
from shared.platform.ports import Platform
from shared.store.accounts import readers
from shared.store.evidence.peptides import StoredPeptide
from shared.store.publishing.versions import PageVersion

Form = Literal["page", "pdf"]

PART: dict[Form, Part] = {"page": "page", "pdf": "pdf"}

OWN = "private, no-store"
"""How an answer is kept that depends on who asks: by nobody. A browser that was given back would ask in vain else."""

VARY = "Cookie"


@dataclass(frozen=True, slots=True)
class Passed:
    """The reader is given it. `shared` says whether anybody is."""

    shared: bool


async def passes(request: Request, platform: Platform, known: StoredPeptide, form: Form) -> Passed | Refusal:
    """Whether the reader is given this form of a peptide's page, or why not."""
    settings = SiteSettings.read(platform.env)
    gate, part, sample = settings.gate, PART[form], known.peptide.sample
    if gate.free(part, known.slug, sample=sample):
        return Passed(shared=True)
    reader = await reader_of(request, platform, settings)
    if gate.opens(reader, part, known.slug, sample=sample):
        return Passed(shared=False)
    return gate.refusal(reader, part)


async def reader_of(request: Request, platform: Platform, settings: SiteSettings) -> Reader:
    """Who asks, by the session that the browser shows."""
    token = request.cookies.get(settings.session_cookie)
    return await readers.by_session(platform.db, token, settings, settings.lifetimes, platform.clock.now())


def locked(known: StoredPeptide, version: PageVersion, refused: Refusal) -> Response:
    """What is sent in place of the page or the PDF: what the list of peptides tells everybody, and where to go on."""
    return answers.html(pages.locked(known, version, refused), 403, cache_control=OWN, vary=VARY)
