"""Prove a published version again, offline, from its manifest and the stored bytes alone.

Nothing is believed that can be computed: hashes are taken again, quotes looked up, the grade graded again.
"""

from collections.abc import Callable, Iterator

from pydantic import ValidationError

from shared.domain.canonical import canonical, digest, plain
from shared.domain.evidence.pack import EvidencePack
from shared.domain.fingerprints import GRADED_ANEW, named
from shared.domain.frozen import Frozen
from shared.domain.grading.grade import grade
from shared.domain.publishing.counts import counts
from shared.domain.publishing.draft import Draft
from shared.domain.publishing.manifest import Artifact, Manifest, left, quoted, used
from shared.domain.publishing.monograph import Monograph
from shared.domain.vocabulary import Flag
from shared.gates.disagreement import chosen_again

Load = Callable[[str], bytes | None]
"""Bucket key to bytes, unchecked; None where there is no such object."""


class Fault(Frozen):
    """What does not hold. `check` is a word of `CHECKS`, `subject` the key, claim or record that it is about."""

    check: str
    subject: str
    reason: str


OLD_EDITION = "edition"
"""The subject of the fault that a grade cannot be computed here, because it is of an edition of old."""

CHECKS = {
    "manifest": "the manifest speaks of one version of one peptide",
    "bytes": "pack, draft, monograph, page and PDF are stored, and their hashes are the manifest's",
    "chain": "the monograph was made from the draft, the draft from the pack",
    "quotes": "every quote is a sentence of the pack, letter by letter",
    "claims": "every claim is one of the draft's and quotes the sentences that it names",
    "references": "references and quoted records are the same, each numbered once, cited as the pack has it",
    "contradictions": "the studies named as disagreeing are those that the pack gives, with their words",
    "grade": "the grade, computed again by the rules of its edition, is the same to the byte; so are the counts",
    "retractions": "no retracted record is quoted",
    "records": "every record of the pack is used or left out with its reason",
}
"""What `prove` looks at, in this order."""


def prove(manifest: Manifest, load: Load) -> list[Fault]:
    """Every fault found, in the order of `CHECKS`; an empty list proves the version."""
    bytes_of = {key: load(key) for key in _keys(manifest)}
    faults = list(_bytes(manifest, bytes_of))
    try:
        pack = EvidencePack.decode(bytes_of[manifest.pack] or b"")
        draft = Draft.decode(bytes_of[manifest.draft] or b"")
        monograph = Monograph.decode(bytes_of[manifest.monograph] or b"")
    except ValidationError as exc:
        first = exc.errors(include_url=False, include_input=False)[0]
        return [*faults, Fault(check="bytes", subject=exc.title, reason=f"cannot be read: {first['msg']}")]
    return [
        *_told(manifest, monograph),
        *faults,
        *_chain(manifest, pack, draft, monograph),
        *_quotes(pack, monograph),
        *_claims(draft, monograph),
        *_references(pack, monograph),
        *_contradictions(pack, monograph),
        *_grade(pack, monograph),
        *_retractions(pack, monograph),
        *_records(manifest, pack),
    ]


def _keys(manifest: Manifest) -> tuple[str, ...]:
    artifacts = manifest.artifacts
    return (manifest.pack, manifest.draft, manifest.monograph, artifacts.page.key, artifacts.pdf.key)


def _told(manifest: Manifest, monograph: Monograph) -> Iterator[Fault]:
    if manifest.slug != monograph.slug:
        yield Fault(check="manifest", subject=manifest.slug, reason=f"the monograph is {monograph.slug}'s")
    for name in ("writer", "reviewer"):
        if getattr(manifest, name) != getattr(monograph, name):
            yield Fault(check="manifest", subject=name, reason="is another one in the monograph")
    if manifest.grade is not monograph.grade.level:
        yield Fault(check="grade", subject="manifest", reason=f"says {manifest.grade}, not {monograph.grade.level}")


def _bytes(manifest: Manifest, bytes_of: dict[str, bytes | None]) -> Iterator[Fault]:
    artifacts: dict[str, Artifact] = {each.key: each for each in (manifest.artifacts.page, manifest.artifacts.pdf)}
    for key, data in bytes_of.items():
        named = key.rsplit("/", 1)[-1].split(".", 1)[0]
        if data is None:
            yield Fault(check="bytes", subject=key, reason="is not stored")
        elif digest(data) != named:
            yield Fault(check="bytes", subject=key, reason=f"its bytes hash to {digest(data)}")
        elif key in artifacts and (artifacts[key].sha256, artifacts[key].size) != (digest(data), len(data)):
            yield Fault(check="bytes", subject=key, reason="the manifest gives it another hash or size")


def _chain(manifest: Manifest, pack: EvidencePack, draft: Draft, monograph: Monograph) -> Iterator[Fault]:
    for subject, said, found in (
        ("draft", draft.pack, pack.hash),
        ("monograph", monograph.pack, pack.hash),
        ("monograph", monograph.draft, draft.hash),
        ("manifest", manifest.fingerprints.evidence, pack.hash),
    ):
        if said != found:
            yield Fault(check="chain", subject=subject, reason=f"was made from {said[:12]}, not from {found[:12]}")
    for subject, slug in (("pack", pack.slug), ("draft", draft.slug)):
        if slug != manifest.slug:
            yield Fault(check="chain", subject=subject, reason=f"is {slug}'s, not {manifest.slug}'s")


def _quotes(pack: EvidencePack, monograph: Monograph) -> Iterator[Fault]:
    for claim in monograph.claims:
        if not claim.quotes:
            yield Fault(check="quotes", subject=claim.id, reason="rests on no quote")
        for quote in claim.quotes:
            sentence = pack.sentence(quote.sentence)
            if sentence is None:
                yield Fault(check="quotes", subject=claim.id, reason=f"{quote.sentence} is no sentence of the pack")
            elif (sentence.text, sentence.pmid) != (quote.text, quote.pmid):
                yield Fault(check="quotes", subject=claim.id, reason=f"{quote.sentence} reads otherwise in the pack")


def _claims(draft: Draft, monograph: Monograph) -> Iterator[Fault]:
    drafted = {each.id: each for each in draft.claims}
    ids = [each.id for each in monograph.claims]
    for twice in sorted({each for each in ids if ids.count(each) > 1}):
        yield Fault(check="claims", subject=twice, reason="stands there twice")
    for claim in monograph.claims:
        source = drafted.get(claim.id)
        if source is None:
            yield Fault(check="claims", subject=claim.id, reason="is no claim of the draft")
        elif (source.text, source.section) != (claim.text, claim.section):
            yield Fault(check="claims", subject=claim.id, reason="reads otherwise in the draft")
        elif tuple(dict.fromkeys(source.sentences)) != tuple(each.sentence for each in claim.quotes):
            yield Fault(check="claims", subject=claim.id, reason="quotes other sentences than the draft names")


def _references(pack: EvidencePack, monograph: Monograph) -> Iterator[Fault]:
    cited = [each.pmid for each in monograph.references]
    for pmid in sorted(set(quoted(monograph)) - set(cited)):
        yield Fault(check="references", subject=pmid, reason="is quoted and not in the references")
    for pmid in sorted(set(cited) - set(quoted(monograph))):
        yield Fault(check="references", subject=pmid, reason="is in the references and not quoted")
    if len(set(cited)) != len(cited):
        yield Fault(check="references", subject="records", reason="a record has two references")
    if sorted(each.number for each in monograph.references) != list(range(1, len(cited) + 1)):
        yield Fault(check="references", subject="numbers", reason="are not 1 to the count of references")
    for reference in monograph.references:
        study = pack.study(reference.pmid)
        if study is None:
            yield Fault(check="references", subject=reference.pmid, reason="is no record of the pack")
            continue
        appraisal = study.appraisal
        shown = (reference.citation, reference.design, reference.species, reference.n, reference.flags)
        if shown != (study.citation, appraisal.design, appraisal.species, appraisal.n, appraisal.flags):
            yield Fault(check="references", subject=reference.pmid, reason="is described otherwise in the pack")


def _contradictions(pack: EvidencePack, monograph: Monograph) -> Iterator[Fault]:
    again = chosen_again(pack, monograph.claims, monograph.contradictions)
    if again != monograph.contradictions:
        told = [each.outcome for each in (*again, *monograph.contradictions) if again.count(each) != 1]
        subject = told[0] if told else "order"
        yield Fault(check="contradictions", subject=subject, reason="found again, the studies that disagree differ")


def _grade(pack: EvidencePack, monograph: Monograph) -> Iterator[Fault]:
    edition = monograph.grade.edition
    if edition not in GRADED_ANEW:
        yield Fault(check="grade", subject=OLD_EDITION, reason=_of_old(edition, monograph.slug))
        return
    again = grade(pack, edition)
    if canonical(plain(again)) != canonical(plain(monograph.grade)):
        reason = f"computed again it is {again.level.value}, the monograph has {monograph.grade.level.value}"
        if again.level is monograph.grade.level:
            reason = "computed again its proof differs"
        yield Fault(check="grade", subject="grade", reason=reason)
    if counts(pack) != monograph.counts:
        yield Fault(check="grade", subject="counts", reason="counted again they differ")


def _of_old(edition: int, slug: str) -> str:
    return (
        f"it was graded under edition {edition} of the rules, and this release computes editions "
        f"{named(GRADED_ANEW)}: grade and counts were not checked. Next: `peptalk run-single {slug}` "
        "has the page judged again, and so does the next night; a version that has a successor is checked with a "
        "release of its own edition"
    )


def _retractions(pack: EvidencePack, monograph: Monograph) -> Iterator[Fault]:
    for pmid in quoted(monograph):
        study = pack.study(pmid)
        if study and Flag.RETRACTED in study.appraisal.flags:
            yield Fault(check="retractions", subject=pmid, reason="was retracted and is quoted")
        elif study and not study.selected:
            yield Fault(check="retractions", subject=pmid, reason=f"was set aside ({study.reason}) and is quoted")


def _records(manifest: Manifest, pack: EvidencePack) -> Iterator[Fault]:
    if manifest.pmids_in != used(pack):
        yield Fault(check="records", subject="pmids_in", reason="are not the records that the pack selected")
    if manifest.pmids_out != left(pack):
        yield Fault(check="records", subject="pmids_out", reason="are not the records that the pack left out")
    for each in manifest.pmids_out:
        if not each.reason.strip():
            yield Fault(check="records", subject=each.pmid, reason="was left out without a reason")
