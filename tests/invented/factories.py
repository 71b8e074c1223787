"""Builders of domain values for tests: whole and plausible by default, any field overridden. All of it is invented."""

from typing import Any

from queues.messages import (
    FetchStudies,
    RenderMonograph,
    ReviewDraft,
    SendMail,
    StripeEventReceived,
    SynthesizeMonograph,
)
from shared.domain.canonical import trace_of
from shared.domain.catalog.peptide import Peptide
from shared.domain.evidence.appraisal import Appraisal
from shared.domain.evidence.pack import Citation, EvidencePack, PackSentence, PackStudy
from shared.domain.evidence.study import AbstractSection, Study, Term
from shared.domain.publishing.draft import Claim, Draft, Writer, claim_id
from shared.domain.vocabulary import Design, Direction, Section, Species

RUN = "batch-20261123-0001"
SLUG = "exemplin-12"
HASH = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"


def peptide(**overrides: Any) -> Peptide:
    entry: dict[str, Any] = {
        "slug": SLUG,
        "name": "Exemplin-12",
        "aliases": ["EX-12"],
        "terms": ["Exemplin-12", "EX-12"],
        "category": "invented",
    }
    return Peptide.model_validate({**entry, **overrides})


def study(pmid: str = "990000001", **overrides: Any) -> Study:
    fields: dict[str, Any] = {
        "pmid": pmid,
        "title": f"Exemplin-12 and grip strength: invented study {pmid}",
        "abstract": (
            AbstractSection(label="METHODS", text="We randomly assigned 120 adults to Exemplin-12 or placebo."),
            AbstractSection(label="RESULTS", text="Grip strength rose by 2.4 kg. No serious adverse event occurred."),
        ),
        "authors": ("Núñez A", "Sample B"),
        "journal": "Journal of Invented Peptide Research",
        "year": 2024,
        "published": "2024 Mar",
        "doi": f"10.0000/invented.{pmid}",
        "languages": ("eng",),
        "publication_types": (Term(ui="D016449", name="Randomized Controlled Trial"),),
        "mesh": (Term(ui="D006801", name="Humans"),),
        "status": "MEDLINE",
    }
    return Study.model_validate({**fields, **overrides})


def appraisal(**overrides: Any) -> Appraisal:
    fields: dict[str, Any] = {
        "design": Design.RCT,
        "species": Species.HUMAN,
        "direction": Direction.BENEFIT,
        "n": 120,
        "n_quote": "120 adults",
        "rules": ("D4",),
        "indexed": True,
    }
    return Appraisal.model_validate({**fields, **overrides})


def pack_study(number: int = 1, pmid: str | None = None, **overrides: Any) -> PackStudy:
    pmid = pmid or str(990000000 + number)
    fields: dict[str, Any] = {
        "number": number,
        "pmid": pmid,
        "revision": "0123456789abcdef",
        "appraisal": appraisal(),
        "selected": True,
        "reason": "usable, with abstract",
        "citation": Citation(
            title=f"Exemplin-12 and grip strength: invented study {pmid}",
            authors=("Núñez A", "Sample B"),
            journal="Journal of Invented Peptide Research",
            year=2024,
            published="2024 Mar",
            doi=f"10.0000/invented.{pmid}",
        ),
    }
    return PackStudy.model_validate({**fields, **overrides})


def sentence(
    number: int = 1, position: int = 1, text: str = "Grip strength rose by 2.4 kg.", **overrides: Any
) -> PackSentence:
    fields: dict[str, Any] = {
        "id": f"S{number}.{position}",
        "pmid": str(990000000 + number),
        "section": "RESULTS",
        "text": text,
    }
    return PackSentence.model_validate({**fields, **overrides})


def pack(**overrides: Any) -> EvidencePack:
    fields: dict[str, Any] = {
        "slug": SLUG,
        "name": "Exemplin-12",
        "aliases": ("EX-12",),
        "sample": True,
        "studies": (pack_study(1),),
        "sentences": (sentence(1, 1), sentence(1, 2, "No serious adverse event occurred.")),
    }
    return EvidencePack.model_validate({**fields, **overrides})


def claim(text: str = "Grip strength rose by 2.4 kg.", **overrides: Any) -> Claim:
    fields: dict[str, Any] = {
        "id": claim_id(SLUG, Section.HUMAN, text),
        "section": Section.HUMAN,
        "text": text,
        "sentences": ("S1.1",),
        "outcome": "grip strength",
        "direction": Direction.BENEFIT,
        "species": Species.HUMAN,
    }
    return Claim.model_validate({**fields, **overrides})


def draft(of: EvidencePack | None = None, **overrides: Any) -> Draft:
    fields: dict[str, Any] = {
        "slug": SLUG,
        "pack": (of or pack()).hash,
        "writer": Writer(kind="model", model="sandbox-writer", prompt="0" * 64),
        "claims": (claim(),),
    }
    return Draft.model_validate({**fields, **overrides})


def fetch(**overrides: Any) -> FetchStudies:
    return FetchStudies(**{"run_id": RUN, "slug": SLUG, "trace_id": trace_of(RUN, SLUG), **overrides})


def stripe_event(event: str = "evt_invented1", **overrides: Any) -> StripeEventReceived:
    return StripeEventReceived(**{"event": event, "trace_id": trace_of("stripe", event), **overrides})


def send_mail(mail: str = "mail_" + "0" * 32, **overrides: Any) -> SendMail:
    fields = {"mail": mail, "not_after": "2026-11-26T15:10:00.000Z", "trace_id": trace_of("mail", mail)}
    return SendMail(**{**fields, **overrides})


def synthesize(**overrides: Any) -> SynthesizeMonograph:
    fields = {"run_id": RUN, "slug": SLUG, "trace_id": trace_of(RUN, SLUG), "pack": f"packs/{HASH}.json"}
    return SynthesizeMonograph(**{**fields, **overrides})


def review(**overrides: Any) -> ReviewDraft:
    fields = {"run_id": RUN, "slug": SLUG, "trace_id": trace_of(RUN, SLUG), "pack": f"packs/{HASH}.json"}
    return ReviewDraft(**{**fields, "draft": f"drafts/{HASH}.json", **overrides})


def render(**overrides: Any) -> RenderMonograph:
    fields = {"run_id": RUN, "slug": SLUG, "trace_id": trace_of(RUN, SLUG), "pack": f"packs/{HASH}.json"}
    return RenderMonograph(**{**fields, "monograph": f"monographs/{HASH}.json", **overrides})
