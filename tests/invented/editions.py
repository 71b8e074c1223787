"""Whole editions for tests: a pack, its draft and the monograph that comply makes of them. All of it is invented."""

from dataclasses import dataclass
from datetime import datetime

from functions.comply.compose import compose
from invented.factories import RUN, SLUG, appraisal, claim, draft, pack, pack_study, peptide, sentence
from queues.messages import RenderMonograph
from shared.domain.canonical import trace_of
from shared.domain.catalog.peptide import Peptide
from shared.domain.evidence.appraisal import Outcome, Passage
from shared.domain.evidence.pack import EvidencePack
from shared.domain.instants import stamp
from shared.domain.publishing.draft import Draft, Writer, claim_id
from shared.domain.publishing.monograph import Monograph, Reviewer
from shared.domain.vocabulary import Design, Direction, Flag, Section, Species
from shared.platform.ports import Bucket, Database, Platform, Statement
from shared.store import objects
from shared.store.evidence import peptides
from shared.store.operations import runs

HUMAN = "Grip strength rose by 2.4 kg (95% CI 1.1−3.7; p ≤ 0.01) versus 0.3 ± 0.2 kg with placebo."
ANIMAL = "In rats, TNF‑α fell by ≥40% at 10 µg/kg and NF-κB stayed ≈ unchanged at 37 °C."
CELLS = "In fibroblasts β-actin did not change ∼5′ after exposure."

_SEARCHED = """
INSERT OR IGNORE INTO searches (run_id, slug, source, query, query_hash, translation, total, ids, missing, searched_at)
VALUES (?1, ?2, 'pubmed', '"Exemplin-12"[tiab] <or> more', 'q1', '"Exemplin-12"[Title/Abstract]', 5,
        '["990000001","990000002"]', '["990000009"]', ?3)
"""


@dataclass(frozen=True)
class Edition:
    """What one publication is made from."""

    pack: EvidencePack
    draft: Draft
    monograph: Monograph


def edition(
    *, extractive: bool = False, more: int = 0, human: str = HUMAN, slug: str = SLUG, disagreeing: bool = False
) -> Edition:
    """Three quoted studies and one retracted; `more` adds quoted studies in people, each with its own claim.

    Where they are `disagreeing`, people lost pain and animals gained it, in the words that the claims quote too.
    """
    texts = [human, ANIMAL, CELLS, *(f"In study {number} grip strength rose by {number} kg." for number in range(more))]
    kinds = [(Design.RCT, Species.HUMAN), (Design.EXPERIMENT, Species.ANIMAL), (Design.EXPERIMENT, Species.IN_VITRO)]
    kinds += [(Design.RCT, Species.HUMAN)] * more
    studies = [
        pack_study(number, appraisal=appraisal(design=design, species=species))
        for number, (design, species) in enumerate(kinds, 1)
    ]
    if disagreeing:
        for at, direction in enumerate((Direction.BENEFIT, Direction.HARM)):
            quote = Passage(start=0, end=len(texts[at]), text=texts[at])
            outcome = Outcome(name="pain", direction=direction, rule="test", quote=quote)
            found = studies[at].appraisal.model_copy(update={"outcomes": (outcome,)})
            studies[at] = studies[at].model_copy(update={"appraisal": found})
    retracted = appraisal(flags=(Flag.RETRACTED,))
    studies.append(
        pack_study(len(studies) + 1, "999999999", appraisal=retracted, selected=False, reason="retracted (D2)")
    )
    made = pack(
        slug=slug,
        studies=tuple(studies),
        sentences=tuple(sentence(number, 1, text) for number, text in enumerate(texts, 1)),
    )
    said = texts if extractive else ["In one trial, grip strength rose by 2.4 kg.", "In rats, TNF-α fell.", *texts[2:]]
    sections = {Species.HUMAN: Section.HUMAN, Species.ANIMAL: Section.ANIMAL, Species.IN_VITRO: Section.IN_VITRO}
    claims = tuple(
        claim(
            text,
            id=claim_id(slug, sections[species], text),
            section=sections[species],
            sentences=(f"S{number}.1",),
            species=species,
            direction=Direction.BENEFIT,
        )
        for number, (text, (_, species)) in enumerate(zip(said, kinds, strict=True), 1)
    )
    writer = Writer(kind="extractive") if extractive else Writer(kind="model", model="sandbox-writer", prompt="0" * 64)
    reviewer = (
        Reviewer(kind="none") if extractive else Reviewer(kind="model", model="sandbox-reviewer", prompt="1" * 64)
    )
    written = draft(made, slug=slug, writer=writer, claims=claims)
    return Edition(made, written, compose(made, written, (), reviewer))


async def catalog(db: Database, now: datetime, *entries: Peptide) -> None:
    """Make the sample catalog hold these peptides, by default the factory's."""
    await db.batch(peptides.sync(entries or (peptide(sample=True),), "sample", now))


async def asked(
    platform: Platform, made: Edition, run_id: str = RUN, *, searched_at: str | None = "now"
) -> RenderMonograph:
    """Store an edition and open a run that asks for it; `searched_at` is when it searched: now, or never (None)."""
    slug = made.pack.slug
    now = platform.clock.now()
    await platform.db.batch(runs.start(run_id, "single", slug, [slug], now))
    if searched_at:
        at = stamp(now) if searched_at == "now" else searched_at
        await platform.db.run(Statement(_SEARCHED, (run_id, slug, at)))
    keys = await stored(platform.files, made)
    return RenderMonograph(
        run_id=run_id, slug=slug, trace_id=trace_of(run_id, slug), pack=keys["packs"], monograph=keys["monographs"]
    )


async def stored(files: Bucket, made: Edition) -> dict[str, str]:
    """Keys by folder of an edition put into the bucket."""
    values = {"packs": made.pack, "drafts": made.draft, "monographs": made.monograph}
    return {folder: await objects.keep(files, folder, each.encode()) for folder, each in values.items()}
