"""Which sentences of a study are worth sending to a writer: all but those that no claim should rest on.

Held back is what comes before a study's own work in an abstract without headings, for it tells of others' work or of
hopes; and what says only how something was counted, looked up or registered, or that more research is wanted. A
sentence is sent wherever it may say in whom, with what, for how long, or what was found.

In brief, where there is not room for so much of every study, it is what was found, and one sentence of how.
"""

import re
from collections.abc import Sequence

from shared.domain.evidence.pack import PackSentence


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_HOW_MANY = _any(
    r"\bn\s*=\s*\d",
    r"(?:\d[\d,.]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|hundred)(?:-\w+)?) (?:\S+ ){0,4}?(?:patients?|participants?|subjects?|women|men|"
    r"children|adults|volunteers|infants|individuals|people|controls|cases|rats|mice|animals|rabbits|dogs|pigs|monkeys|"
    r"sheep|studies|trials)",
)
_WHOM = _any(
    r"\b(?:patients?|participants?|subjects?|persons?|people|women|men|children|adults|infants|volunteers|individuals|"
    r"rats?|mice|mouse|rabbits?|dogs?|pigs?|monkeys?|sheep|hamsters?|cats?)\b",
)
_FIGURE = _any(r"\d\s*%", r"\bp\s*[<=>]", r"\bCI\b")
_FOUND = _any(
    _FIGURE.pattern,
    r"\b(?:show(?:ed|s|n)?|reveal(?:ed|s)?|found|demonstrat(?:ed|es)|indicat(?:ed|es)|suggest(?:ed|s)|increas\w*|"
    r"decreas\w*|reduc\w*|improv\w*|lower\w*|higher|greater|less|fewer|more|differ(?:ed|s|ences?)?|correlat\w+|"
    r"associat\w+|significan\w+|respond\w*|respons\w*|caus\w+|induc\w+|inhibit\w*|prevent\w*|block\w*|effects? of|"
    r"support\w*|predict\w*|identif\w+|confirm\w*|yield\w*|produc\w*|result(?:ed|s) in|enhanc\w*|attenuat\w*|elevat\w*|"
    r"stimulat\w*|affect\w*|exceed\w*|observed|seen|similar|comparable|unchanged|ranged|mean|median|remained|occurred|"
    r"developed|died|survived|conclude\w*|no\b|not\b)\b",
)
_GIVEN = _any(
    r"\b(?:randomi[sz]ed|randomly|allocated|assigned|received|given|administ\w+|treated|treatment|fed|injected|infused|"
    r"infusion|injection|oral(?:ly)?|placebo|control(?:s|led)?|doses?|dosed|dosing|diet|blind\w*|crossover|"
    r"weeks?|months?|years?|days?|hours?|aged?|\d[\d.,]* ?(?:mg|g|kg|µg|μg|ug|ml|nmol|pmol|mmol|IU|U|nM|µM|μM|mM))\b",
)

_COUNTED = _any(
    r"\b(?:data|results?|outcomes?|differences?|associations?|variables?|groups?|models?|predictors?|survival|"
    r"relationships?|values?)\b.{0,80}\b(?:analy[sz]ed|compared|evaluated|assessed|calculated|estimated|tested|"
    r"determined|pooled|combined|summari[sz]ed|expressed|presented)\b.{0,60}\b(?:by|using|with|as|via|through|in)\b",
    r"\b(?:t[- ]tests?|ANOVA|analys[ie]s of (?:co)?variance|chi[- ]squared?|fisher(?:'s)? exact|mann[- ]whitney|"
    r"wilcoxon|kruskal|regression|cox (?:proportional|model)|kaplan[- ]meier|bonferroni|linear mixed|random[- ]effects|"
    r"fixed[- ]effects?|statistical(?:ly)? (?:analys[ie]s|tests?|method)|intention[- ]to[- ]treat analysis)\b",
)
_LOOKED_UP = _any(
    r"\b(?:medline|pubmed|embase|cochrane (?:central|library|register|database)|cinahl|psych?(?:info|lit)|"
    r"web of science|scopus|google scholar|(?:trials? )?registers? (?:was|were) searched|"
    r"date of (?:last|most recent) search|search strategy|reference lists|hand[- ]?search\w*|inclusion criteria|"
    r"eligib\w+ criteria|(?:two|one|three|both) (?:\w+ )?(?:reviewers?|authors?|investigators?)|data extraction|"
    r"risk of bias (?:was|tool)|study selection|methodological quality)\b",
)
_MEASURED = _any(
    r"\b(?:was|were|is|are) (?:\w+ ){0,2}(?:measured|determined|assessed|assayed|quantified|recorded|evaluated|"
    r"estimated|monitored|analy[sz]ed|examined|calculated|collected|obtained|sampled|performed|carried out|conducted|"
    r"extracted|reviewed|searched|screened|defined|scored)\b",
    r"\bas measured by\b",
    r"\bwe (?:measured|determined|assessed|assayed|recorded|calculated|collected|searched|extracted|analy[sz]ed|"
    r"performed|conducted|reviewed|screened)\b",
)
_REGISTERED = _any(
    r"\b(?:ISRCTN ?\d+|NCT ?\d{6,}|PROSPERO|CRD ?\d{6,}|EudraCT|ChiCTR\S*|ACTRN\d+|UMIN\d+|JPRN\S*|IRCT\d+|DRKS\d+|"
    r"trial registration|registered (?:at|with|in|on)|clinicaltrials\.gov|(?:funded|supported|sponsored) by|funding|"
    r"ethics committee|informed consent|copyright|©|doi ?:|supplementary (?:data|material|information)|"
    r"level of evidence)",
)
_WANTED = _any(
    r"\b(?:further|more|future|additional|larger|long[- ]term|well[- ]designed|prospective|controlled|randomi[sz]ed|"
    r"clinical)(?:,? (?:\w|-)+){0,6} (?:stud(?:y|ies)|trials?|research|investigations?|work|experiments?|evaluation)"
    r"(?: \w+){0,8} (?:is|are|be|remains?|seems?) (?:\w+ )?(?:needed|required|warranted|necessary|justified|desirable|"
    r"recommended|indicated|undertaken|performed|awaited)\b",
    r"\b(?:remains?|needs?|has|have|is|are) (?:yet )?to be (?:\w+ )?(?:determined|elucidated|clarified|established|"
    r"investigated|evaluated|confirmed|studied|explored|defined|seen)\b",
    r"\b(?:deserves?|merits?|warrants?|requires?|needs?) (?:further|more|additional) (?:\w+ )?(?:stud(?:y|ies)|"
    r"research|investigation|evaluation|attention|work|exploration|confirmation)\b",
)

_HEADS_FINDING = _any(r"\b(?:results?|findings?|conclusions?|outcomes?|discussion|interpretation)\b")
_CAME_OF_IT = _any(
    r"\b(?:returned|reversed|reached|attained|achieved|failed|declined|rose|fell|dropped|recovered|experienced|"
    r"persisted|healed|closed|cured|"
    r"disappeared|resolved|varied|peaked|relapsed?|survival|depend(?:s|ed)?|constituted|accounted|represented|"
    r"(?:was|were|is|are) (?:\w+ )?(?:independent|negative|positive|normal|due|unable|able|abolished|isolated|"
    r"at least|about|\d[\d.,]*))\b",
)
_HEADS_METHOD = _any(r"\b(?:methods?|design|setting|materials?|procedures?|participants|subjects|interventions?)\b")
_ASKS = _any(
    r"\b(?:(?:the|our|its|primary|main) (?:aims?|purposes?|objectives?|goals?) (?:of|was|were|is)|"
    r"(?:was|were) (?:designed|undertaken|conducted|performed|carried out) to|(?:aimed|sought) to|"
    r"we (?:investigated|examined|evaluated|assessed|studied|tested|asked|hypothesi[sz]ed) (?:whether|if|the|how))\b",
)

_OWN_WORK = _any(
    r"\b(?:we|our|here|this is (?:an?|the)|the (?:aims?|purposes?|objectives?|goals?) of|aimed|"
    r"(?:this|the present|the current|present) (?:study|work|paper|trial|report|article|investigation|experiment|"
    r"review|meta-analysis)|(?:was|has been) (?:designed|undertaken|conducted|carried out|performed)|"
    r"to (?:determine|investigate|examine|evaluate|assess|test|explore|study|clarify|elucidate|compare))\b",
)
_WAS_DONE = _any(
    r"\b(?:was|were|did|had|received|underwent)\b",
    r"(?<!is )(?<!are )(?<!be )(?<!been )(?<!has )(?<!have )(?<!ly )\b(?:reduced|increased|decreased|produced|caused|"
    r"induced|inhibited|prevented|presented|showed|improved|attenuated|enhanced|suppressed|developed|resulted|"
    r"stimulated|elevated|lowered|blocked|abolished|restored|failed|exhibited|occurred|remained)\b",
)
_BY_OTHERS = _any(
    r"\b(?:previous(?:ly)?|earlier|prior|recent(?:ly)?|(?:has|have) (?:\w+ )?(?:been|shown)|(?:is|are) known|it is)\b",
)


def telling(sentences: Sequence[PackSentence]) -> list[PackSentence]:
    """Those of one study's sentences, in order, that are worth sending; all of them where none would be left."""
    before = _before_the_work(sentences)
    return [each for each in sentences if each.id not in before and not _idle(each.text)] or list(sentences)


def in_brief(sentences: Sequence[PackSentence]) -> list[PackSentence]:
    """What says what one study found, and the first sentence that says in whom, how many or with what; all of them
    where nothing is found."""
    kept: list[PackSentence] = []
    found = told_how = False
    for each in sentences:
        if _finds(each):
            found = True
        elif not told_how and (_HOW_MANY.search(each.text) or _GIVEN.search(each.text)):
            told_how = True
        else:
            continue
        kept.append(each)
    return kept if found else list(sentences)


def _finds(sentence: PackSentence) -> bool:
    """Whether a sentence says what came of the work."""
    heading = sentence.section
    if _HEADS_METHOD.search(heading) and not _HEADS_FINDING.search(heading):
        return False
    found = _FOUND.search(sentence.text) or _CAME_OF_IT.search(sentence.text)
    return bool(found) and not _asks(sentence.text)


def _asks(text: str) -> bool:
    """Whether it says what was to be found out, and neither how many nor a figure."""
    return bool(_ASKS.search(text)) and not _HOW_MANY.search(text) and not _FIGURE.search(text)


def _before_the_work(sentences: Sequence[PackSentence]) -> set[str]:
    """Ids of what stands in an abstract without headings before it comes to its own work; of none where no sentence
    says that it does."""
    abstract = [each for each in sentences if each.source == "abstract"]
    if any(each.section for each in abstract):
        return set()
    for at, each in enumerate(abstract):
        done = _WAS_DONE.search(each.text) and not _BY_OTHERS.search(each.text)
        if done or _OWN_WORK.search(each.text) or _HOW_MANY.search(each.text):
            return {one.id for one in abstract[:at]}
    return set()


def _idle(text: str) -> bool:
    """Whether it says only how it was counted, looked up or registered, or what else is wanted."""
    if _HOW_MANY.search(text):
        return False
    if _WANTED.search(text):
        return not _FOUND.search(_WANTED.sub("", text))
    if _REGISTERED.search(text):
        return not (_GIVEN.search(text) or _FIGURE.search(text) or _FOUND.search(text))
    if _FOUND.search(text) or _GIVEN.search(text):
        return False
    if _LOOKED_UP.search(text) or _COUNTED.search(text):
        return True
    return bool(_MEASURED.search(text)) and not _WHOM.search(text)
