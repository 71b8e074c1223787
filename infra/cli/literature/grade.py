"""`peptalk grade`: the evidence grade of PubMed XML files, and whether a stored proof of one recomputes."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from functions.fetch.grading import graded, records
from infra.cli.literature.record_files import NEXT, read_files
from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.naming import named
from infra.cli.terminal.target import LOCAL, TargetOption, only_here
from infra.local.checkout.catalog import load
from infra.local.machine.project import CATALOG
from infra.sandbox import samples
from shared.domain.canonical import plain
from shared.domain.catalog.peptide import Peptide, folded
from shared.domain.evidence.outcomes import OUTCOMES
from shared.domain.grading.bodies import ANIMAL, EXCLUDED, IN_VITRO, KINDS
from shared.domain.grading.certainty import cells, told
from shared.domain.grading.grade import Grade
from shared.domain.grading.proof import BadProof, condensed, differences, proof
from shared.domain.grading.reasons import by_outcome, explained
from shared.domain.grading.rules import ASCENDING, Step
from shared.domain.publishing.counts import counts
from shared.domain.publishing.monograph import Counts
from shared.domain.publishing.words import SAMPLE
from shared.domain.vocabulary import Level

UNPROVED = (
    "It shows that the grade follows from the numbers in the proof, not that these are the records': for that, grade "
    "the records again and compare."
)


class _Body(NamedTuple):
    """An outcome, or the whole, as it is shown."""

    title: str
    level: Level
    inputs: Mapping[str, int]
    steps: Sequence[Step]


Files = Annotated[list[Path] | None, typer.Argument(help="PubMed XML files, as efetch answers them.")]
Name = Annotated[
    str | None,
    typer.Option(
        "--peptide",
        callback=named,
        help="Whose evidence: a name, alias or slug of the catalog or of the invented sample.",
    ),
]
Write = Annotated[Path | None, typer.Option("--proof", help="Write the proof to this file, which must not exist yet.")]
Check = Annotated[Path | None, typer.Option("--verify", help="Recompute this proof from its own inputs instead.")]


def command(
    files: Files = None,
    peptide: Name = None,
    proof_to: Write = None,
    verify: Check = None,
    json: Json = False,
    target: TargetOption = LOCAL,
) -> int:
    """Grade what PubMed XML says about a peptide, per outcome and overall; or verify a proof (--verify)."""
    only_here(target, "the same command without --target; it reads files and nothing else")
    if verify is not None:
        if files or peptide or proof_to:
            raise typer.BadParameter("stands alone: a proof holds its own inputs", param_hint="--verify")
        return _verify(verify, json)
    if not files:
        raise typer.BadParameter("are missing; give PubMed XML files, or --verify PROOF", param_hint="FILES")
    if not peptide:
        raise typer.BadParameter("is missing; name the peptide that is to be graded", param_hint="--peptide")
    if proof_to is not None and proof_to.exists():
        raise typer.BadParameter(f"{proof_to} exists already; name another file", param_hint="--proof")
    return _grade(files, _peptide(peptide), proof_to, json)


def _grade(files: list[Path], peptide: Peptide, proof_to: Path | None, json: bool) -> int:
    found, faults = read_files(files, lambda xml: records(xml, peptide))
    read = [each for _, each in found]
    for fault in faults:
        say(f"{fault['file']}: {fault['reason']}")
    if not read:
        say(NEXT)
        return Exit.FAILED
    pack, grade = graded(peptide, read)
    elsewhere = sorted({pmid for each in read for pmid in each.elsewhere}, key=int)
    if proof_to is not None:
        try:
            proof_to.write_bytes(proof(grade))
        except OSError as exc:
            say(f"{proof_to}: {exc.strerror}. Next: name a file in a folder that can be written to")
            return Exit.FAILED
    if json:
        print_json(
            {
                "peptide": peptide.slug,
                "sample": peptide.sample,
                **_as_json(grade),
                "counts": plain(counts(pack)),
                "grade": plain(grade),
                "reasons": {
                    name: [{"rule": each.rule, "why": each.reason} for each in steps]
                    for name, steps in by_outcome(grade).items()
                },
                "elsewhere": elsewhere,
                "faults": faults,
            }
        )
    else:
        _show(peptide, explained(grade), counts(pack))
        if elsewhere:
            say(f"{len(elsewhere)} records name {peptide.name} nowhere and were left out.")
        if proof_to is not None:
            say(f"The proof is in {proof_to}. To recompute it: peptalk grade --verify {proof_to}")
    return Exit.PARTLY if faults else Exit.DONE


def _show(peptide: Peptide, grade: Grade, found: Counts) -> None:
    """Certainties, and what is preclinical only, in tables of their own."""
    name = f"{peptide.name} (invented sample)" if peptide.sample else peptide.name
    bodies = [_Body(OUTCOMES[each.outcome].title, each.level, each.inputs, each.steps) for each in grade.outcomes]
    bodies.append(_Body(f"{name} overall", grade.level, grade.inputs, grade.steps))
    certain = [each for each in bodies if each.level in ASCENDING]
    if certain:
        kinds = [each.replace("_", " ") for each in KINDS]
        rows = [[each.title, _word(each.level), *(each.inputs.get(kind, 0) for kind in KINDS)] for each in certain]
        print_table("Certainty, from studies in people", ["outcome", "certainty", *kinds], rows)
        steps = [[each.title, step.rule, _word(step.level), step.reason] for each in certain for step in each.steps]
        print_table("Steps to the certainty", ["outcome", "rule", "certainty after it", "why"], steps)
    for level, what in ((Level.PRECLINICAL, "preclinical only"), (Level.NONE, "no usable evidence")):
        others = [each for each in bodies if each.level is level]
        if not others:
            continue
        kinds = [ANIMAL, IN_VITRO]
        rows = [[each.title, *(each.inputs.get(kind, 0) for kind in kinds)] for each in others]
        print_table(f"No certainty: {what}", [what, *(each.replace("_", " ") for each in kinds)], rows)
        steps = [[each.title, step.rule, step.reason] for each in others for step in each.steps]
        print_table(f"Steps, {what}", [what, "rule", "why"], steps)
    shown = {name: getattr(found, name) for name in Counts.model_fields}
    say("; ".join(f"{name.replace('_', ' ')} {number}" for name, number in shown.items()))
    if grade.excluded:
        say(f"took no part: {_listed(grade.excluded, EXCLUDED)}")
    say("Registered trials were not looked up: none is counted as overdue.")


def _as_json(grade: Grade) -> dict[str, object]:
    """Outcomes, and the whole as `overall`, by what is said of them: a certainty never stands beside anything else."""
    levels = {**{each.outcome: each.level for each in grade.outcomes}, "overall": grade.level}
    said = {name: told(level) for name, level in levels.items()}
    return {
        "certainty": {name: each["certainty"] for name, each in said.items() if each["certainty"]},
        "preclinical_only": [name for name, each in said.items() if each["preclinical_only"]],
        "no_usable_evidence": [name for name, each in said.items() if each["no_usable_evidence"]],
    }


def _word(level: Level) -> str:
    return cells(level)[0]


def _listed(numbers: Mapping[str, int], labels: Mapping[str, str]) -> str:
    return "; ".join(f"{label} {numbers[name]}" for name, label in labels.items() if numbers.get(name))


def _peptide(name: str) -> Peptide:
    """The catalog's entry, one of the invented sample, or one by this name alone; what is no catalog's is said."""
    known = (*load(CATALOG).peptides, *load(samples.CATALOG, sample=True).peptides)
    entry = next((each for each in known if folded(name) in map(folded, each.names)), None)
    if entry is None:
        say(f"{name} is not in the catalog: its records are found by this name alone.")
        return Peptide.ad_hoc_of(name, ())
    if entry.sample:
        say(f"{entry.name}: {SAMPLE}")
    return entry


def _verify(path: Path, json: bool) -> int:
    try:
        read = path.read_bytes()
        data = condensed(read)
        found = differences(data)
    except OSError as exc:
        say(f"{path}: {exc.strerror}. Next: name a file that `peptalk grade ... --proof FILE` wrote")
        return Exit.FAILED
    except BadProof as exc:
        say(f"{path}: {exc}")
        return Exit.FAILED
    edition = Grade.model_validate_json(data).edition
    if json:
        print_json({"proof": str(path), "edition": edition, "recomputes": not found, "differences": found})
    else:
        if data != read:
            say(f"{path}: every field is written out, as the API gives a proof; its canonical form is compared")
        for each in found:
            say(f"{path}: {each}")
        what = "does not recompute" if found else "recomputes byte for byte"
        say(f"{path}: {what}, by edition {edition} of the rules")
        if not found:
            say(UNPROVED)
    return Exit.FAILED if found else Exit.DONE
