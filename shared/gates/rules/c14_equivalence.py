"""C14: nothing is as good as a medicine, better than it or a replacement for it. A head-to-head trial, told, passes."""

import re

from shared.gates.family import Family, pattern
from shared.gates.words.grammar import IT, THING
from shared.gates.words.lexicon import MEDICINE
from shared.gates.words.mention import mentioned
from shared.gates.words.report import in_the_past, of_the_page, open_question, told
from shared.gates.words.scope import by_guideline, negated

_ACROSS = re.compile(
    r"\b(?:which|so|and|thus|hence|therefore|making|this) (?:\w+ )?(?:makes?|shows?|means|proves?|"
    r"is|must be|the (?:more|better|stronger))\b",
    re.IGNORECASE,
)
_ARMS = re.compile(
    r"\b(?:placebo|vehicle|control|sham) (?:group|arm)s?\b|\bsame (?:volume|schedule|visits?|dose|"
    r"time|site|way|day|questionnaire)\b|\bsimilar (?:in|between|across) (?:both|the two|all)\b",
    re.IGNORECASE,
)


def compared(sentence: str, match: re.Match[str]) -> bool:
    """A trial's own comparison, told; not one read across trials."""
    return told(sentence, match) and not _ACROSS.search(sentence)


def of_arms(sentence: str, match: re.Match[str]) -> bool:
    """The arms of one trial are likened."""
    return bool(_ARMS.search(sentence))


_EXCUSES = (mentioned, compared, of_arms, negated, of_the_page, open_question, by_guideline)
_BETTER = (
    r"(?:like|same as|similar to|identical to|equal to|equals|equivalent to|comparable (?:to|with)|on (?:a )?par with|"
    r"as (?:\w+ )?as|(?:\w+er|more \w+|less \w+|better) than|superior to|beats?|outperforms?|outdoes|outshines|"
    r"surpasses|tops|trumps|rivals?|matches|trounces|instead of|rather than|in place of|replac(?:es?|ing|ement for)|"
    r"substitut(?:es?|ing|e for)|swap(?:s|ping)?|alternatives? (?:to|for)|answer to|version of|the next|the new|"
    r"ditch(?:ing)?|without the (?:side effects|downsides?|cost|price|risks?) of|mimics?|does what|what \w+ does|"
    r"leaves? [^.;]{0,20} behind|makes? [^.;]{0,20} (?:obsolete|redundant|unnecessary|look))"
)

_RIVAL = (
    rf"(?:{MEDICINE}|testosterone|anabolic \w+|steroids?|the (?:\w+ )?(?:pens?|injections?|"
    r"tablets?|pills?|medicines?|drugs?|agonists?|shots?)|"
    r"\w{3,}(?:statins?|sartans?|prils?|olols?|azoles?|cillins?|mycins?|gliptins?|gliflozins?|"
    r"glitazones?|mabs?|nibs?|pams?|zolams?|oxetines?|"
    r"triptylines?|codones?|profens?|coxibs?|solones?|sones?|dipines?|triptans?|dron(?:ates?|"
    r"ic acid)|phosphonates?|erides?|ridone|barbitals?|"
    r"glutides?|natides?)|sertraline|minoxidil|older agonists?|blockers?|inhibitors?)"
)


def _studied(sentence: str, match: re.Match[str]) -> bool:
    """Pharmacology, and trials that name their comparison."""
    return bool(
        re.search(
            r"\b(?:receptors?|enzymes?|in vitro|rats?|mice|trials?|randomi[sz]ed|meta-analys\w+|"
            r"placebo|cohorts?|patients|analogue|"
            r"concentrations?|assays?|cells?|genes?|cost-effective\w*|models?|guidelines?)\b",
            sentence,
            re.IGNORECASE,
        )
    )


def _told_only(sentence: str, match: re.Match[str]) -> bool:
    """A trial's own comparison in the past, from which nothing is drawn."""
    return (compared(sentence, match) or in_the_past(sentence, match)) and not _DRAWS.search(sentence)


_DRAWS = re.compile(r"\b(?:so|thus|hence|therefore|which makes|and is) \w+", re.IGNORECASE)


def _outcomes_unknown(sentence: str, match: re.Match[str]) -> bool:
    """Pharmacology that is likened, and what it does in people is said to be unknown."""
    return bool(_UNKNOWN.search(sentence, match.end()))


_UNKNOWN = re.compile(
    r"\b(?:outcomes?|effects?|benefits?|results?|what it does)\b[^.;]{0,30}\b(?:is|are|remains?) (?:un(?:known|tested"
    r"|clear|studied)|not known)\b",
    re.IGNORECASE,
)


def _negated_before(sentence: str, match: re.Match[str]) -> bool:
    """A denial stands before words that begin with none."""
    return match[0].split()[0].lower() not in ("no", "not", "hardly", "few") and negated(sentence, match)


_KNOWN = (
    r"(?:ozempic|wegovy|mounjaro|semaglutide|tirzepatide|liraglutide|omeprazole|ibuprofen|aspirin|paracetamol|nsaids?|"
    r"painkillers?|antidepressants?|ssris?|statins?|insulin|metformin|antacids?|(?:cortico)?steroids?|cortisone|"
    r"antibiotics?|botox|minoxidil|finasteride|viagra|ritalin|surgery|chemotherapy|hgh|growth hormone|somatropin|"
    r"warfarin|diclofenac|prednis(?:one|olone)|humira|methotrexate|testosterone|opioids?|morphine|inhalers?|"
    r"retinoids?|sleeping (?:pills|tablets)|blood thinners?|naproxen|xanax|prozac|the (?:pens?|pills?|drugs?|"
    r"medicines?|tablets?))"
)
"""Medicines by the names that everybody uses; a long list at the head of many alternatives takes long."""
FAMILY = Family(
    id="C14",
    version=1,
    severity="block",
    reason="compares with a medicine, and no head-to-head trial is told",
    patterns=(
        pattern(rf"\b{_BETTER}\b (?:\w+[- ]){{0,4}}?{MEDICINE}\b", excuses=_EXCUSES),
        pattern(
            rf"\b{MEDICINE}\b[^.;]{{0,50}}\b(?:in a bottle|in disguise|for everybody|obsolete|"
            r"redundant|alternative|substitute|equivalent|replacement|without the (?:needle|"
            r"prescription|side effects|cost|price)|at a fraction|can be (?:replaced|swapped|"
            r"dropped|ditched)|has met its match|can't match|cannot match|pales?|"
            r"no longer needed)\b",
            excuses=_EXCUSES,
        ),
        pattern(
            r"\b(?:natural|gentler|safer|cheaper|affordable|poor man's|budget|generic|needle-free|"
            r"over-the-counter|herbal|peptide|drug-free|side-effect-free) (?:\w+ )?(?:version|"
            r"alternative|substitute|replacement|equivalent|answer|twin|cousin|ozempic|wegovy|"
            r"viagra|botox|prozac|xanax|adderall)s?\b",
            excuses=_EXCUSES,
        ),
        pattern(
            r"\bsame (?:molecule|active|effect|results?|benefits?|mechanism|substance|ingredient|"
            r"thing|quality|power|outcome)s?\b[^.;]{0,50}\b(?:as|fraction|price|cost|pen|without|"
            r"brand)\b",
            excuses=_EXCUSES,
        ),
        pattern(
            r"\b(?:more|most|less) (?:powerful|effective|potent|efficient|reliable) (?:drug|"
            r"medicine|option|choice|of the (?:two|three)|peptide|agent|treatment)\b|"
            r"\b(?:stronger|better|superior|gentler|safer) (?:drug|medicine|option|of the two)\b",
            excuses=(negated, of_the_page, open_question, by_guideline),
        ),
        pattern(
            r"\b(?:does|do|works?|acts?|performs?)\b[^.;]{0,40}\b(?:everybody else|everyone else|"
            r"the rest of us|prescription|brand-?name|pharma\w*)\b",
            excuses=_EXCUSES,
        ),
        pattern(
            r"\b(?:switch(?:ed|ing)?|swap|trade|exchange|replace|drop|come off|quit|throw away|"
            rf"put down|retire) (?:from |your |the |an? |her |his |their )?(?:\w+ )?{MEDICINE}\b",
            excuses=_EXCUSES,
        ),
        pattern(
            rf"\b{MEDICINE}\b[^.;]{{0,60}}\b(?:which|so|making)\b[^.;]{{0,40}}\b(?:more|better|"
            r"stronger|superior|winner|powerful)\b",
            excuses=(negated, of_the_page),
        ),
        pattern(
            rf"\bdoes (?:everything|all|what|the job of|anything) (?:that )?{_RIVAL}|"
            rf"\bwhat takes? (?:an? |the )?{_RIVAL}\b|"
            r"\b(?:minus|without) the (?:shutdown|prescription|needle|side effects?|crash|pen|"
            rf"queue|burden)\b|\bthink of (?:it|\S+) as {_RIVAL}\b|"
            r"\b(?:head and shoulders|streets|miles|light years) (?:above|ahead of)\b|"
            rf"\b(?:put away|bin|shelve|ditch|toss|forget|skip) (?:the |your )?{_RIVAL}\b|"
            rf"\bunlike {_RIVAL},? (?:\w+ )?{THING}\b",
            excuses=(negated, of_the_page, open_question, _studied),
        ),
        pattern(
            r"\b(?:same|equal|like|similar|identical) (?:pathway|mechanism|target|receptor|action|"
            r"effect|job|result|thing|end|ends|class)s? (?:\w+ )?(?:as|done|of|"
            rf"with) (?:\w+ )?{_RIVAL}|"
            r"\b(?:gets|does|doing|get) the same (?:job|thing|work)\b|\b(?:humbler|cheaper|"
            r"gentler|kinder|smarter|milder|safer|natural|poor) (?:cousin|sibling|brother|sister|"
            r"twin|route|road|way|path|companion)\b|\b(?:on a par|on par|level|neck and neck|"
            rf"shoulder to shoulder) with {_RIVAL}|"
            rf"\b(?:newcomer|{IT}) (?:\w+ )?(?:leaves?|outruns?|outpaces?|outstrips?|eclipses?|"
            r"overtakes?|outclasses|outdoes|outperforms?|trumps|"
            rf"beats) (?:the )?(?:\w+ ){{0,2}}?{_RIVAL}",
            excuses=(compared, negated, of_the_page, open_question, of_arms, in_the_past, _outcomes_unknown),
        ),
        # In its place, interchangeable, as well as it does, and where it fails.
        pattern(
            rf"\b(?:in place of|interchangeable with|stands? in for|takes? over from|non-inferior(?:ity)? to|"
            rf"outperforms?|more effective than|fall back on instead of) (?:the )?(?:\w+ )?{_RIVAL}\b|"
            r"\bdoes for (?:\w+ ){1,3}what (?:\w+ ){1,2}(?:do|does) for\b|\bevery bit as (?:good|well|effective|"
            r"safe)\b|\bwhere (?:the )?\w+ (?:fails?|disappoints?|stops?|ends?), (?:the|this|it)\b|"
            r"\breplaces every other\b|\b(?:is|are) the (?:superior|better) (?:technique|choice|drug|option|treatment|"
            r"one)\b|"
            rf"\bas {_RIVAL} (?:does|do), (?:without|but|so|only)\b|\b(?:either|it|this) can stand in for\b|"
            r"\bhalf the (?:cost|price) of (?:an? |the )?\w+|\boutperforms the (?:licensed|native|natural|approved)\b",
            excuses=(_told_only, negated, of_the_page, open_question, by_guideline),
        ),
        # Persons who dislike a medicine, and what they have instead.
        pattern(
            rf"\b(?:who|rather) (?:\w+ ){{0,3}}?(?:avoid|dislike|dread|refuse|cannot take|"
            r"cannot tolerate|fear|hate|tired of|had enough of|"
            rf"do not want) (?:\w+ )?{_RIVAL}[^.;]{{0,60}}"
            r"\b(?:can|may|could|have|has|find|turn|instead|alternative|route|option)\b",
            excuses=(told, of_the_page, open_question, by_guideline),
        ),
        # Results of one trial set beside those of another.
        pattern(
            r"\b(?:set|placed|put|laid|held) (?:beside|next to|against|"
            r"alongside)\b[^.]{0,80}\b(?:elsewhere|another|other trial|seen with|reported for)\b|"
            r"\bwhich of the two is (?:the )?(?:more|better|stronger|superior)",
            excuses=(negated, open_question),
        ),
        pattern(
            r"\b(?:forgo|forego|forsake|do without|dispense with|abandon|drop|shed|skip|escape|"
            rf"avoid|spare (?:them|one)selves) (?:the |their )?{_RIVAL}\b[^.;]{{0,30}}\b(?:favou?r|"
            r"for|instead|altogether|thanks|with)\b|\b(?:achieves?|accomplishes|does|delivers?|"
            r"manages?|"
            rf"offers?|gives?) what (?:the |an? )?(?:{_RIVAL}|surgery)\b|\b(?:dwarfs?|eclipses?|"
            r"surpass(?:es)?|exceeds?|outstrips?|rivals?|equals?|matches|tops|"
            rf"betters) (?:that of |those of )?(?:the )?(?:\w+ ){{0,2}}?{_RIVAL}\b",
            excuses=(compared, negated, of_the_page, open_question, of_arms, in_the_past, _studied),
        ),
        pattern(
            r"\b(?:surpass(?:es)?|outdoes|outclasses|beats?|tops|eclipses?|outperforms?|(?:is|are) (?:better"
            r"|stronger|superior) (?:than|to)|superior to|(?:works?|does) better "
            r"than) (?:every|all|any|most)(?: (?:the|of the))? ?(?:other|others|rest|known|existing|standard)\b"
            r"|\b(?:no|not a|hardly any|few) (?:\w+ )?(?:drugs?|medicines?|"
            rf"medications?|treatments?|pills?|therap(?:y|ies)|peptides?) (?:\w+ ){{0,4}}?(?:comes? close|compares?"
            r"|can match|matches|rivals?|measures? up|does what)\b|"
            r"\b(?:twice|three times|four times|five times|ten times|\d+ ?(?:x|times)) (?:as |the "
            rf"|more )?(?:\w+ )?(?:as|of|than) {_RIVAL}|\b(?:times|twice) the (?:punch|power|"
            r"strength|potency|effect) of\b|\b(?:can|could|will|may) (?:\w+ )?(?:replace|substitute for|stand in for"
            r"|take the place of) (?:your |the |an? |his |her |their )?"
            rf"(?:\w+ )?{_RIVAL}|\b(?:every bit|just|almost|nearly|at least) as (?:good|effective|strong|potent"
            r"|powerful) as\b|\bthe (?:job|work) of (?:two|three|several|"
            r"a dozen|many) (?:\w+ )?(?:supplements?|drugs?|medicines?|pills?|products?)\b|\b(?:made|makes|rendered"
            rf"|renders) (?:\w+ ){{1,4}}?(?:redundant|obsolete|unnecessary|"
            r"superfluous)\b|\b(?:basically|essentially|practically|simply|just|like|call it|think|it's) (?:a |an "
            rf"|the )?(?:generic|oral|topical|natural|legal|cheap|free) {_RIVAL}|"
            r"\b(?:cannot|can't|unable to|too (?:dear|expensive)) (?:\w+ )?(?:afford|get|obtain"
            rf"|tolerate) {_RIVAL}\b[^.;]{{0,40}}\b(?:instead|turn|option|can|this)\b|"
            rf"\b(?:where|while|whereas) {_RIVAL} (?:\w+ )?(?:only|merely|just|simply) (?:masks?|hides?|treats?"
            r"|dulls?|numbs?)\b",
            excuses=(
                compared,
                _negated_before,
                of_the_page,
                open_question,
                of_arms,
                in_the_past,
                by_guideline,
                _studied,
            ),
        ),
        # A present ranking above a named medicine or placebo, cited or not.
        pattern(
            r"\b(?:is|are) (?:\w+ly )?(?:better|stronger|safer|superior|gentler|more (?:effective|potent"
            rf"|powerful)) (?:than|to) (?:placebo|{_RIVAL})\b",
            excuses=(negated, of_the_page, open_question, of_arms, by_guideline, _studied),
        ),
        pattern(
            rf"\b(?:resembles?|mirrors?|echoes|copies|imitates?) (?:the )?{_RIVAL}\b[^.;]{{0,30}}\b(?:in all but"
            r"|without|minus|save for|except|down to|at)\b|\b(?:compared|in comparison|relative|next|set) (?:with|to"
            r"|beside|against) (?:the )?(?:\w+ )?"
            rf"{_RIVAL},? (?:it|this|{THING})? ?\w*s (?:\w+ )?(?:more|less|better|faster|longer|kinder|gentler"
            r"|cheaper|stronger)\b",
            excuses=(compared, negated, of_the_page, open_question, of_arms, in_the_past, by_guideline, _studied),
        ),
        # Where the medicine fails, without its faults, in its stead, or so much better that it is left behind.
        pattern(
            rf"\b(?:where|when|if) {_KNOWN} (?:\w+ )?(?:fails?|falls? short|disappoints?|gives? up|stops?|cannot|can't|"
            rf"do not|don't|does not|doesn't)\b[^.;]{{0,40}}\b(?:{THING}|delivers?|works?|helps?|steps? in)\b|"
            rf"\b{_KNOWN},? (?:minus|without|less|sans) (?:the|its|all|any|most)\b|\b(?:minus|sans) (?:the|its) \w+|"
            r"\b(?:does|do) (?:it|that|this|so) (?:better|cheaper|faster|for (?:a|less|half)|at a)\b|\bfor a (?:tenth|"
            r"fraction|third|quarter|fifth) (?:of the (?:price|cost))\b|"
            rf"\b(?:works?|acts?|performs?) (?:on|along|in) (?:the )?(?:same|similar|very) (?:lines|way|principle|"
            rf"path) as {_KNOWN}|\b(?:stand-in|understudy|replacement|match|rival|equal|heir|successor|challenger|"
            rf"proxy|double|sibling) (?:for|to|of) (?:an? |the |any |every )?(?:\w+ )?{_KNOWN}\b|"
            rf"\bleaves? (?:\w+ ){{0,2}}?{_KNOWN} (?:\w+ ){{0,2}}?(?:in the dust|behind|standing|trailing|far|cold)\b|"
            rf"\b(?:spare|save|rid) (?:your|one|them|him|her)sel(?:f|ves) (?:the |from |of )?{_KNOWN}\b|\b(?:next to|"
            rf"beside|against|alongside) {_KNOWN},? [^.;]{{0,30}}\b(?:looks?|seems?|is|are) (?:\w+ )?(?:weak|pale|"
            rf"dated|tame|feeble|old)\b|\bno (?:more )?(?:need|use|call) for (?:an? |the )?(?:\w+ )?{_KNOWN}\b|"
            rf"\b(?:who|cannot|can't)\b[^.;]{{0,30}}{_KNOWN}[^.;]{{0,20}}\b(?:turn|switch|go) to (?:it|this|"
            rf"{THING})\b|\b(?:strengths?|benefits?|powers?|virtues?) of (?:\w+ )?{_KNOWN} without\b",
            excuses=(
                compared,
                _negated_before,
                of_the_page,
                open_question,
                of_arms,
                in_the_past,
                by_guideline,
                _studied,
            ),
        ),
        pattern(
            rf"\b(?:goes?|going|turns?|come) back to (?:the |their |an? )?{_KNOWN}\b|\beffects? of (?:an? |"
            rf"the )?{_KNOWN}\b[^.;]{{0,15}}\b(?:and|but|with) (?:none|without|no)\b|\b(?:does|do) the (?:work|"
            rf"job) of\b[^.;]{{0,25}}{_KNOWN}\b|\b{_KNOWN}(?:'s)? (?:\w+ )?(?:little|big|clever|younger|"
            rf"smarter) (?:brother|sister|cousin|sibling)\b|\b{_KNOWN} (?:has|have) had (?:its|their) day\b|"
            rf"\bputs? (?:the )?{_KNOWN} (?:in|into) (?:the )?(?:shade|shadow)\b|\bin lieu of (?:an? |"
            rf"the )?(?:{_KNOWN}|growth hormone)\b|\b{_KNOWN} (?:is|are) (?:yesterday|passé|outdated|a thing of)\b",
            excuses=(compared, of_the_page, open_question, of_arms, in_the_past, by_guideline),
        ),
        pattern(
            rf"\bwhere (?:an? |the )?{_KNOWN} (?:needs?|takes?|requires?)\b|\bmakes? (?:the )?{_KNOWN} (?:look|seem|"
            rf"appear)\b|\b(?:put|lay|set|cast|leave) (?:\w+ )?{_KNOWN} (?:aside|down|away|behind)\b|\b{_KNOWN} (?:can|"
            rf"may|could) (?:be "
            r"(?:put|left|thrown|done)|stay|remain) (?:\w+ )?(?:aside|away|with|in the)\b",
            excuses=(compared, negated, of_the_page, open_question, of_arms, in_the_past, by_guideline),
        ),
    ),
)
