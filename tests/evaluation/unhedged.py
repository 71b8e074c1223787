"""A hedge dropped: the claim states what it left open, or what its evidence leaves open.

Few claims of the sets hedge, so doubt is put into the cited sentences too: what they report becomes what somebody
supposed, and the claim, which states it, says more than they do.
"""

import re
from collections.abc import Iterator
from random import Random

from evaluation.paraphrases import Paraphrase
from shared.domain.evidence.pack import EvidencePack

_DROPPED = (
    (r"\bwent with\b", "caused"),
    (r"\b(?:was|were) (?:linked to|associated with)\b", "caused"),
    (r"\btended to rise\b", "rose"),
    (r"\btended to fall\b", "fell"),
    (r"\b(?:may|might|could) be\b", "is"),
    (r"\b(?:may|might) have been\b", "was"),
    (r"\b(?:possibly|perhaps|probably|apparently|seldom|rarely|partly|in part) ", ""),
    (r"\b(?:serious|severe) (?=\w)", ""),
    (r"\bSerious (\w)", r"\1"),
    (r"\bSevere (\w)", r"\1"),
)
_OPEN = re.compile(
    r"\b(?:may|might|could|would|possib\w+|perhaps|probab\w+|likely|suggest\w*|appear\w*|seem\w*|tend\w*|trend\w*|"
    r"associat\w+|correlat\w+|linked|went with|unclear|unknown|uncertain|whether|thought|expected|seldom|rarely|partly|"
    r"in part|serious|severe)\b",
    re.IGNORECASE,
)
"""Words that leave something open or narrow it, as a reader of the sets meets them."""
_FRAMES = (
    "It is unclear whether {}",
    "We hypothesised that {}",
    "It is not known whether {}",
    "We expected that {}",
    "It has been speculated that {}",
    "It is possible that {}",
)


def dropped(claim: Paraphrase) -> Iterator[tuple[str, str]]:
    """Each hedge of the claim in turn, left out."""
    for pattern, by in _DROPPED:
        found = re.search(pattern, claim.text)
        if found:
            said = claim.text[: found.start()] + found.expand(by) + claim.text[found.end() :]
            yield found[0].strip(), said[0].upper() + said[1:]


def leaves_open(text: str) -> bool:
    """Whether the words of a claim or a sentence leave something open."""
    return _OPEN.search(text) is not None


def doubted(pack: EvidencePack, cited: tuple[str, ...], rng: Random) -> tuple[str, EvidencePack]:
    """One frame of doubt, and the pack in which every cited sentence stands in it."""
    frame = rng.choice(_FRAMES)
    texts = tuple(
        each.model_copy(update={"text": frame.format(_small(each.text))}) if each.id in cited else each
        for each in pack.sentences
    )
    return frame.removesuffix(" {}"), pack.model_copy(update={"sentences": texts})


def _small(text: str) -> str:
    return text[0].lower() + text[1:] if re.match(r"[A-Z][a-z]* ", text) else text
