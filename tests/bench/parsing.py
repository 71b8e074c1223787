"""Records to studies, against expat reading the same bytes and making nothing of them."""

import time
from collections.abc import Callable
from xml.parsers import expat

from functions.fetch.parse import parse
from infra.sandbox import samples

from .rows import Row, Scale


def measure(scale: Scale) -> list[Row]:
    """Records a second of the sample corpus, read again and again."""
    answers = [path.read_bytes() for path in sorted(samples.CORPUS.glob("*.xml"))] * scale.of(10)
    records = sum(answer.count(b"</PubmedArticle>") for answer in answers)

    def bare(answer: bytes) -> None:
        expat.ParserCreate().Parse(answer, True)

    return [
        Row(
            "parse PubMed records",
            records / _timed(parse, answers),
            None,
            records / _timed(bare, answers),
            "records/s",
            "baseline: expat without handlers, which makes nothing of what it reads",
        )
    ]


def _timed(work: Callable[[bytes], object], answers: list[bytes]) -> float:
    begun = time.perf_counter()
    for answer in answers:
        work(answer)
    return time.perf_counter() - begun
