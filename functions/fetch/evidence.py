"""What PepTalk reads in PubMed XML, without a database or a network: `peptalk evidence FILES...`."""

from dataclasses import dataclass
from typing import Any

from functions.fetch.appraisal.appraise import appraise, deleted
from functions.fetch.appraisal.seen import seen_by
from functions.fetch.reading.parse import Refused, parse
from shared.domain.catalog.peptide import Peptide
from shared.domain.evidence.appraisal import Appraisal
from shared.domain.evidence.study import Study, sentences


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row a study, in the file's order, the records that were refused, and the PMIDs that NLM deleted."""

    rows: tuple[dict[str, Any], ...]
    refused: tuple[Refused, ...]
    deleted: tuple[str, ...]


def read(xml: bytes, peptide: Peptide | None = None) -> Evidence:
    """Every study of the file with its appraisal; `sentences` is a count.

    Every `start` and `end` counts characters of `abstract`, or of `title` where `in_title`. `sample_size` is
    `{n, quote, start, end}` or None; `n_quote` beside it may also quote what does not suffice ("n = 8 per group").

    Raises:
        functions.fetch.reading.parse.Unreadable: it is no PubMed XML.
    """
    whose = peptide or Peptide.ad_hoc_of("any peptide", ())
    parsed = parse(xml)
    rows: list[dict[str, Any]] = []
    for study in parsed.studies:
        appraisal = seen_by(study, appraise(study, whose), whose)
        if study.pmid in parsed.deleted:
            appraisal = deleted(appraisal)
        rows.append(
            {
                "pmid": study.pmid,
                "revision": study.revision,
                "year": study.year,
                "title": study.title,
                "abstract": study.abstract_text,
                "sample_size": _size(study, appraisal),
                **appraisal.model_dump(mode="json"),
                "study_type": appraisal.study_type,
                "usable": appraisal.usable,
                "sentences": len(sentences(study)),
                "doi": study.doi,
                "link": study.link,
            }
        )
    return Evidence(tuple(rows), parsed.refused, parsed.deleted)


def _size(study: Study, appraisal: Appraisal) -> dict[str, Any] | None:
    if appraisal.n is None or appraisal.n_quote is None:
        return None
    start = study.abstract_text.find(appraisal.n_quote)
    return {
        "n": appraisal.n,
        "quote": appraisal.n_quote,
        "start": start,
        "end": start + len(appraisal.n_quote),
    }
