"""`peptalk studies search`, and `peptalk search rebuild|update` for the index that it searches."""

from typing import Annotated

import typer

from functions.operate.literature.searching import (
    EMPTY,
    SEARCH,
    TEXT_AT_MOST,
    UPDATE,
    EmptyIndex,
    SearchStudies,
    UpdateIndex,
)
from infra.cli.desks import session
from infra.cli.desks.desk import Desk
from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.target import LOCAL, TargetOption
from infra.local.machine.actor import act
from shared.domain.publishing.words import count, sentence
from shared.store.reading.search_index import Hit, Kind, Marked

app = typer.Typer(no_args_is_help=True, help="The index that `studies search` searches.")

PAGES = 50
"""Pages of news that a search brings in by itself, some ten thousand studies; more is told."""

Text = Annotated[str, typer.Argument(help='Words, a "phrase in quotes", the begin* of a word; all must be there.')]
KindOption = Annotated[Kind | None, typer.Option("--kind", help="Only studies, claims or outcomes.")]
Count = Annotated[int, typer.Option("--count", "-n", min=1, max=100, help="How many, best first.")]


def search(
    text: Text, kind: KindOption = None, most: Count = 20, json: Json = False, target: TargetOption = LOCAL
) -> int:
    """Find studies, claims and outcomes by their words. What is new since the last search is brought in first."""
    if len(text) > TEXT_AT_MOST:
        raise typer.BadParameter(f"has {len(text):,} characters; give {TEXT_AT_MOST:,} at most", param_hint="TEXT")

    async def work(desk: Desk) -> int:
        if await _update(desk, PAGES):
            say("The index is far behind, so not everything was searched. Next: peptalk search update")
        found = await desk.ask(SEARCH, SearchStudies(text=text, kind=kind, count=most))
        if json:
            print_json(found.model_dump(mode="json"))
        elif not found.documents:
            say("There is nothing to search yet: no study was fetched. Next: peptalk run-single NAME")
        elif not found.hits:
            among = count(found.documents, "document", "documents")
            say(f"Nothing among {among} holds all of it; fewer words or a begin* find more.")
        else:
            columns = ["what", "kind", "year", "class", "n", "flags", "peptides", "title", "passage"]
            print_table("Found", columns, [_row(each) for each in found.hits])
        return Exit.DONE

    return session.at(target, work)


@app.command("rebuild")
def rebuild(json: Json = False, target: TargetOption = LOCAL) -> int:
    """Forget the index and make it again from the database and the published pages. Nothing else is lost by it."""

    async def work(desk: Desk) -> int:
        while (await desk.ask(EMPTY, EmptyIndex(act=act("search rebuild")))).more:
            pass
        return await _all(desk, json=json)

    return session.at(target, work)


@app.command("update")
def update(json: Json = False, target: TargetOption = LOCAL) -> int:
    """Bring what changed into the index, however much it is."""

    async def work(desk: Desk) -> int:
        return await _all(desk, json=json)

    return session.at(target, work)


async def _all(desk: Desk, *, json: bool) -> int:
    documents, pages, more = 0, 0, True
    while more:
        done = await desk.ask(UPDATE, UpdateIndex(act=act("search update")))
        documents, pages, more = documents + done.documents, pages + 1, done.more
    if json:
        print_json({"documents": documents, "pages": pages})
    else:
        read = f"{count(documents, 'document', 'documents')} read into the index"
        say(sentence(f"{read}, in {count(pages, 'page', 'pages')}"))
    return Exit.DONE


async def _update(desk: Desk, pages: int) -> bool:
    """Bring in so many pages; whether there are more."""
    for _ in range(pages):
        if not (await desk.ask(UPDATE, UpdateIndex(act=act("search")))).more:
            return False
    return True


def _row(hit: Hit) -> list[object]:
    facts = [hit.year, hit.study_type, hit.n, ", ".join(hit.flags), ", ".join(hit.slugs)]
    return [hit.ref, hit.kind, *facts, _text(hit.title), _text(hit.passage)]


def _text(marked: tuple[Marked, ...]) -> str:
    return "".join(f"[{each.text}]" if each.found else each.text for each in marked)
