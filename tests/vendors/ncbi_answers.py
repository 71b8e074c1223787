"""Answers as E-utilities give them, as small as they can be."""


def found(count: int, ids: tuple[str, ...] = ()) -> bytes:
    """Of esearch."""
    named = "".join(f"<Id>{each}</Id>" for each in ids)
    return (
        f'<?xml version="1.0"?><eSearchResult><Count>{count}</Count><RetMax>{len(ids)}</RetMax><RetStart>0</RetStart>'
        f"<IdList>{named}</IdList><QueryTranslation>exemplin[tiab]</QueryTranslation></eSearchResult>"
    ).encode()


def records(*pmids: str) -> bytes:
    """Of efetch."""
    each = "".join(
        f'<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{pmid}</PMID><Article>'
        f"<ArticleTitle>T.</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
        for pmid in pmids
    )
    return f'<?xml version="1.0"?><PubmedArticleSet>{each}</PubmedArticleSet>'.encode()
