"""The writer without a model: an honest digest of sentences as they stand in their abstracts, chosen by fixed rules.

A claim's text is its sentence, word for word; a sentence that leans on the one before it ("This effect ...") is quoted
together with it. A sentence is left out where it tells methods or aims, or anything else than what its own study found
(`own_findings`), where neither it nor its study's title names the peptide, where it leans on what cannot be quoted,
where the gates would refuse it, or where too much of one abstract would be quoted. What remains is scored: its section
(results and conclusions first), its place, result words, figures, what is held against what, whether it names the
peptide, and above all whether it is on what the study declares as its primary outcome (`primary`); the studies come in
the order of `ranking`, those that a grade may rest on before all others. Sentences from which the rules read an
outcome (`subject`) are chosen first, one for each outcome, and bear its name: a reader finds the words behind the
table of outcomes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from functions.synthesize.digest import primary, subject, worth
from functions.synthesize.digest.choosing import Candidate, choose
from functions.synthesize.digest.leaning import leans, of_others, only_adds, pairs_elsewhere
from functions.synthesize.digest.naming import names_in
from functions.synthesize.digest.own_findings import is_own
from functions.synthesize.digest.sections import section_of, tells_of_others
from functions.synthesize.ranking import ranked
from shared.domain.evidence.outcomes import OUTCOMES
from shared.domain.evidence.pack import EvidencePack, PackSentence, PackStudy
from shared.domain.publishing.counts import takes_part
from shared.domain.publishing.draft import Claim, Draft, Writer, claim_id
from shared.domain.vocabulary import Direction, Role, Section
from shared.gates.budget import SHARE_AT_MOST
from shared.gates.draft import judge
from shared.gates.text import check

SHORTEST, LONGEST = 40, 420
_LEAST = 3
"""Score below which a sentence is not worth a place."""
_ON_PRIMARY = 5
"""What a sentence on the primary outcome has before others: as much as result words, figures and a comparator make."""
_ROUNDS = 8

_METHOD = re.compile(
    r"\b(?:aims?|aimed|objectives?|purpose of|hypothesi[sz]ed?|we (?:investigated|examined|evaluated|assessed|studied|"
    r"reviewed|searched|sought|tested|describe|discuss|report here|review|used|measured|compared)|to (?:investigate|"
    r"determine|examine|evaluate|assess|explore|test|clarify)|"
    r"(?<!\bwho )(?<!\bthat )(?<!\bwhich )(?:was|were) (?:\w+ )?(?:randomi[sz]ed|assigned|divided|"
    r"investigated|examined|evaluated|assessed|performed|conducted|carried out|searched|measured|included|recruited|"
    r"enrolled|studied|tested|analy[sz]ed|determined|administered|given|treated|injected|used|compared|obtained|fed|incubated|"
    r"cultured|exposed|housed|infused|stimulated with|transfected|collected|isolated)|(?:study|"
    r"trial) (?:\w+ )?(?:investigate|examine|evaluate|assesse|explore|aim|teste|compare|describe|sought|determine|"
    r"reviewe)[ds]?\b|(?:is|are) (?:reviewed|discussed|presented|described|summari[sz]ed|(?:put|"
    r"placed) in(?:to)? perspective)|this (?:review|article|chapter|paper) (?:\w+ )?(?:describes|discusses|"
    r"summari[sz]es|focus(?:es)?|reviews|presents|provides|examines|aims)|further (?:studies|research|investigation|"
    r"work|trials)|(?:remains?|needs?) to be|et al\.)",
    re.IGNORECASE,
)
_OWN_ABBREVIATION = re.compile(r"\b(?:groups? [A-Z1-9IV]+|day \d+ of|(?:Fig|Table)\.? ?\d)\b")
_VOICE = re.compile(
    r"\b(?:our|ours|we|us|(?:may|might|could) explain|(?:this|the (?:present|current)) (?:work|paper|article)|"
    r"herein|the present (?:and|or) (?:\w+ )?(?:studies|experiments|results))\b",
    re.IGNORECASE,
)
"""Words that speak for the authors, whatever stands before."""
_ADDRESS = re.compile(r"https?:|www\.|@|<[a-z/!]|©|copyright|clinicaltrials\.gov|NCT\d", re.IGNORECASE)


def write(pack: EvidencePack, round: int = 0) -> Draft:
    """The digest of a pack; the same pack gives the same bytes. It may hold no claim."""
    candidates = sorted(
        _about_it(pack, _candidates(pack)),
        key=lambda each: (not each.graded, -each.score, each.rank, _place(each.sentences[0])),
    )
    draft = _draft(pack, candidates, round)
    for _ in range(_ROUNDS):
        # What the gates refuse loses its outcome first, and then makes room for the next one.
        blamed = {each.claim for each in judge(pack, draft) if each.severity == "block"}
        if not blamed:
            break
        candidates = [
            each if each.claim.id not in blamed else each.without_outcome()
            for each in candidates
            if each.claim.id not in blamed or each.claim.outcome
        ]
        draft = _draft(pack, candidates, round)
    blamed = {each.claim for each in judge(pack, draft) if each.severity == "block"}
    return draft.model_copy(update={"claims": tuple(each for each in draft.claims if each.id not in blamed)})


def _about_it(pack: EvidencePack, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those of studies to which the peptide was more than a word; the others where there is nothing else."""
    found = list(candidates)
    mentioned = {each.pmid for each in pack.studies if each.role is Role.MENTIONED}
    return [each for each in found if each.pmid not in mentioned] or found


def _draft(pack: EvidencePack, candidates: Sequence[Candidate], round: int) -> Draft:
    chosen = choose(pack, candidates)
    order = list(Section)
    chosen.sort(key=lambda each: (order.index(each.claim.section), each.rank, _place(each.sentences[0])))
    return Draft.model_validate(
        {
            "slug": pack.slug,
            "pack": pack.hash,
            "writer": Writer(kind="extractive"),
            "round": round,
            "claims": tuple(each.claim for each in chosen),
        }
    )


def _candidates(pack: EvidencePack) -> Iterator[Candidate]:
    for rank, (study, all_) in enumerate(ranked(pack)):
        # What a full text says stands among what leads to it; an abstract's sentences are made to stand by themselves.
        sentences = [each for each in all_ if each.source == "abstract"]
        names = names_in(pack, study, sentences)
        titled = bool(names.search(study.citation.title))
        outcome = primary.declared((each.text for each in sentences), (pack.name, *pack.aliases))
        allowed = sum(len(each.text) for each in sentences) // SHARE_AT_MOST
        for position, sentence in enumerate(sentences):
            before = sentences[position - 1] if position else None
            for quoted in _ways(before, sentence, allowed):
                text = " ".join(each.text for each in quoted)
                section = section_of(study, text, names)
                named = bool(names.search(text))
                score = worth.score(sentence, position, len(sentences), named=named, titled=titled)
                score += _ON_PRIMARY * bool(score > 0 and primary.tells(text, outcome))
                if section is None or tells_of_others(study, text):
                    continue
                if not is_own(text, named=named, review=section is Section.REVIEWS):
                    continue
                if score >= _LEAST and (named or titled):
                    claim = _claim(pack, study, quoted, section, named=named)
                    direction = study.appraisal.direction
                    yield Candidate(claim, quoted, score, rank, takes_part(study), direction)


def _ways(before: PackSentence | None, sentence: PackSentence, allowed: int) -> Iterator[tuple[PackSentence, ...]]:
    """How the sentence may be quoted: by itself, or behind the one it leans on as far as the budget allows."""
    if not _printable(sentence.text) or _METHOD.search(sentence.text):
        return
    apart = not leans(sentence.text)
    if apart and not of_others(sentence.text):
        yield (sentence,)
        return
    together = len(sentence.text) + len(before.text) if before else 0
    if before and together <= allowed and not worth.PREPARES.search(before.section) and _stands_alone(before.text):
        yield (before, sentence)
    elif apart or only_adds(sentence.text):
        yield (sentence,)


def _stands_alone(text: str) -> bool:
    """Whether a reader understands the sentence by itself, and it may be printed."""
    return _printable(text) and not _METHOD.search(text) and not leans(text)


def _printable(text: str) -> bool:
    """Whether it is a sentence of a bearable length that the compliance rules let pass."""
    if not SHORTEST <= len(text) <= LONGEST or not text[0].isalnum() or text[-1] not in ".!)":
        return False
    if text[0].islower() and text[:2].isalpha() and text[1].islower():
        return False
    if any(pattern.search(text) for pattern in (_VOICE, _OWN_ABBREVIATION, _ADDRESS)) or pairs_elsewhere(text):
        return False
    return all(each.severity != "block" for each in check(text))


def _claim(
    pack: EvidencePack, study: PackStudy, quoted: Sequence[PackSentence], section: Section, *, named: bool
) -> Claim:
    """The claim of these words; they tell its outcome only where they name the peptide, for others stand beside it."""
    text = " ".join(each.text for each in quoted)
    told = subject.outcome(study, quoted) if named else None
    # Else the direction is the study's as a whole; what a sentence on harms says of it is not for a rule to guess.
    direction = told.direction if told else study.appraisal.direction
    return Claim(
        id=claim_id(pack.slug, section, text),
        section=section,
        text=text,
        sentences=tuple(each.id for each in quoted),
        outcome=OUTCOMES[told.name].title if told else "",
        direction=Direction.UNCLEAR if section is Section.SAFETY else direction,
        species=study.appraisal.species,
    )


def _place(sentence: PackSentence) -> tuple[int, int]:
    study, _, number = sentence.id.removeprefix("S").partition(".")
    return int(study), int(number)
