"""What models cost for one peptide: a first draft, a night that adds a study, one that retracts one; against sending
all abstracts whole each time.

Tokens are estimated at `CHARACTERS_PER_TOKEN` (November 2026) and priced as catalog/models.yaml says; the answers are
those of the stand-in writer, each claim counted as if the second model were asked about it. Nobody is asked and
nothing is paid.
"""

import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from functions.comply.compose import compose
from functions.comply.precedent import case, judged
from functions.comply.prompt import INSTRUCTIONS, claims_block
from functions.comply.prompt import SCHEMA as VERDICTS
from functions.fetch.appraisal.appraise import appraise
from functions.fetch.packs.pack import build_pack
from functions.fetch.reading.parse import Unreadable, parse
from functions.synthesize.answer.read import read
from functions.synthesize.request import prompt
from functions.synthesize.request.before import Before, read_of
from functions.synthesize.request.instructions import SYSTEM, TASKS
from functions.synthesize.request.plan import plan
from infra.local.checkout.models import load
from infra.local.machine.project import MODELS
from infra.sandbox.models.redrafting import redraft
from shared.domain.catalog.peptide import Peptide
from shared.domain.evidence.appraisal import Appraisal
from shared.domain.evidence.pack import EvidencePack
from shared.domain.evidence.study import Study
from shared.domain.publishing.draft import Claim, Draft, Writer
from shared.domain.publishing.monograph import Reviewer
from shared.domain.vocabulary import Flag
from shared.store.spending.budgets import CHARACTERS_PER_TOKEN
from shared.store.spending.ledger import ModelAnswer
from shared.store.spending.models import Price

from .library import Library
from .rows import Row, Scale

BESIDE = Path(__file__).parents[3] / "shared" / "data" / "pubmed"
"""Real records, beside some checkouts."""
REAL = (20, 200)
INVENTED = 2_000
SMALL_VERDICT = 40
"""Tokens of one claim's verdict, roughly."""

Found = list[tuple[Study, Appraisal]]


@dataclass(frozen=True)
class Asked:
    """Tokens of one draft and of its review: what comes again in every draft (`steady`), evidence, task, answers; and
    of the review what comes again in every one (`rules`), claims with their quotes, verdicts."""

    steady: int = 0
    evidence: int = 0
    task: int = 0
    answer: int = 0
    rules: int = 0
    reviewed: int = 0
    verdicts: int = 0

    def dollars(self, *, cached: bool = False, batch: bool = False) -> float:
        """`cached`: what comes again in every request is read from the vendor's cache, and evidence is written to it
        for a second round, but not by `batch`: the writer's batch API, at half price."""
        writer, reviewer = _prices()
        steady = (0, self.steady) if cached else (self.steady, 0)
        written = self.evidence if cached and not batch else 0
        told = steady[0] + self.evidence - written + self.task
        write = writer.cost(told, steady[1], self.answer, cache_write_tokens=written, batch=batch)
        rules = (0, self.rules) if cached else (self.rules, 0)
        return (write + reviewer.cost(rules[0] + self.reviewed, rules[1], self.verdicts)) / 1_000_000


def measure(scale: Scale) -> list[Row]:
    """Dollars for packs of 20 and 200 real studies, where they are there, and of 2,000 invented ones."""
    rows: list[Row] = []
    if BESIDE.is_dir():
        whose = Peptide.ad_hoc_of("any peptide", ())
        numbers = REAL if scale.share >= 1 else REAL[:1]
        found = usable(sorted(BESIDE.rglob("*.xml")), whose, None if scale.share >= 1 else REAL[0] + 1)
        for number in numbers:
            rows += _rows(f"{number} real studies", whose, found[: number + 1])
    else:
        rows.append(Row("real studies", 0, None, None, "$", f"skipped: there is no {BESIDE.name} beside the checkout"))
    library = Library(peptides=1, studies=scale.of(INVENTED, 20) + 1, largest=scale.of(INVENTED, 20) + 1)
    with tempfile.TemporaryDirectory() as folder:
        library.save(Path(folder))
        whose = library.entries()[0]
        found = usable(sorted(Path(folder).rglob("*.xml")), whose)
    return rows + _rows(f"{len(found) - 1:,} invented studies", whose, found)


def usable(files: Iterable[Path], whose: Peptide, enough: int | None = None) -> Found:
    """Usable studies with an abstract, once each, by PMID; of the first files only, where `enough` studies will do."""
    studies: dict[str, Study] = {}
    for file in files:
        if enough is not None and len(studies) >= 2 * enough:
            break
        try:
            studies.update({each.pmid: each for each in parse(file.read_bytes()).studies})
        except Unreadable:
            continue
    appraised = [(each, appraise(each, whose)) for _, each in sorted(studies.items())]
    return [each for each in appraised if each[1].usable and each[0].abstract_text.strip()]


def _rows(what: str, whose: Peptide, found: Found) -> list[Row]:
    # One that a page is written from: another would change nothing.
    selected = {each.pmid for each in build_pack(whose, found).studies if each.selected}
    newest = max((each for each in found if each[0].pmid in selected), key=lambda each: each[0].year or 0)
    first = [each for each in found if each is not newest]
    pack = build_pack(whose, first)
    asked, before = drafted(pack, None)
    added, _ = drafted(build_pack(whose, found), before)
    quoted = before.claims[0].quotes[0].pmid
    flagged = [(study, _retracted(each) if study.pmid == quoted else each) for study, each in first]
    retracted, _ = drafted(build_pack(whose, flagged), before)
    return [
        _row(f"{what}: first draft", asked, _whole(first, asked)),
        _row(f"{what}: a night that adds one", added, _whole(found, asked)),
        _row(f"{what}: a night that retracts one", retracted, _whole(flagged, asked)),
    ]


def _row(what: str, ours: Asked, whole: Asked) -> Row:
    note = (
        f"{ours.steady + ours.evidence + ours.task:,} tokens to the writer, {whole.evidence:,} of all abstracts; "
        f"cached ${ours.dollars(cached=True):.4f}, batch ${ours.dollars(batch=True):.4f}, "
        f"both ${ours.dollars(cached=True, batch=True):.4f}"
    )
    return Row(what, ours.dollars(), None, whole.dollars(), "$, estimated", note, better="less")


def drafted(pack: EvidencePack, page: Before | None) -> tuple[Asked, Before]:
    """What a draft from this pack asks for, and the page that it makes."""
    wanted = plan(pack, page)
    if page and not wanted.asks:
        return Asked(), page
    built = prompt.build(pack, wanted)
    said = json.dumps(redraft(f"{built.evidence}\n{built.task}"), default=vars)
    answer = ModelAnswer(
        text=said, model="m", input_tokens=0, cached_input_tokens=0, output_tokens=0, stop="end_turn", request_id="r"
    )
    claims, retired = read(answer, pack, wanted, built.shown)
    writer = Writer(kind="model", model="m")
    draft = Draft(slug=pack.slug, pack=pack.hash, writer=writer, claims=claims, retired=retired, unread=built.unread)
    made = compose(pack, draft, (), Reviewer(kind="none"))
    known = set(map(judged, page.claims)) if page else set()
    unheard = [each for each in claims if case(pack, each) not in known]
    asked = Asked(
        steady=_tokens(SYSTEM, TASKS, json.dumps(prompt.SCHEMA)),
        evidence=_tokens(built.evidence),
        task=_tokens(built.task),
        answer=_tokens(said),
        **_review(pack, unheard),
    )
    return asked, Before(made.hash, writer, made.claims, read_of(pack), made.unread)


def _review(pack: EvidencePack, claims: Sequence[Claim]) -> dict[str, int]:
    if not claims:
        return {}
    return {
        "rules": _tokens(INSTRUCTIONS, json.dumps(VERDICTS)),
        "reviewed": _tokens(claims_block(pack, claims)),
        "verdicts": SMALL_VERDICT * len(claims),
    }


def _whole(found: Found, ours: Asked) -> Asked:
    """Writer and reviewer given every abstract, with the answers of our first draft; the writer is told of no other
    task than that."""
    steady = _tokens(SYSTEM, json.dumps(prompt.SCHEMA))
    abstracts = _tokens(*(f"{study.title}\n{study.abstract_text}" for study, _ in found))
    return replace(ours, steady=steady, evidence=abstracts, reviewed=ours.reviewed + abstracts)


def _retracted(appraisal: Appraisal) -> Appraisal:
    return appraisal.model_copy(update={"flags": (*appraisal.flags, Flag.RETRACTED)})


def _tokens(*texts: str) -> int:
    return -(-sum(map(len, texts)) // CHARACTERS_PER_TOKEN)


@cache
def _prices() -> tuple[Price, Price]:
    """The writer's and the reviewer's newest."""
    models, prices = load(MODELS)
    of = {each.role: each.model for each in models}
    newest = [max((each for each in prices if each.model == of[role]), key=lambda each: each.as_of) for role in of]
    return newest[list(of).index("writer")], newest[list(of).index("reviewer")]
