"""What fetch reads of invented records, as one digest a source: a night reads them anew only where READING is another.

    PYTHONPATH=tests .venv/bin/python -m evidence.readings --write

writes them down (readings.json). It refuses where the same records are read otherwise under the same READING.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rigs.places import ROOT
from vendors.pubmed_xml import article, records

from functions.fetch.appraisal.appraise import appraise
from functions.fetch.full_texts import extended
from functions.fetch.packs.pack import build_pack
from functions.fetch.reading.parse import parse
from functions.fetch.reading.trial_record import trial_of
from functions.fetch.sources import literature, registry
from shared.domain.canonical import canonical, digest, plain
from shared.domain.catalog.peptide import Peptide
from shared.domain.evidence.full_text import FullText, Licence
from shared.domain.evidence.study import AbstractSection, Study

KEPT = Path(__file__).with_name("readings.json")
SAMPLE = ROOT / "infra" / "sandbox" / "sample"
ABSTRACTS = [ROOT / "tests" / "evidence" / each for each in ("invented.txt", "invented_sizes.txt")]
ASKED = date(2026, 11, 26)

_ODD = records(
    article(
        "990000901",
        title="<i>In vitro</i> dose &amp;lt; 2 mg m<sup>2</sup>",
        version="2",
        inside=(
            '<Abstract><AbstractText Label="AIM" NlmCategory="OBJECTIVE">Exemplin-12 in 10<sup>6</sup> cells.'
            '</AbstractText><AbstractText Label="RESULTS">Growth fell by 12 % (95% CI 3 to 21).</AbstractText>'
            "<CopyrightInformation>Nobody.</CopyrightInformation></Abstract><AuthorList><Author><CollectiveName>A Group"
            "</CollectiveName></Author></AuthorList>"
        ),
        after=(
            '<OtherAbstract Type="Publisher" Language="ger"><AbstractText>Mit Worten.</AbstractText></OtherAbstract>'
            '<CommentsCorrectionsList><CommentsCorrections RefType="ErratumIn"><RefSource>Nowhere J. 2025</RefSource>'
            '<PMID Version="1">990000902</PMID></CommentsCorrections></CommentsCorrectionsList>'
        ),
        data='<History><PubMedPubDate PubStatus="entrez"><Year>2024</Year><Month>3</Month><Day>9</Day></PubMedPubDate>'
        "</History>",
    )
)
_TEXT = FullText(
    pmcid="PMC990000901",
    licence=Licence(name="CC BY", version="4.0"),
    sections=(
        AbstractSection(label="Results", category="RESULTS", text="Growth fell. In 12 dishes it rose (p < 0.05)."),
    ),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The `edition` (READING), the hash of the invented records, and that of what is read of them."""

    edition: str
    records: str
    read: str


def today() -> dict[str, Reading]:
    """What the code as it is makes of the records as they are, by source."""
    return {source: read() for source, read in READERS.items()}


def kept() -> dict[str, Reading]:
    """The same as it was written down."""
    found: dict[str, dict[str, str]] = json.loads(KEPT.read_text("utf-8"))
    return {source: Reading(**each) for source, each in found.items()}


def trouble(source: str, before: Reading, now: Reading) -> str | None:
    """What is to be done before `now` may be written down over `before`, or None."""
    if before.records == now.records and before.read != now.read and before.edition == now.edition:
        where = {"pubmed": "literature", "clinicaltrials": "registry"}[source]
        return (
            f"{source}: the same records are read otherwise, and peptides that were read before would keep what was "
            f"read: raise READING ({now.edition!r}) in functions/fetch/sources/{where}.py"
        )
    return None


def _literature() -> Reading:
    peptide = Peptide.ad_hoc_of("Exemplin-12", ())
    trials = [trial_of(each) for each in _trials()]
    read: list[Any] = [plain(appraise(each, peptide)) for each in _abstracts()]
    answers = [("EX-12", _ODD), ("Pretendulin", (SAMPLE / "later" / "pretendulin-one-study-more.xml").read_bytes())]
    answers += [(each.stem.capitalize(), each.read_bytes()) for each in sorted(SAMPLE.glob("corpus/*.xml"))]
    for name, xml in answers:
        peptide, parsed = Peptide.ad_hoc_of(name, ()), parse(xml)
        found = [(study, appraise(study, peptide)) for study in parsed.studies]
        texts = {study.id: _TEXT for study in parsed.studies}
        pack = extended(build_pack(peptide, found, trials, ASKED), texts)
        read.append([plain(found), plain(parsed.deleted), digest(pack.encode())])
    given = [[name, digest(xml)] for name, xml in answers], plain(list(_abstracts())), plain(_TEXT), _trials()
    return Reading(literature.READING, digest(canonical(list(given))), digest(canonical(read)))


def _registry() -> Reading:
    read = [plain(trial_of(each)) for each in _trials()]
    return Reading(registry.READING, digest(canonical(_trials())), digest(canonical(read)))


def _trials() -> list[Any]:
    return json.loads((SAMPLE / "corpus" / "trials.json").read_text("utf-8"))["studies"]


def _abstracts() -> Iterator[Study]:
    """The invented abstracts that the rules are tuned by and measured with, as unindexed records."""
    lines = [line for name in ABSTRACTS for line in name.read_text("utf-8").splitlines() if not line.startswith("#")]
    for number, line in enumerate(lines, 994_000_001):
        *_, title, text = line.split("|")
        yield Study(pmid=str(number), title=title, abstract=(AbstractSection(text=text),), status="Publisher")


READERS = {"pubmed": _literature, "clinicaltrials": _registry}
"""Of each source, what the code makes of its records."""


def main(arguments: list[str]) -> int:
    """Print today's digests, or with `--write` keep them; 1 where READING must be raised first."""
    now = today()
    before = kept() if KEPT.exists() else {}
    troubles = [said for source in now if source in before and (said := trouble(source, before[source], now[source]))]
    if troubles:
        print("\n".join(troubles), file=sys.stderr)
        return 1
    text = json.dumps({source: asdict(each) for source, each in now.items()}, indent=2) + "\n"
    if arguments == ["--write"]:
        KEPT.write_text(text, "utf-8")
    print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
