"""An end, a relief or a result that a claim tells of stands in its quotes, in some words."""

import pytest
from invented.held_against import findings


def refused(text: str, quote: str) -> bool:
    reasons = findings(text, quote, rules=["C20"])
    return any(each.startswith(("tells an end or a relief", "tells as a result")) for each in reasons)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Rash cleared in 5 of 40 patients.", "Rash occurred in 5 of 40 patients given exemplin."),
        ("Headache resolved in 5 of 40 patients.", "Headache developed in 5 of 40 patients."),
        ("Headache of five patients was relieved.", "Five patients stopped treatment because of headache."),
        ("Five patients were freed of headache.", "Five patients stopped treatment because of headache."),
        ("Transient nausea was relieved by exemplin.", "Three players reported transient nausea."),
        ("Exemplin stopped vomiting in 5 patients.", "Exemplin was discontinued in 5 patients because of vomiting."),
        ("Infection was cured in 5 patients.", "Infection was reported by 5 patients."),
        ("Tumours vanished in 6 of 20 mice.", "Tumours developed in 6 of 20 mice."),
        ("Five of 40 patients recovered.", "Five of 40 patients relapsed."),
        ("Liver enzymes returned to normal in 5.", "Liver enzymes rose above the normal limit in 5 patients."),
        ("Patients with nausea had gone into remission.", "Patients with nausea were counted."),
    ],
)
def test_what_was_there_did_not_end(text, quote):
    assert refused(text, quote)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Exemplin lowered pain scores in 40 adults.", "We measured pain scores in 40 adults given exemplin."),
        ("Pain scores fell after exemplin.", "Pain scores were recorded before and after exemplin."),
        ("Pain scores changed for the better.", "The primary outcome was change in pain scores."),
        ("Exemplin reduced pain in 40 adults.", "Exemplin was given to 40 adults to reduce pain."),
        ("Exemplin controlled pain in 40 adults.", "Exemplin was given to 40 adults for pain control."),
        ("A reduction in pain of 20 mm was seen.", "A reduction in pain of 20 mm was regarded as important."),
        ("Patients had a large reduction in pain.", "Patients with a large reduction in pain were counted as well."),
        ("Grip strength rose in athletes.", "Grip strength of athletes was assessed and scored."),
    ],
)
def test_what_was_measured_or_planned_is_no_result(text, quote):
    assert refused(text, quote)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Rash cleared in 5 patients.", "Rash occurred in 5 patients and resolved within a week."),
        ("Nausea subsided.", "Nausea was mild and transient."),
        ("Headaches went away.", "Headaches were self-limiting."),
        ("Pain was relieved.", "Exemplin lowered pain scores."),
        ("Wounds of rats healed sooner.", "Closure of wounds of rats was accelerated."),
        ("Liver enzymes returned to normal.", "Liver enzymes rose and were normalised by week 8."),
        ("Exemplin stopped vomiting.", "Exemplin abolished vomiting."),
        ("Grip strength improved.", "Grip strength was higher after exemplin."),
        ("More patients reached remission.", "Remission was more frequent with exemplin."),
        ("All rats recovered.", "All effects in rats were reversible."),
        ("Exemplin lowered pain scores.", "Pain scores were measured and were lower with exemplin."),
        ("Pain fell by 3 points.", "Pain, assessed weekly, decreased by 3 points."),
        ("Weight of rats was lower.", "Rats, given exemplin to reduce intake, weighed less than controls."),
        ("Weight of rats was lower.", "Exemplin given to rats at will to reduce intake at night lowered their weight."),
        ("Pain scores were lower.", "The main outcome was significantly lower pain with exemplin."),
        ("Pain was reduced.", "Pain was reduced and exemplin was considered fit for use."),
        ("Larger trials were planned.", "Trials were planned and designed."),
        ("Whether exemplin lowers pain was studied.", "We studied pain in adults given exemplin."),
        ("Grip strength was assessed after a reduction of the dose.", "Grip strength was assessed."),
    ],
)
def test_an_end_or_a_result_in_other_words_passes(text, quote):
    assert not refused(text, quote)
