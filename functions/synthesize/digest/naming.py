"""Whether a text names the peptide, by its name, an alias or the short form that its own study defines."""

import re
from collections.abc import Sequence

from shared.domain.catalog.spelling import spelled
from shared.domain.evidence.pack import EvidencePack, PackSentence, PackStudy

# Another molecule's name may begin with this one's: insulin-like growth factor, growth hormone-releasing hormone.
# Insulin resistance is no insulin, an insulin receptor is another molecule, and glutathione peroxidase an enzyme.
_ANOTHER = (
    r"(?![- ](?:like|releasing|inhibiting|release[- ]inhibiting|resistan(?:ce|t)|sensitivity|sensitive|"
    r"sensiti[sz](?:ing|ers?|ation)|receptors?|antagonists?|(?:S-)?transferases?|peroxidases?|reductases?|"
    r"synth(?:et)?ases?|convertases?|(?:endo)?peptidases?)\b)"
)


def names_in(pack: EvidencePack, study: PackStudy, sentences: Sequence[PackSentence]) -> re.Pattern[str]:
    """The peptide's names as this study writes them: `cholecystokinin (CCK)` makes CCK one of them."""
    full = "|".join(spelled(each) for each in sorted({pack.name, *pack.aliases}, key=lambda name: (-len(name), name)))
    defined = re.compile(rf"(?<![\w-])(?:{full})\s?[(\[]([A-Z][A-Za-z0-9-]{{1,9}})[)\]]", re.IGNORECASE)
    text = " ".join([study.citation.title, *(each.text for each in sentences)])
    short = sorted({each for each in defined.findall(text) if sum(map(str.isupper, each)) > 1})
    # A short form counts in capitals only; a full name in whatever case.
    parts = [f"(?i:{full})", *map(re.escape, short)]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)}){_ANOTHER}(?!\w)")
