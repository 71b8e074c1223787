"""C17: no testimonials. A study of what people posted or reported, told as such, passes."""

from shared.gates.family import Family, pattern
from shared.gates.scope import negated, of_a_study, reported

FAMILY = Family(
    id="C17",
    version=1,
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
            excuses=(of_a_study, reported),
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
    ),
)
