"""PubMed XML, made up piece by piece."""


def article(
    pmid: str = "990000001",
    *,
    inside: str = "",
    title: str = "A title.",
    after: str = "",
    version: str = "1",
    data: str = "",
    attributes: str = "",
) -> str:
    """One record: `inside` its Article, `after` the Article, and `data` in PubmedData; its references are foreign."""
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE" {attributes}><PMID Version="{version}">{pmid}</PMID>'
        f"<Article>"
        f"<Journal><JournalIssue><PubDate><MedlineDate>1998 Dec-1999 Jan</MedlineDate></PubDate></JournalIssue>"
        f"</Journal>"
        f"<ArticleTitle>{title}</ArticleTitle>{inside}</Article>{after}</MedlineCitation>"
        f"<PubmedData>{data}<ArticleIdList><ArticleId IdType='doi'>10.5555/own</ArticleId></ArticleIdList>"
        f"<ReferenceList><Reference><ArticleIdList><ArticleId IdType='doi'>10.5555/foreign</ArticleId>"
        f"<ArticleId IdType='pubmed'>7</ArticleId><ArticleId IdType='pmc'>PMC7</ArticleId></ArticleIdList>"
        f"</Reference></ReferenceList></PubmedData></PubmedArticle>"
    )


def records(*found: str) -> bytes:
    """The records as efetch answers them."""
    return f'<?xml version="1.0"?><PubmedArticleSet>{"".join(found)}</PubmedArticleSet>'.encode()
