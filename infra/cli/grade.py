"""`peptalk grade`: the evidence grade of PubMed XML files, and whether a stored proof of one recomputes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from functions.fetch.grading import Records, graded, records
from functions.fetch.parse import Unreadable
from infra.cli.console import Exit, Json, print_json, print_table, say
from infra.cli.evidence import NEXT
from infra.cli.target import LOCAL, TargetOption, only_here
from infra.local.catalog import load
from infra.local.project import CATALOG
from shared.domain.canonical import plain
from shared.domain.counts import counts
from shared.domain.grade import Grade
from shared.domain.grade_evidence import EXCLUDED, KINDS
from shared.domain.grade_proof import BadProof, differences, proof
from shared.domain.monograph import Counts
from shared.domain.outcomes import OUTCOMES
from shared.domain.peptide import Peptide, folded

Files = Annotated[list[Path] | None, typer.Argument(help="PubMed XML files, as efetch answers them.")]
Name = Annotated[str | None, typer.Option("--peptide", help="Whose evidence: a name, alias or slug of the catalog.")]
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
    read: list[Records] = []
    faults: list[dict[str, str]] = []
    for path in files:
        try:
            found = records(path.read_bytes(), peptide)
        except OSError as exc:
            faults.append({"file": str(path), "reason": exc.strerror or str(exc)})
            continue
        except Unreadable as exc:
            faults.append({"file": str(path), "reason": str(exc)})
            continue
        read.append(found)
        faults += [
            {"file": str(path), "reason": f"PMID {each.pmid or 'unknown'}: {each.reason}"} for each in found.refused
        ]
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
        named = {"peptide": peptide.slug, "counts": plain(counts(pack)), "grade": plain(grade)}
        print_json({**named, "elsewhere": elsewhere, "faults": faults})
    else:
        _show(peptide, grade, counts(pack))
        if elsewhere:
            say(f"{len(elsewhere)} records name {peptide.name} nowhere and were left out.")
        if proof_to is not None:
            say(f"The proof is in {proof_to}. To recompute it: peptalk grade --verify {proof_to}")
    return Exit.PARTLY if faults else Exit.DONE


def _show(peptide: Peptide, grade: Grade, found: Counts) -> None:
    bodies = [(OUTCOMES[each.outcome].title, each.level, each.inputs, each.steps) for each in grade.outcomes]
    bodies.append((f"{peptide.name} overall", grade.level, grade.inputs, grade.steps))
    kinds = [each.replace("_", " ") for each in KINDS]
    rows = [[title, level.value, *(numbers.get(kind, 0) for kind in KINDS)] for title, level, numbers, _ in bodies]
    print_table("Grades", ["outcome", "grade", *kinds], rows)
    steps = [[title, each.rule, each.level.value, each.reason] for title, _, _, found in bodies for each in found]
    print_table("Steps", ["outcome", "rule", "grade after it", "why"], steps)
    shown = {name: getattr(found, name) for name in Counts.model_fields}
    say("; ".join(f"{name.replace('_', ' ')} {number}" for name, number in shown.items()))
    if grade.excluded:
        say(f"took no part: {_listed(grade.excluded, EXCLUDED)}")
    say("Registered trials were not looked up: none is counted as overdue.")


def _listed(numbers: Mapping[str, int], labels: Mapping[str, str]) -> str:
    return "; ".join(f"{label} {numbers[name]}" for name, label in labels.items() if numbers.get(name))


def _peptide(name: str) -> Peptide:
    """The catalog's entry, or one by this name alone."""
    known = load(CATALOG).peptides
    entry = next((each for each in known if folded(name) in map(folded, each.names)), None)
    if entry is None:
        say(f"{name} is not in the catalog: its records are found by this name alone.")
    return entry or Peptide.ad_hoc_of(name, ())


def _verify(path: Path, json: bool) -> int:
    try:
        found = differences(path.read_bytes())
    except OSError as exc:
        say(f"{path}: {exc.strerror}. Next: name a file that `peptalk grade ... --proof FILE` wrote")
        return Exit.FAILED
    except BadProof as exc:
        say(f"{path}: {exc}")
        return Exit.FAILED
    if json:
        print_json({"proof": str(path), "recomputes": not found, "differences": found})
    else:
        for each in found:
            say(f"{path}: {each}")
        say(f"{path}: {'does not recompute' if found else 'recomputes byte for byte'}")
    return Exit.FAILED if found else Exit.DONE
