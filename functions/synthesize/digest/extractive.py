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

from functions.synthesize.digest import primary, subject
from functions.synthesize.digest.choosing import Candidate, choose
from functions.synthesize.digest.leaning import RESPECTIVELY, leans, of_others, only_adds, pairs_elsewhere
from functions.synthesize.digest.naming import names_in
from functions.synthesize.digest.own_findings import brought_on, is_own
from functions.synthesize.ranking import ranked
from shared.domain.evidence.outcomes import OUTCOMES
from shared.domain.evidence.pack import EvidencePack, PackSentence, PackStudy
from shared.domain.publishing.counts import takes_part
from shared.domain.publishing.draft import Claim, Draft, Writer, claim_id
from shared.domain.vocabulary import Design, Direction, Role, Section, Species
from shared.gates.budget import SHARE_AT_MOST
from shared.gates.draft import judge
from shared.gates.text import check
from shared.gates.words.wording import animals, animals_alone, cells_alone, outside_alone, whole_animals

SHORTEST, LONGEST = 40, 420
_LEAST = 3
"""Score below which a sentence is not worth a place."""
_ON_PRIMARY = 5
"""What a sentence on the primary outcome has before others: as much as result words, figures and a comparator make."""
_FEW_WORDS = 9
_ROUNDS = 8

_SECTIONS = {
    Species.HUMAN: Section.HUMAN,
    Species.ANIMAL: Section.ANIMAL,
    Species.IN_VITRO: Section.IN_VITRO,
}
_REVIEWS = (Design.SYSTEMATIC_REVIEW, Design.NARRATIVE_REVIEW)

_TELLS = re.compile(r"\b(?:results?|findings?|conclusions?|interpretation|outcomes? and results)\b", re.IGNORECASE)
_PREPARES = re.compile(
    r"\b(?:background|introduction|context|objectives?|aims?|purpose|rationale|methods?|materials?|design|setting|"
    r"participants|patients|subjects|interventions?|measurements?|measures|registration|funding|significance|"
    r"data sources?|study selection|data extraction|hypothesis|procedures?)\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:increas(?:ed|es)|decreas(?:ed|es)|reduc(?:ed|es)|lower(?:ed|s)|raised|rose|fell|improved|improves|enhanced|"
    r"attenuated|accelerated|restored|inhibit(?:ed|s)|suppress(?:ed|es)|prevented|promoted|induced|stimulat(?:ed|es)|"
    r"showed|shows|exhibited|differed|occurred|remained|resulted|caused|produced|abolished|blocked|elevated|"
    r"(?:was|were|is|are) (?:\w+ )?(?:higher|lower|greater|smaller|longer|shorter|associated|similar|unchanged|"
    r"increased|reduced|decreased|observed|found|reported|seen|detected)|did not|no (?:\w+ ){0,2}difference|"
    r"no (?:\w+ ){0,2}(?:effect|change))\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\bp\s*[<=>]|\d\s*%|\bCI\b|confidence interval|\d\s*(?:±|\+/-)\s*\d", re.IGNORECASE)
_HELD_AGAINST = re.compile(
    r"\b(?:placebo|controls?|vehicle|saline|sham|untreated|versus|vs|than|compared (?:with|to))\b"
    r"(?! (?:the )?(?:baseline|pre-?treatment|before|\d|one|two|half|\w+fold)\b)",
    re.IGNORECASE,
)
_CONCLUDES = re.compile(r"^(?:in conclusion|in summary|we conclude|overall|taken together)\b", re.IGNORECASE)
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
_SAFETY = re.compile(
    r"\b(?:adverse|side[- ]effects?|tolerab\w+|tolerated|safety|nausea|vomiting|discontinu\w+|"
    r"hypoglyc\w+ (?:events?|episodes?)|toxic\w*|reactions? (?:was|were|occurred)|"
    r"(?:injection|infusion|allergic|skin|hypersensitivity)[ -](?:site[ -])?reactions?|ISRs?|"
    r"withdr(?:awn|ew|awals?))\b",
    re.IGNORECASE,
)
_UNWANTED = re.compile(
    r"\b(?:more|greater|higher|caus\w+|developed|reported|experienced|occurr\w+)\b"
    r"(?:(?!\b(?:reduc|decreas|improv|few|less|lower|prevent|reliev|relief|treat|than)\w*)[^.;]){0,80}"
    r"\b(?:tenderness|discharge|headaches?|diarrh\w+|constipation|dizziness|drowsiness|rash|pruritus|itching|"
    r"hypotension|bradycardia|bleeding|deaths?|died|complications?|injection[- ]site \w+)\b",
    re.IGNORECASE,
)
"""What somebody did not take the peptide for, told as more of it, or as what happened."""
_DEATHS = re.compile(r"\bmortality\b", re.IGNORECASE)
_SPARED = re.compile(
    r"^(?!.*\b(?:increas|higher|greater|excess|more deaths|worse)\w*)(?=.*\bmortalit\w+).*"
    r"\b(?:reduc|decreas|improv|lower|fewer|benefi|surviv|prevent|protect)\w*",
    re.IGNORECASE | re.DOTALL,
)
"""Deaths as what the peptide was given against."""
_VOICE = re.compile(
    r"\b(?:our|ours|we|us|(?:may|might|could) explain|(?:this|the (?:present|current)) (?:work|paper|article)|"
    r"herein|the present (?:and|or) (?:\w+ )?(?:studies|experiments|results))\b",
    re.IGNORECASE,
)
"""Words that speak for the authors, whatever stands before."""
_IN_A_DISH = re.compile(
    r"\bhuman (?:[\w-]+ ){0,3}(?:cells|\w+cytes|\w+blasts|macrophages|HUVECs)\b|"
    r"\b[A-Z][\w.-]*\d[\w.-]* cells\b|\bcultures? lines?\b|"
    r"\b[Ii]n (?:[\w-]+ ){0,3}(?:cells|\w+cytes|\w+blasts|macrophages)\b"
    r"(?=.*\b(?:treat|expos|incubat|elevat|increas|reduc)\w*)|"
    r"^(?!.*\b(?:serum|plasma|blood|urine)\b).*\d ?[\u00b5\u03bcn](?:M|mol/L)\b",
    re.DOTALL,
)
"""Cells that were treated, or an amount as it is put into a medium."""
_ANIMALS_AS_SUCH = re.compile(
    r"^(?!.*\b(?:patients?|participants|volunteers|people|adults|women|men|humans?)\b).*\b(?:animals?|rodents?)\b",
    re.IGNORECASE | re.DOTALL,
)
_PATIENTS_ALONE = re.compile(
    r"^(?!.*\b(?:animals?|rodents?)\b).*\b(?:patients|participants|volunteers|clinical trials)\b",
    re.IGNORECASE | re.DOTALL,
)
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
                section = _section(study, text, names)
                named = bool(names.search(text))
                score = _score(sentence, position, len(sentences), named=named, titled=titled)
                score += _ON_PRIMARY * bool(score > 0 and primary.tells(text, outcome))
                if section is None or _of_others(study, text):
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
    if before and together <= allowed and not _PREPARES.search(before.section) and _stands_alone(before.text):
        yield (before, sentence)
    elif apart or only_adds(sentence.text):
        yield (sentence,)


def _of_others(study: PackStudy, text: str) -> bool:
    """Whether the sentence speaks of animals or cells alone in a study that counts as one of people, or of patients or
    cells alone in one of animals: it stands under neither."""
    if study.appraisal.species is Species.HUMAN:
        return bool(animals_alone(text) or _ANIMALS_AS_SUCH.search(text)) or cells_alone(text)
    if study.appraisal.species is not Species.ANIMAL:
        return False
    if _PATIENTS_ALONE.search(text) and not animals(text):
        return True
    in_a_dish = bool(_IN_A_DISH.search(text)) and not whole_animals(text)
    return in_a_dish or bool(outside_alone(text))


def _section(study: PackStudy, text: str, names: re.Pattern[str]) -> Section | None:
    if study.appraisal.design in _REVIEWS:
        return Section.REVIEWS
    # Of the body's own peptide nothing was unwanted: what goes with its level is an outcome like any other.
    if study.appraisal.species is Species.HUMAN and study.role is not Role.ENDOGENOUS and _harms(study, text, names):
        return Section.SAFETY
    return _SECTIONS.get(study.appraisal.species)


def _harms(study: PackStudy, text: str, names: re.Pattern[str]) -> bool:
    """Whether a sentence tells of something unwanted: by its words, or because its case is one, by the title."""
    if _SAFETY.search(text) or _UNWANTED.search(text):
        return True
    if _DEATHS.search(text) and not _SPARED.search(text) and (names.search(text) or _HELD_AGAINST.search(text)):
        return True
    return study.appraisal.design is Design.CASE_REPORT and brought_on(study.citation.title, names)


def _score(sentence: PackSentence, position: int, count: int, *, named: bool, titled: bool) -> int:
    if _TELLS.search(sentence.section):
        score = 3
    elif _PREPARES.search(sentence.section):
        return 0
    else:
        # An abstract without labels begins with why and how, and ends with what was found.
        score = 3 if position == count - 1 else 2 if 2 * position >= count else 0
    score += 2 * bool(_RESULT.search(sentence.text)) + 2 * bool(_FIGURE.search(sentence.text))
    score += bool(_HELD_AGAINST.search(sentence.text)) - bool(RESPECTIVELY.search(sentence.text))
    score += bool(_CONCLUDES.search(sentence.text)) + 2 * named - 2 * _thin(sentence.text, named=named)
    return score - (0 if named else 1 if titled else 3)


def _thin(text: str, *, named: bool) -> bool:
    """Few words, no figure, no peptide: it says little to whoever has not read the rest."""
    return not named and not _FIGURE.search(text) and len(text.split()) < _FEW_WORDS


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
