"""`peptalk peptides list|show`: which peptides there are, and all that stands of one."""

from typing import Annotated

import typer

from functions.operate.literature.peptides import LIST, SHOW, ListPeptides, ShowPeptide
from infra.cli.desks import owed, session
from infra.cli.desks.desk import Desk
from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.naming import named
from infra.cli.terminal.target import LOCAL, TargetOption
from shared.domain.evidence.override import Override
from shared.domain.grading.certainty import cells, told
from shared.domain.publishing.words import count
from shared.store.publishing.peptide_state import Line, State

app = typer.Typer(no_args_is_help=True, help="Peptides: which there are, and what stands of one.")

Name = Annotated[str, typer.Argument(callback=named, help="A name, an alias or a slug.")]
All = Annotated[bool, typer.Option("--all", help="Also those that were retired.")]


@app.command("list")
def list_peptides(all: All = False, json: Json = False, target: TargetOption = LOCAL) -> int:
    """The peptides by name, with version and certainty, or with the words that claim none."""

    async def work(desk: Desk) -> int:
        found = (await desk.ask(LIST, ListPeptides(all=all))).peptides
        if json:
            print_json([_as_json(each) for each in found])
        elif not found:
            say("There is no peptide yet. Next: peptalk catalog sync")
        else:
            columns = ["slug", "name", "list", "state", "certainty", "no certainty", "version", "reviewed", "newer"]
            rows = [
                [
                    *(each.slug, each.name, each.origin, each.state, *cells(each.evidence_grade)),
                    *(each.current_version or "", (each.last_reviewed_at or "")[:10], each.newer_studies or ""),
                ]
                for each in found
            ]
            print_table("Peptides", columns, rows)
        return Exit.DONE

    return session.at(target, work)


@app.command("show")
def show_peptide(name: Name, json: Json = False, target: TargetOption = LOCAL) -> int:
    """All that stands of one peptide: entry, page, searches, studies, holds, overrides."""

    async def work(desk: Desk) -> int:
        found = (await desk.ask(SHOW, ShowPeptide(name=name))).peptide
        if json:
            print_json(_as_json(found))
        else:
            print_table(found.name, ["what", "value"], _rows(found))
        return Exit.DONE

    return session.at(target, work)


def _as_json(found: Line | State) -> dict[str, object]:
    """All of it; `evidence_grade` is a certainty or None, and what claims none has keys of its own."""
    said = told(found.evidence_grade)
    return {
        **found.model_dump(mode="json"),
        "evidence_grade": said["certainty"],
        "preclinical_only": said["preclinical_only"],
        "no_usable_evidence": said["no_usable_evidence"],
    }


def _rows(found: State) -> list[list[object]]:
    entry = found.entry
    rows: list[list[object]] = [
        ["slug", found.slug],
        ["name", found.name],
        ["list", found.origin],
        ["state", found.state + (f", see {found.redirect_to}" if found.redirect_to else "")],
        *([field, ", ".join(entry[field])] for field in ("aliases", "terms", "mesh", "exclude") if entry.get(field)),
        *(["relation", f"{each['kind']} {each['of']}"] for each in entry.get("relations", ())),
        _level(found),
        ["counted", ", ".join(f"{count} {name}" for name, count in found.counts.items())],
        ["version", f"{found.version}, {found.published_at}, {found.approved_by}" if found.version else "none yet"],
        ["studies", ", ".join(f"{count} {name}" for name, count in found.classes.items()) or "none yet"],
    ]
    if found.newer_studies:
        said = count(found.newer_studies, "newer study", "newer studies")
        rows.append(["not yet summarised", f"{said}; the last summary is of {found.summarised_at}"])
    if found.quoted_because is not None:
        rows.append(["quoted in a model's place", owed.said(found.slug, found.quoted_because)])
    for each in found.searches:
        named = f"of them new or changed since {each.since[:10]}" if each.since else "named"
        said = f"{each.searched_at}: {each.total} found, {each.named} {named}, {each.missing} missing"
        rows.append([f"search {each.source}", said])
        rows.extend(["warning", warning] for warning in each.warnings)
    rows.extend(
        ["held", f"{each.created_at}: {'; '.join(f'{why.rule} {why.reason}' for why in each.reasons)}"]
        for each in found.holds
    )
    rows.extend(["override", _override(each)] for each in found.overrides)
    return rows


def _level(found: State) -> list[object]:
    certainty, instead = cells(found.evidence_grade)
    return ["no certainty", instead] if instead else ["certainty", certainty or "none yet"]


def _override(made: Override) -> str:
    scope = "" if made.slug else " on all pages"
    changes = " ".join(map(str, made.changes.values()))
    return f"PMID {made.pmid}{scope}: {made.action} {changes}".rstrip() + f", by {made.person}: {made.reason}"
