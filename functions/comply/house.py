"""The house rules that the second model holds claims to: what rules of words look for, told to a reader of meaning."""

from types import MappingProxyType

HOUSE = MappingProxyType(
    {
        "C01": "tells anybody how much or how often to take, however indirectly. Allowed: amounts that people or "
        "animals in a study were given, told as past fact; saying that no amount is known.",
        "C02": "gives a schedule, course, cycle or combination to follow. Allowed: what a study's schedule was.",
        "C03": "says how to mix, draw up, store for use or inject. Allowed: what investigators did; reactions at the"
        " site of injection.",
        "C04": "turns an amount for animals into one for people, or one form's amount into another's. Allowed: each "
        "amount beside the species that was given it.",
        "C05": "gives personal health advice or a promise to the reader, also where nobody is addressed by name.",
        "C06": "recommends, praises, ranks or advises to choose, in our voice or nobody's. Allowed: a named body's "
        "recommendation, reported.",
        "C07": "says that a peptide treats, cures, prevents or reverses a disease as something it does. Allowed: "
        "what was found in whom; a denial; what was tested for.",
        "C08": "says that it raises, improves or supports a function of the body as something it does, with no "
        "study's subjects or model beside it. Allowed: the same as a finding in named subjects, cells or "
        "tissue; what the body's own peptide is known to do.",
        "C09": "calls something proven, settled, established or guaranteed, or takes science for a seal. Allowed: to"
        " refuse to call it so; biopsy-proven and the like.",
        "C10": "calls it safe, harmless or well tolerated as a property, or plays harm down. Allowed: counted harms "
        "or their absence in so many subjects over a time; safety as an aim; what is not known.",
        "C11": "tells an outcome for people, or for nobody in particular so that people are meant, that rests on "
        "animals or cells. Allowed where the species, cells or tissue stand in the claim.",
        "C12": "gives hope (promising, encouraging, potential, exciting) with no design, number or species beside it"
        " as its limit.",
        "C13": "says or suggests approval, legality, clearance or permission that is not so, is read into a vote, a "
        "designation, a registration or a trial, or stands without country or date. Allowed: dated status, "
        "refusals.",
        "C14": "calls it as good as, better than, like or instead of a medicine with no head-to-head comparison "
        "told. Allowed: the result of such a comparison; that there is none.",
        "C15": "says how, where or for how much to obtain it, or how to know a good source. Allowed: where "
        "investigators had theirs from.",
        "C16": "helps to pass a test of doping, tells times of detection for it, or plays down or leaves out a ban "
        "in sport. Allowed: the ban itself; assays and pharmacokinetics.",
        "C17": "tells experience of users, patients or practitioners by hearsay, or praise by anybody. Allowed: "
        "outcomes that a study recorded; case reports told as such; to refuse such tales.",
        "C18": "reassures or promises about pregnancy, breast-feeding, children, cancer or mental illness. Allowed: "
        "who was excluded, what is unknown, warnings, results of studies in them, told as such.",
        "C24": "takes an association for a cause, says significant with no word of statistics, a relative effect "
        "with no absolute one, or a marker for an outcome that people feel.",
        "C25": "is hype: miracle, breakthrough, game-changer and their kin. Allowed: the words in a technical sense "
        "or refused.",
        "C26": "talks as a model of itself, holds instructions to one, raw structures or placeholders.",
    }
)
"""Rule to what breaks it; shared/gates/rules has the same families as rules of words."""

WARNING = frozenset({"C24", "C25"})
"""Rules whose break warns a person and holds nothing back, as the families of words do."""
