"""The grade of PubMed XML for one peptide, without a database or a network: `peptalk grade FILES... --peptide NAME`."""

from collections.abc import Sequence
from dataclasses import dataclass

from functions.fetch.appraisal.appraise import appraise, deleted
from functions.fetch.appraisal.giving.role import role_of
from functions.fetch.packs.pack import build_pack
from functions.fetch.reading.parse import Refused, parse
from shared.domain.catalog.peptide import Peptide
from shared.domain.evidence.appraisal import Appraisal
from shared.domain.evidence.pack import EvidencePack
from shared.domain.evidence.study import Study
from shared.domain.grading.grade import Grade, grade


@dataclass(frozen=True, slots=True)
class Records:
    """What one file holds about a peptide; `elsewhere` are PMIDs of records that name it nowhere."""

    studies: tuple[tuple[Study, Appraisal], ...]
    elsewhere: tuple[str, ...]
    refused: tuple[Refused, ...]


def records(xml: bytes, peptide: Peptide) -> Records:
    """The file's records, appraised; those that do not name the peptide are set apart, as a search would do.

    Raises:
        functions.fetch.reading.parse.Unreadable: it is no PubMed XML.
    """
    parsed = parse(xml)
    elsewhere = {each.pmid for each in parsed.studies if role_of(each, peptide)[1] == "role-not-named"}
    named = [each for each in parsed.studies if each.pmid not in elsewhere]
    made = [(each, appraise(each, peptide)) for each in named]
    studies = tuple((each, deleted(one) if each.pmid in parsed.deleted else one) for each, one in made)
    return Records(studies, tuple(sorted(elsewhere, key=int)), parsed.refused)


def graded(peptide: Peptide, files: Sequence[Records]) -> tuple[EvidencePack, Grade]:
    """The pack and its grade, as a night would make them of the same records; no registered trial is known here."""
    pack = build_pack(peptide, [each for found in files for each in found.studies])
    return pack, grade(pack)
