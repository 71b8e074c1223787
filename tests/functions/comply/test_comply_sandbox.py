"""comply against the sandbox's reviewer: two parts of ours, built apart, that speak the same block."""

from collections.abc import Callable
from pathlib import Path

from invented.factories import claim, draft, pack
from rigs.fakes import HandDelivery
from vendors.openai_vendor import Stored

from functions.comply import handler
from infra.sandbox.server import serve
from shared.platform.ports import Batch, Platform

RECORD = (
    "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version='1'>990000001</PMID><Article>"
    "<ArticleTitle>Invented</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"
)


async def test_the_sandbox_reviewer_is_asked_once_and_its_word_reaches_the_page(
    as_function: Callable[..., Platform], stored: Stored, tmp_path: Path, lines: list[str]
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "one.xml").write_text(RECORD)
    job = await stored(pack(), draft(claims=(claim("In people: grip strength rose by 2.4 kg."),)))

    async with serve(corpus) as sandbox:
        platform = as_function("comply", PEPTALK_FIRST_PUBLICATION="automatic", **sandbox.env(keys=True))
        delivery = HandDelivery(job.encode())
        await handler.queue(Batch("peptalk-comply", [delivery]), platform)
        asked = sandbox.counts()

    assert (delivery.settled, asked.get("openai")) == ("acked", 1)
    assert any('"model": "sandbox-reviewer"' in line and "model_called" in line for line in lines)
    assert platform.queues["peptalk-render"].bodies  # type: ignore[attr-defined]
