"""What figures, comparisons, times, doubts and people of a claim belong to, against the same in its quotes: the gates.

Each gate is a file of this folder and looks at one kind of fault in a claim that is in words of its own. They are asked
in the order of the table, and of those that name one rule the first that finds anything speaks.
"""

from collections.abc import Callable, Iterator, Sequence

from shared.domain.publishing.monograph import Finding, Severity
from shared.gates.grounding import lengths
from shared.gates.grounding.contrary import (
    amounts,
    contrasts,
    denials,
    excluded,
    likeness,
    likewise,
    nearest,
    opposite_fates,
    ratios,
    sameness,
)
from shared.gates.grounding.doubts import (
    causes,
    chance,
    denied_limits,
    hedges,
    insignificance,
    manner,
    plans,
    ratings,
    restrictions,
    significant,
    standing,
    uncontrolled,
    verdicts,
)
from shared.gates.grounding.figures import (
    bounded,
    bounds,
    companions,
    confidence,
    counted,
    differences,
    ends,
    estimates,
    gapped,
    kinds,
    lent,
    odds,
    pairing,
    shares,
    terms,
)
from shared.gates.grounding.subjects import (
    afterwards,
    alone,
    animals_narrowed,
    beforehand,
    beginnings,
    comparators,
    completers,
    every_dose,
    fates,
    kinds_dropped,
    moments,
    opposites,
    other_comparator,
    population,
    spans,
    studies_told,
    subgroups,
    voice,
)
from shared.gates.words import wording

GATES: tuple[tuple[str, Severity, str, Callable[[str, Sequence[str]], str]], ...] = (
    ("C21", "block", "gives figures to each other's owners", pairing.swapped_figures),
    ("C21", "block", "gives to one thing the figure of another", pairing.misplaced_figure),
    ("C21", "block", "gives to one thing the figure of another", lent.lent),
    ("C21", "block", "gives to one thing the figure of another", gapped.of_the_other),
    ("C21", "block", "tells how far something changed as where it came to, or the other way round", ends.confused),
    ("C21", "block", "tells a figure as of another kind than its quotes do", kinds.mistaken),
    ("C21", "block", "tells a figure in other terms, relative or absolute, than its quotes do", terms.mistaken),
    ("C21", "block", "tells odds as chances", odds.told_as_chances),
    ("C21", "block", "tells plainly what its quotes tell as the most or the least", bounds.dropped),
    ("C21", "block", "tells as the most or the least what its quotes tell plainly", bounded.added),
    ("C21", "block", "tells how many need treatment as how many were helped", terms.helped),
    ("C21", "block", "tells a share of people as an amount, or the other way round", shares.crossed),
    ("C21", "block", "tells as between groups what its quotes tell from the beginning", differences.told_between),
    ("C21", "block", "tells how sure a figure is as how many", confidence.misread),
    ("C21", "block", "counts one kind by the number of another", counted.miscounted),
    ("C21", "block", "gives a figure beside others than its quotes do", companions.parted),
    ("C21", "block", "gives a figure in another place than its quotes", estimates.misused),
    ("C21", "warn", "may give figures to each other's owners", pairing.perhaps_swapped),
    ("G1", "block", "compares the other way round than its quote", contrasts.turned_round),
    ("G1", "block", "tells of each of two what its quote tells of the other", opposite_fates.turned_fates),
    ("G1", "block", "gives to what its quote measures by so many times the other", ratios.told_of_the_base),
    ("G1", "block", "calls the smaller of two amounts the larger", amounts.misweighed),
    ("G2", "block", "denies of one what its quote denies of the other", contrasts.denied_of_the_other),
    ("G2", "block", "affirms what its quote denies in other words", denials.lost_in_part),
    ("G2", "block", "affirms what the clause of its quotes that is nearest denies", nearest.affirmed),
    ("G2", "block", "tells of one as of another what its quotes do not", likewise.told),
    ("G2", "block", "affirms that against which its quote sets its finding", excluded.affirmed),
    ("G2", "block", "says that nothing differed at all, of what was not significant", sameness.wholly_alike),
    ("G2", "block", "says the contrary of what its quote says", likeness.contradicted),
    ("C21", "block", "gives to one fate what its quotes give to the opposite", opposites.turned_fate),
    ("C20", "block", "says alone of what its quotes do not", alone.told_alone),
    ("C20", "block", "compares with the beginning what its quotes compare otherwise", comparators.from_the_beginning),
    ("C20", "block", "compares with another thing of its quotes than they do", other_comparator.told),
    ("C20", "block", "tells as an effect how groups were at the beginning", beginnings.told_as_effect),
    ("C20", "block", "tells a time after the end of treatment as one of treatment", afterwards.told_of_treatment),
    ("C20", "block", "tells of every dose what its quotes saw at one", every_dose.told_of_all),
    ("C20", "block", "tells of another time than its quotes", moments.another_time),
    ("C20", "block", "gives to one part of what happened the time of another", spans.exchanged),
    ("C20", "block", "tells of more studies than its quotes do", studies_told.told_of_every_one),
    ("C20", "block", "tells of a time before of which its quotes do not", beforehand.untold_before),
    ("C20", "block", "tells an end or a relief that its quotes do not", fates.untold),
    ("C20", "block", "tells as a result what its quotes measured or planned", fates.by_method_alone),
    ("C20", "block", "speaks as the authors of its study do", voice.of_the_authors),
    ("C22", "block", "states what its quotes leave open", hedges.dropped),
    ("C22", "block", "tells as done what its quotes plan or ask for", plans.told_as_done),
    ("C22", "block", "tells how an effect went with the dose, and no quote does", manner.untold),
    ("C22", "block", "reads a cause into what its quotes tell as going together", causes.read_in),
    ("C22", "block", "reads a cause into a change that nothing was set against", uncontrolled.told_as_caused),
    ("C22", "block", "leaves out that its result was not final, or not planned", standing.dropped),
    ("C22", "block", "calls the main result what its quotes do not", standing.called_the_main),
    ("C22", "block", "leaves out what narrows it in its quotes", restrictions.narrowed),
    ("C22", "block", "denies at large what its quotes deny within limits", denied_limits.dropped_under_denial),
    ("C22", "block", "calls significant what its quotes do not", significant.read_in),
    ("C10", "block", "calls safe what its quotes say no such thing of", verdicts.safe),
    ("C13", "block", "tells what authorities allow, and no quote does", verdicts.approved),
    ("C20", "block", "tells as lasting for good what its quotes do not", verdicts.for_good),
    ("C22", "block", "rates its evidence, which code alone does", ratings.added),
    ("C22", "block", "leaves out the P by which chance may have made its difference", chance.left_out),
    ("C22", "block", "leaves out that its difference was none that counts", insignificance.untold),
    ("C11", "block", "speaks of more than its quotes do", population.widened),
    ("C11", "block", "speaks of more than its quotes do", kinds_dropped.dropped),
    ("C11", "block", "speaks of more than its quotes do", animals_narrowed.dropped),
    ("C11", "block", "tells of all what its quotes saw in some alone", subgroups.told_of_all),
    ("C11", "block", "tells of all what its quotes saw in those who kept to it", completers.told_of_all),
    ("C11", "block", "tells of all what its quotes saw in a share of them", shares.told_of_all),
    ("C20", "warn", "leaves out what its quotes compare with", comparators.left_out),
    ("G2", "warn", "says `the same` of what was not significantly different", sameness.perhaps_alike),
    ("C11", "warn", "may speak of more people than its quotes do", population.perhaps_widened),
)
"""Each speaks once of a rule, the heaviest first."""
_OF_ARMS = frozenset(
    {pairing.swapped_figures, lent.lent, contrasts.turned_round, opposite_fates.turned_fates}
    | {contrasts.denied_of_the_other}
)


def against(claim: str, quotes: Sequence[str], explained: Sequence[str]) -> Iterator[Finding]:
    """What figures, comparisons and denials of the claim belong to, against the same in its quotes.

    What tells two arms apart also reads the short forms that the rest of the record explains.
    """
    if any(wording.same_words(claim, each) for each in quotes):
        return
    if long := lengths.too_long(claim, quotes):
        yield Finding(
            rule="C20",
            severity="block",
            reason="is longer, or rests on more, than can be held to its quotes",
            span=long,
        )
        return
    spoken: set[str] = set()
    for rule, severity, reason, look in GATES:
        known = [*quotes, *explained] if look in _OF_ARMS else quotes
        if rule not in spoken and (found := look(claim, known)):
            spoken.add(rule)
            yield Finding(rule=rule, severity=severity, reason=reason, span=found)
