"""What of an open-access article may be quoted: its methods, results and discussion, and the licence that allows it."""

from shared.domain.canonical import fingerprint, plain
from shared.domain.evidence.study import AbstractSection
from shared.domain.frozen import Frozen

LICENCES = ("CC0", "CC BY", "CC BY-SA", "CC BY-ND")
"""Those under which a page that readers pay for may quote. No NC licence is among them."""

NOT_SENT = "not sent"
"""Why there is no text where PMC's answer, whole in itself, said nothing of an article that it was asked for."""


class Licence(Frozen):
    """A licence of `LICENCES` by `name`, its `version` ("4.0") and where it stands; `url` may be empty."""

    name: str
    version: str = ""
    url: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.version}".strip()


class FullText(Frozen):
    """The parts of one article at PMC, without its abstract, tables, references and acknowledgements.

    Each section is a paragraph: `label` its section's title, `category` METHODS, RESULTS or CONCLUSIONS.
    """

    pmcid: str
    licence: Licence
    sections: tuple[AbstractSection, ...]

    @property
    def text(self) -> str:
        """The paragraphs, one a line. Quotes are substrings of this."""
        return "\n".join(each.text for each in self.sections)

    @property
    def revision(self) -> str:
        """A hash of everything above."""
        return fingerprint({"v": 1, "full_text": plain(self)})[:16]
