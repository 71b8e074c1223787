"""An invented corpus, and a sandbox that serves it on loopback."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import anthropic
import httpx
import openai
import pytest

from infra.sandbox.server import Sandbox, serve

Record = Callable[..., str]


def _record(
    pmid: int,
    title: str = "An invented study of nothing",
    *,
    abstract: str = "",
    headings: tuple[str, ...] = (),
    substances: tuple[str, ...] = (),
    keywords: tuple[str, ...] = (),
    types: tuple[str, ...] = ("Journal Article",),
    year: int = 2020,
    entered: tuple[int, int, int] = (2020, 6, 15),
    revised: tuple[int, int, int] = (2021, 1, 2),
    version: int = 1,
    notice: str = "",
) -> str:
    def day(tag: str, date: tuple[int, int, int], **attributes: str) -> str:
        said = "".join(f' {name}="{value}"' for name, value in attributes.items())
        return f"<{tag}{said}><Year>{date[0]}</Year><Month>{date[1]}</Month><Day>{date[2]}</Day></{tag}>"

    history = day("PubMedPubDate", entered, PubStatus="entrez") + day("PubMedPubDate", entered, PubStatus="pubmed")
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="{version}">{pmid}</PMID>'
        f"{day('DateRevised', revised)}"
        f"<Article><Journal><JournalIssue><PubDate><Year>{year}</Year></PubDate></JournalIssue>"
        f"<Title>Journal of Invented Results</Title></Journal><ArticleTitle>{title}</ArticleTitle>"
        + (f"<Abstract><AbstractText>{abstract}</AbstractText></Abstract>" if abstract else "")
        + "<PublicationTypeList>"
        + "".join(f"<PublicationType>{each}</PublicationType>" for each in types)
        + "</PublicationTypeList></Article>"
        + "<ChemicalList>"
        + "".join(f"<Chemical><NameOfSubstance>{each}</NameOfSubstance></Chemical>" for each in substances)
        + "</ChemicalList>"
        + (
            f'<CommentsCorrectionsList><CommentsCorrections RefType="{notice}"/></CommentsCorrectionsList>'
            * bool(notice)
        )
        + "<MeshHeadingList>"
        + "".join(
            f'<MeshHeading><DescriptorName MajorTopicYN="{"Y" if each.endswith("*") else "N"}">{each.rstrip("*")}'
            "</DescriptorName><QualifierName MajorTopicYN='N'>metabolism</QualifierName></MeshHeading>"
            for each in headings
        )
        + "</MeshHeadingList><KeywordList>"
        + "".join(f"<Keyword>{each}</Keyword>" for each in keywords)
        + f"</KeywordList></MedlineCitation><PubmedData><History>{history}</History></PubmedData></PubmedArticle>"
    )


def _save(folder: Path, name: str, *records: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'<?xml version="1.0"?>\n<PubmedArticleSet>\n{"".join(records)}\n</PubmedArticleSet>\n', "utf-8")
    return path


@pytest.fixture
def record() -> Record:
    """Writes the XML of one invented record."""
    return _record


@pytest.fixture
def save() -> Callable[..., Path]:
    """Saves records as a PubmedArticleSet: folder, file name, records."""
    return _save


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six invented records in two files."""
    folder = tmp_path / "corpus"
    _save(
        folder,
        "first.xml",
        _record(
            1001,
            "Exemplin-12 in rats",
            abstract="Exemplin-12 reduced lesion area by 40% (p &lt; 0.05).",
            headings=("Rats*", "Wound Healing"),
            substances=("exemplin 12",),
            year=2018,
            entered=(2018, 3, 1),
        ),
        _record(
            1002,
            "A trial of exemplin 12 for insulin resistance",
            abstract="Insulin sensitivity did not change.",
            headings=("Humans", "Insulin Resistance*"),
            types=("Journal Article", "Randomized Controlled Trial"),
            year=2022,
            entered=(2022, 5, 20),
            notice="RetractionIn",
        ),
        _record(1003, "Peptides and pepsin", keywords=("TGF-β1",), year=2022, entered=(2024, 2, 29)),
    )
    _save(
        folder,
        "deeper/second.xml",
        _record(1004, "Resistance of insulin pumps", year=2015, entered=(2015, 1, 1)),
        _record(1005, "Rats without the word", headings=("Humans",), year=2023, entered=(2023, 12, 31)),
        _record(1006, "Éxemplin12, naïve", abstract="Nothing at all.", year=2023, entered=(2024, 1, 1)),
    )
    return folder


@pytest.fixture
async def sandbox(folder: Path) -> AsyncIterator[Sandbox]:
    async with serve(folder) as running:
        yield running


@pytest.fixture
async def web(sandbox: Sandbox) -> AsyncIterator[httpx.AsyncClient]:
    """A client whose relative addresses are the sandbox's E-utilities."""
    async with httpx.AsyncClient(base_url=sandbox.env()["PEPTALK_NCBI_URL"] + "/", timeout=10) as client:
        yield client


@pytest.fixture
async def claude(sandbox: Sandbox) -> AsyncIterator[anthropic.AsyncAnthropic]:
    """The vendor's own SDK against the sandbox; it asks nothing a second time."""
    env = sandbox.env(keys=True)
    async with anthropic.AsyncAnthropic(
        api_key=env["ANTHROPIC_API_KEY"], base_url=env["PEPTALK_ANTHROPIC_URL"], timeout=10.0, max_retries=0
    ) as client:
        yield client


@pytest.fixture
async def gpt(sandbox: Sandbox) -> AsyncIterator[openai.AsyncOpenAI]:
    """The vendor's own SDK against the sandbox; it asks nothing a second time."""
    env = sandbox.env(keys=True)
    async with openai.AsyncOpenAI(
        api_key=env["OPENAI_API_KEY"], base_url=env["PEPTALK_OPENAI_URL"], timeout=10.0, max_retries=0
    ) as client:
        yield client
