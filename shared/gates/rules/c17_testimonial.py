"""C17: no testimonials. A study of what people posted or reported, told as such, passes."""

import re

from shared.gates.family import Family, pattern
from shared.gates.report import of_the_page, open_question, told
from shared.gates.scope import negated, of_a_study, reported

_STUDIED = (told, of_the_page, open_question)


def _study_only(sentence: str, match: re.Match[str]) -> bool:
    """A case report or a trial, with its citation."""
    return bool(re.search(r"\b(?:case report|trial|cohort|study)\b", sentence, re.IGNORECASE))


def _refused_anecdote(sentence: str, match: re.Match[str]) -> bool:
    """Experience is refused as evidence, and nothing is made of it afterwards."""
    refused = re.search(
        r"\b(?:no|not|without|never) (?:\w+ ){0,3}(?:anecdot\w+|testimon\w+|evidence|repeated|used|counted|reviews)\b|"
        r"\b(?:says? nothing|not what|(?:is|are) not used|limited to|does not (?:use|quote|repeat)|are not evidence|"
        r"much discussed|no study)\b",
        sentence,
        re.IGNORECASE,
    )
    return bool(refused) and not re.search(
        r"\b(?:yet|but|still|even so|nonetheless|however|glowing)\b", sentence, re.IGNORECASE
    )


FAMILY = Family(
    id="C17",
    version=2,
    severity="block",
    reason="passes on testimonials or anecdotes",
    patterns=(
        pattern(
            r"\b(?:users|biohackers|bodybuilders|customers|members|lifters|fans|clients)\s(?:\w+\s){0,3}?"
            r"(?:report|reported|say|said|swear|rave|love|claim|notice|describe|experience|see|feel|praise)\b",
            excuses=(of_a_study, negated),
        ),
        pattern(
            r"\b(?:people|athletes|many|everyone|patients|others|some)\s(?:\w+\s){0,2}?(?:swear by|"
            r"rave about|love it|love this|can't stop)\b"
        ),
        pattern(
            r"\b(?:reddit|r/peptides|youtube|tiktok|instagram|forum|facebook)\s?(?:users?|posts?|threads?|"
            r"reviews?|members?|comments?)\b",
            excuses=(of_a_study, reported, _refused_anecdote),
        ),
        pattern(r"\bon (?:reddit|tiktok|youtube|instagram|the forums?)\b", excuses=(of_a_study, reported)),
        pattern(
            r"\bbefore[- ](?:and|&)[- ]after (?:photos?|pictures?|pics|results|shots|transformations?)\b",
            excuses=(of_a_study,),
        ),
        pattern(
            r"(?<!angiotensin )(?<!type )(?<!phase )(?<!collagen )(?<!class )(?<!factor )\bI(?:'ve|"
            r" have)?\s(?:personally\s|also\s|finally\s|just\s)?(?:tried|used|took|felt|"
            r"injected|noticed|lost|healed|started|recovered|gained|ran)\b"
        ),
        pattern(
            r"\b(?:my|our)\s(?:own\s|personal\s)?(?:experience with|results with|journey|transformation|"
            r"tendon|shoulder|knee|elbow|gut|doctor|wife|husband|friend)\b"
        ),
        pattern(r"\bchanged (?:my|his|her|their) (?:life|lives)\b"),
        pattern(
            r"\b(?:testimonials?|success stor(?:y|ies)|five[- ]star reviews?|customer reviews?|user reviews?)\b",
            excuses=(of_a_study, negated),
        ),
        pattern(
            r"\banecdotal(?:ly)?\b[, ]+(?:\w+\s){0,3}(?:users?|people|many|suggests?|shows?|indicates?|"
            r"supports?|confirms?|success)\b",
            excuses=(negated,),
        ),
        pattern(
            r"\b(?:folks|users|biohackers|bodybuilders|customers|members|lifters|fans|clients|"
            r"buyers|subscribers|followers|readers|gym[- ]goers|runners|moms|mums|dads|veterans|"
            r"people (?:on|in|who)|community|those who (?:have )?(?:tried|use|take)|thousands|"
            r"dozens|hundreds|countless|word of mouth|everyone (?:i|we|at|in)|"
            r"most who)\b[^.;]{0,50}\b(?:swear|rave|love|report|reports|say|says|tell|told|claim|"
            r"notice|feel|felt|glow\w*|describe|attest|vouch|credit|written|wrote|write|agree|"
            r"mention|share|shared|thank|praise|notices?)\b",
            excuses=_STUDIED,
        ),
        pattern(
            r"\b(?:swears? by|raves? about|can't stop (?:talking|raving)|never looked back|"
            r"night and day|game over|like a new (?:man|woman|person)|felt (?:like )?(?:new|"
            r"younger|20|twenty|nothing like)|a new lease|life[- ]changing|worked (?:wonders|"
            r"like magic|for (?:me|him|her|them))|works for me)\b",
            excuses=_STUDIED,
        ),
        pattern(
            r"\b(?:my|our|a|his|her|one|the)\s(?:\w+ )?(?:buddy|friend|mate|neighbou?r|cousin|"
            r"brother|sister|mum|mom|dad|uncle|aunt|colleague|coach|trainer|training partner|wife|"
            r"husband|gym partner|patient of ours|client)s?\b(?=.*\b(?:tried|used|took|takes|uses|"
            r"swears?|said|says|felt|feels|told|healed|recover\w*|was back|lost|reports?|credits?|"
            r"noticed)\b)",
            excuses=(_study_only,),
        ),
        pattern(
            r"\b(?:transformation|before[- ]and[- ]after|success|recovery|user|customer|client|"
            r"reader|patient)s?' ?s? ?(?:photos?|pictures?|pics|stor(?:y|ies)|reviews?|results?|"
            r"experiences?|testimon\w+|reports?|letters?|journeys?|diar(?:y|ies)|feedback)\b|"
            r"\b(?:transformation|success|customer|client|user|reader) (?:photos?|pictures?|pics|"
            r"stor(?:y|ies)|reviews?|experiences?|feedback|letters)\b",
            excuses=(*_STUDIED, negated),
        ),
        pattern(
            r"\banecdot\w+\b|\btestimon\w+\b|\bword of mouth\b|\brave reviews?\b|\bglowing\b|"
            r"\bstories (?:of|from|like)\b|\breal (?:people|users|results|stories)\b|"
            r"\bin their own words\b",
            excuses=(_refused_anecdote, told),
        ),
        pattern(
            r"(?<!type )(?<!phase )(?<!class )(?<!factor )(?<!collagen )(?<!angiotensin )\b(?:I(?:'ve|"
            r"'m)?|i) (?:\w+ )?(?:have been|tried|used|took|felt|swear|noticed|lost|healed|love|"
            r"woke|slept|recommend)\b|\bworked for me\b|"
            r"\bmy (?:own|personal|knees?|back|skin|sleep|shoulder|gut|results|pain|experience|"
            r"hair|mood)\b",
            excuses=(),
        ),
        pattern(
            r"\b(?:reddit|subreddit|forums?|tiktok|youtube|instagram|telegram|discord|facebook|"
            r"podcasts?|influencers?|celebrit\w+|athletes? (?:like|such as)|online (?:groups?|"
            r"communit\w+)|comment sections?)\b",
            excuses=(negated, told, of_the_page, open_question, _refused_anecdote),
        ),
    ),
)
