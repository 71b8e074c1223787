"""What PepTalk reads in PubMed XML, without a database or a network: `peptalk evidence FILES...`."""

from dataclasses import dataclass
from typing import Any

from functions.fetch.appraise import appraise
from functions.fetch.parse import Refused, parse
from shared.domain.peptide import Peptide
from shared.domain.study import sentences


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row a study, in the file's order, and the records that were refused."""

    rows: tuple[dict[str, Any], ...]
    refused: tuple[Refused, ...]
    deleted: tuple[str, ...]


def read(xml: bytes, peptide: Peptide | None = None) -> Evidence:
    """Every study of the file with its appraisal; `sentences` is a count.

    Raises:
        functions.fetch.parse.Unreadable: it is no PubMed XML.
    """
    whose = peptide or Peptide.ad_hoc_of("any peptide", ())
    parsed = parse(xml)
    rows: list[dict[str, Any]] = []
    for study in parsed.studies:
        appraisal = appraise(study, whose)
        rows.append(
            {
                "pmid": study.pmid,
                "revision": study.revision,
                "year": study.year,
                "title": study.title,
                **appraisal.model_dump(mode="json"),
                "study_type": appraisal.study_type,
                "usable": appraisal.usable,
                "sentences": len(sentences(study)),
                "doi": study.doi,
                "link": study.link,
            }
        )
    return Evidence(tuple(rows), parsed.refused, parsed.deleted)
