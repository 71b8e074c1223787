"""`python -m tests.evidence`: prints how well records are classified. Figures only: no text of a record."""

import sys

from evaluation.injected import table, tell
from evaluation.injections import injected

from evidence import measure
from shared.domain.evidence.study import Study

INJECTIONS, SEED = 200, 12


def main() -> int:
    """Print both halves, their keys and the invented abstracts."""
    halves = measure.records()
    if not any(halves.values()):
        sys.stderr.write(f"{measure.REAL} is absent: only the invented abstracts are measured\n")
    for name, studies in halves.items():
        if studies:
            _half(name, list(studies.values()))
        if studies:
            _sizes(f"sample sizes, {name}, against two readers", measure.sizes_of(name, studies))
    _invented()
    _injections()
    _sizes("sample sizes, invented to tune by", measure.invented_sizes(measure.TUNED_BY))
    _sizes("sample sizes, invented and held out", measure.invented_sizes(measure.HELD_OUT))
    _sizes("sample sizes, invented by shape", measure.invented_sizes(measure.SHAPES))
    _sizes("sample sizes, invented by the manner of abstracts", measure.invented_sizes(measure.MANNERS))
    return 0


def _half(name: str, studies: list[Study]) -> None:
    print(f"\n{name}: {len(studies)} records")
    found = measure.species(studies)
    print(f"  species hidden: wrong {found.wrong}")
    print(f"                  wrong of decided {found.wrong_of_decided}")
    print(f"                  decided {found.decided}; {found.left_out} left out (both check tags or neither)")
    told = measure.designs(studies)
    print(f"  trial or not: precision {told.precision}")
    print(f"                recall {told.recall}")
    print("  design with indexing -> hidden:")
    for (with_, without), count in sorted(told.confusion.items()):
        print(f"    {with_:20} {without:20} {count}")


def _sizes(name: str, found: measure.SizesFound) -> None:
    print(f"\n{name}\n  precision {found.precision}\n  recall {found.recall}")
    print(f"  wrong {len(found.wrong)}, missed {len(found.missed)}")


def _injections() -> None:
    print(f"\n{INJECTIONS} injected abstracts, seed {SEED}, each through both writers to page and PDF")
    found = [tell(each) for each in injected(INJECTIONS, SEED)]
    print(table(found))
    for each in found:
        for fault in each.faults:
            print(f"  {each.case.number} {each.case.kind} in a {each.case.place}: {fault}")


def _invented() -> None:
    cases = list(measure.invented())
    told = {each.study.pmid: measure.appraised(each.study) for each in cases}
    design = sum(told[each.study.pmid].design == each.design for each in cases)
    species = sum(told[each.study.pmid].species == each.species for each in cases)
    print(f"\ninvented abstracts: {len(cases)}")
    print(f"  design right {measure.Share(design, len(cases))}\n  species right {measure.Share(species, len(cases))}")
    key = {each.study.pmid: each.n for each in cases}
    _sizes("sample sizes of the invented abstracts", measure.sizes(key, {pmid: each.n for pmid, each in told.items()}))


if __name__ == "__main__":
    raise SystemExit(main())
