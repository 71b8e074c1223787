"""`peptalk eval`: the compliance rules against labelled sentences, and published pages against what they rest on.

The second model against labelled sentences is in eval_reviewer.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from infra.cli.desks import session
from infra.cli.desks.reach import Reached, reading
from infra.cli.evaluation import eval_reviewer
from infra.cli.evaluation.eval_sets import Sets
from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.target import LOCAL, TargetOption, only_here
from infra.evaluation.compliance import (
    FAMILIES,
    HALVES,
    TUNED_BY,
    WHOLE,
    Measured,
    Name,
    Share,
    labelled,
    measure,
    rules,
)
from infra.evaluation.drafts import RATES, Figures, Page
from infra.evaluation.drafts import measure as measure_pages
from infra.evaluation.drafts_report import report
from shared.domain.evidence.pack import EvidencePack
from shared.domain.fingerprints import RULES_EDITION
from shared.domain.publishing.draft import Draft
from shared.domain.publishing.manifest import Manifest
from shared.domain.publishing.monograph import Monograph
from shared.platform.errors import PermanentError
from shared.store import objects
from shared.store.publishing import versions
from shared.store.spending import draft_costs

app = typer.Typer(no_args_is_help=True, help="Measure the gates against labelled material that ships with them.")
app.callback()(lambda: None)
app.command("reviewer")(eval_reviewer.command)

Errors = Annotated[bool, typer.Option("--errors", help="List what was misjudged, of sets that may be read only.")]


@app.command()
def compliance(errors: Errors = False, sets: Sets = None, json: Json = False, target: TargetOption = LOCAL) -> int:
    """Recall and precision of the compliance rules, family by family, for each half or set of labelled sentences."""
    only_here(target, "the same command without --target; it reads what ships with it and nothing else")
    if errors and (closed := set(sets or ()) - TUNED_BY):
        raise typer.BadParameter(f"{', '.join(sorted(closed))} is only counted; leave --errors out", param_hint="--set")
    wanted: tuple[Name, ...] = tuple(sets or ()) or ((Name.OPEN,) if errors else HALVES)
    measured = {name: measure(labelled(name), rules) for name in wanted}
    if json:
        print_json({"rules_edition": RULES_EDITION, "halves": {name: _plain(measured[name]) for name in wanted}})
        return Exit.DONE
    rows = [_row(family, measured.values()) for family in FAMILIES]
    columns = [f"{name} {what}" for name in wanted for what in ("found", "false alarms")]
    print_table(f"Compliance rules, edition {RULES_EDITION}", ["family", *columns], rows)
    for name in wanted:
        for what, share in measured[name].totals().items():
            say(f"{name} {'set' if name in WHOLE else 'half'}, {what.replace('_', ' ')}: {share.told}")
    for each in (wrong for name in wanted if errors for wrong in measured[name].errors()):
        fired = ", ".join(sorted(each.blocking)) or "nothing"
        verdict = "missed" if each.sentence.violating else "false alarm"
        say(f"{each.sentence.id} {each.sentence.family} {verdict} (blocked by {fired}): {each.sentence.text}")
    return Exit.DONE


Slugs = Annotated[list[str] | None, typer.Argument(help="Slugs of published peptides; all of them by default.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write a report (HTML) to this new file.")]
_AT_ONCE = 100


@app.command()
def drafts(slugs: Slugs = None, output: Output = None, json: Json = False, target: TargetOption = LOCAL) -> int:
    """How well published pages are grounded: quotes, numbers, citations, grades and references, and what they cost."""
    if output is not None and (output.exists() or not output.parent.is_dir()):
        wrong = "exists already" if output.exists() else f"cannot be made: there is no folder {output.parent}"
        raise typer.BadParameter(f"{output} {wrong}; name another file", param_hint="--output")

    async def work() -> list[Page]:
        async with reading(target) as reached:
            return await _pages(reached, slugs or ())

    pages = session.until_stopped(work())
    figures = measure_pages(pages)
    by_page = {f"{each.slug} v{each.version}": measure_pages([each]) for each in pages}
    if output is not None:
        output.write_text(report(figures, by_page), "utf-8")
        say(f"The report is in {output}.")
    if json:
        print_json({"total": figures.plain(), "pages": {name: each.plain() for name, each in by_page.items()}})
        return Exit.DONE
    rows = [(name, _cell(share), RATES[name][0]) for name, share in figures.rates.items()]
    print_table(f"{figures.pages} pages, {figures.claims} claims", ["rate", "share", "what is counted"], rows)
    say(_costs(figures))
    return Exit.DONE


async def _pages(reached: Reached, slugs: Sequence[str]) -> list[Page]:
    found = [each for slug in slugs if (each := await versions.current(reached.db, slug))]
    if strange := set(slugs) - {each.slug for each in found}:
        named = ", ".join(sorted(strange))
        raise PermanentError(f"{reached.name} has no published page of {named}; `peptalk peptides list` has the slugs")
    while not slugs:
        more = await versions.current_after(reached.db, found[-1].slug if found else "", _AT_ONCE)
        found += more
        if len(more) < _AT_ONCE:
            break
    if not found:
        raise PermanentError(f"{reached.name} has no published page; `peptalk demo` makes those of the invented sample")
    return [await _page(reached, each.manifest) for each in found]


async def _page(reached: Reached, key: str) -> Page:
    manifest = await objects.read(reached.files, Manifest, key)
    pack = await objects.read(reached.files, EvidencePack, manifest.pack)
    draft = await objects.read(reached.files, Draft, manifest.draft)
    monograph = await objects.read(reached.files, Monograph, manifest.monograph)
    before = await _before(reached, draft)
    cost = await draft_costs.of_page(reached.db, manifest, draft, draft_costs.answers_needed(draft, before))
    return Page(manifest.slug, manifest.version, pack, draft, monograph, cost)


async def _before(reached: Reached, draft: Draft) -> Monograph | None:
    """What the draft went on from."""
    if not draft.before:
        return None
    return await objects.read(reached.files, Monograph, f"monographs/{draft.before}.json")


def _cell(share: Share) -> str:
    return "none" if share.value is None else f"{share.hits} of {share.of} = {share.value:.1%}"


def _costs(figures: Figures) -> str:
    unknown = f"what {figures.unknown} of {figures.pages} pages took is unknown" if figures.unknown else ""
    if figures.tokens_per_page is None or figures.microusd_per_page is None:
        return f"{unknown.capitalize()}: the ledger does not hold all that made them."
    said = f"A page took {figures.tokens_per_page:,.0f} tokens and {figures.microusd_per_page / 1e6:.4f} dollars"
    unpriced = f"{figures.unpriced} calls have no known price" if figures.unpriced else ""
    return "; ".join(filter(None, (f"{said} for its draft and reviews, in whichever runs", unpriced, unknown))) + "."


def _plain(measured: Measured) -> dict[str, Any]:
    families = {
        name: {**measured.recall([name]).plain(), "false_alarms": measured.alarms_of(name)} for name in FAMILIES
    }
    totals = {name: share.plain() for name, share in measured.totals().items()}
    return {**totals, "strays": measured.strays(), "families": families}


def _row(family: str, sets: Iterable[Measured]) -> list[object]:
    cells: list[object] = [family]
    for measured in sets:
        share = measured.recall([family])
        cells += [f"{share.hits} of {share.of}", measured.alarms_of(family)]
    return cells
