"""Real abstracts as studies: only the text matters here, so a few lines read it."""

from pathlib import Path

from defusedxml.ElementTree import ParseError, parse

from shared.domain.evidence.study import AbstractSection, Study


def studies(folder: Path) -> list[Study]:
    """Every record below the folder that has an abstract, once."""
    found: dict[str, Study] = {}
    for path in sorted(folder.rglob("*.xml")):
        try:
            root = parse(path).getroot()
        except ParseError:
            continue
        for article in root.iter("PubmedArticle"):
            pmid, title = article.findtext(".//PMID"), article.find(".//ArticleTitle")
            texts = [
                " ".join("".join(each.itertext()).split()) for each in article.iterfind(".//Abstract/AbstractText")
            ]
            sections = tuple(AbstractSection(text=text) for text in texts if text)
            if pmid and title is not None and sections:
                found[pmid] = Study(pmid=pmid, title="".join(title.itertext()), abstract=sections)
    return list(found.values())
