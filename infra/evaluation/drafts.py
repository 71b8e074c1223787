"""How well published pages are grounded, counted from what is stored: no model, no network.

Citation recall and precision are those of ALCE (Gao et al. 2023, arXiv 2305.14627): a claim is recalled where all its
citations together support it, a citation is precise where it supports the claim by itself or the others do not without
it. What "supports" means there a model judges; here it is a strict lexical proxy (`supports`), so both are a lower
bound: words of the same meaning count as no support.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from infra.evaluation.compliance import Share
from shared.domain.canonical import canonical, plain
from shared.domain.evidence.pack import EvidencePack, PackStudy
from shared.domain.fingerprints import GRADED_ANEW
from shared.domain.grading.grade import grade
from shared.domain.publishing.draft import Draft
from shared.domain.publishing.manifest import Cost, quoted
from shared.domain.publishing.monograph import Monograph, QuotedClaim
from shared.domain.vocabulary import Flag
from shared.gates.grounding.contrary import contrasts
from shared.gates.grounding.figures.numbers import ungrounded
from shared.gates.grounding.subjects.names import brought_in
from shared.gates.words import polarity, wording
from shared.gates.words.values import quantities

RATES = {
    "quote_grounding": ("quotes that are sentences of the pack, to the letter", True),
    "number_grounding": ("claims with numbers, all of them in their quotes or recorded", True),
    "uncited_sentences": ("claims without a quote", False),
    "unresolved_ids": ("sentence ids of the draft that the pack does not have", False),
    "retracted_cited": ("references to retracted records", False),
    "citation_recall": ("claims that their quotes together support (strict proxy)", True),
    "citation_precision": ("quotes that support their claim, or that it needs (strict proxy)", True),
    "grade_recomputed": ("pages whose grade is computed again to the same bytes", True),
    "references_bijective": ("pages whose references are the records quoted, each once", True),
}
"""What each rate counts, and whether more of it is better."""


@dataclass(frozen=True, slots=True)
class Page:
    """A published page with what it was made from. `cost` is its draft's and its reviews', None where nobody knows."""

    slug: str
    version: int
    pack: EvidencePack
    draft: Draft
    monograph: Monograph
    cost: Cost | None


@dataclass(frozen=True, slots=True)
class Figures:
    """`rates` by name, of one page or of many; the costs are sums over all pages but those `unknown` ones of which
    nobody knows what they cost."""

    pages: int
    claims: int
    rates: dict[str, Share]
    tokens: int
    microusd: int
    unpriced: int
    unknown: int = 0

    @property
    def tokens_per_page(self) -> float | None:
        return self._per_page(self.tokens)

    @property
    def microusd_per_page(self) -> float | None:
        return self._per_page(self.microusd)

    def _per_page(self, amount: int) -> float | None:
        """The mean over the pages whose cost is known; None where it is of none."""
        known = self.pages - self.unknown
        return round(amount / known, 1) if known else None

    def plain(self) -> dict[str, Any]:
        """For JSON; costs are means of a page."""
        return {
            "pages": self.pages,
            "claims": self.claims,
            "rates": {name: share.plain() for name, share in self.rates.items()},
            "tokens_per_page": self.tokens_per_page,
            "microusd_per_page": self.microusd_per_page,
            "unpriced_calls": self.unpriced,
            "unknown_costs": self.unknown,
        }


def measure(pages: Sequence[Page]) -> Figures:
    """All rates over these pages together."""
    each_of = [_rates(each) for each in pages]
    rates = {
        name: Share(sum(one[name].hits for one in each_of), sum(one[name].of for one in each_of)) for name in RATES
    }
    costs = [each.cost for each in pages if each.cost is not None]
    return Figures(
        pages=len(pages),
        claims=sum(len(each.monograph.claims) for each in pages),
        rates=rates,
        tokens=sum(each.input_tokens + each.output_tokens for each in costs),
        microusd=sum(each.microusd for each in costs),
        unpriced=sum(each.unpriced for each in costs),
        unknown=len(pages) - len(costs),
    )


def supports(pack: EvidencePack, claim: QuotedClaim, quotes: Sequence[int]) -> bool:
    """Whether these quotes (by position) support the claim: each stands in the pack, and together they have its
    numbers, its names, its denials, its direction and a third of its own words.
    """
    told = [claim.quotes[position] for position in quotes]
    found = [each.text for each in told if _grounded(pack, each.sentence, each.text)]
    if not found or len(found) < len(told):
        return False
    studies = _studies(pack, (each.pmid for each in told))
    names = [pack.name, *pack.aliases, *(each.citation.title for each in studies)]
    return not (
        next(ungrounded(claim.text, found, studies, names), None)
        or brought_in(claim.text, [*found, *names])
        or wording.shared(claim.text, found, [pack.name, *pack.aliases]) < wording.SHARED_AT_LEAST
        or polarity.lost_denial(claim.text, found)
        or polarity.added_denial(claim.text, found)
        or contrasts.turned(claim.text, found)
    )


def _rates(page: Page) -> dict[str, Share]:
    pack, monograph = page.pack, page.monograph
    claims, references = monograph.claims, monograph.references
    quotes = [quote for claim in claims for quote in claim.quotes]
    ids = [id for claim in page.draft.claims for id in claim.sentences]
    cited = [study for each in references if (study := pack.study(each.pmid))]
    numbered = [each for each in claims if quantities(each.text)]
    listed = [each.pmid for each in references]
    return {
        "quote_grounding": _share(_grounded(pack, each.sentence, each.text) for each in quotes),
        "number_grounding": _share(_numbers_grounded(pack, each) for each in numbered),
        "uncited_sentences": _share(not each.quotes for each in claims),
        "unresolved_ids": _share(pack.sentence(each) is None for each in ids),
        "retracted_cited": _share(Flag.RETRACTED in each.appraisal.flags for each in cited),
        "citation_recall": _share(supports(pack, each, range(len(each.quotes))) for each in claims),
        "citation_precision": _share(
            _precise(pack, each, position) for each in claims for position in range(len(each.quotes))
        ),
        "grade_recomputed": _share(_recomputed(pack, monograph)),
        "references_bijective": _share([sorted(listed) == sorted(quoted(monograph))]),
    }


def _recomputed(pack: EvidencePack, monograph: Monograph) -> list[bool]:
    """Grades of editions that this release does not compute any more are not counted."""
    edition = monograph.grade.edition
    if edition not in GRADED_ANEW:
        return []
    return [canonical(plain(grade(pack, edition))) == canonical(plain(monograph.grade))]


def _precise(pack: EvidencePack, claim: QuotedClaim, position: int) -> bool:
    whole = list(range(len(claim.quotes)))
    if not supports(pack, claim, whole):
        return False
    return supports(pack, claim, [position]) or not supports(pack, claim, [each for each in whole if each != position])


def _numbers_grounded(pack: EvidencePack, claim: QuotedClaim) -> bool:
    studies = _studies(pack, (each.pmid for each in claim.quotes))
    names = [pack.name, *pack.aliases, *(each.citation.title for each in studies)]
    return next(ungrounded(claim.text, [each.text for each in claim.quotes], studies, names), None) is None


def _grounded(pack: EvidencePack, id: str, text: str) -> bool:
    found = pack.sentence(id)
    return found is not None and found.text == text


def _studies(pack: EvidencePack, pmids: Iterable[str]) -> list[PackStudy]:
    return [study for pmid in dict.fromkeys(pmids) if (study := pack.study(pmid))]


def _share(found: Iterable[bool]) -> Share:
    told = list(found)
    return Share(sum(told), len(told))
