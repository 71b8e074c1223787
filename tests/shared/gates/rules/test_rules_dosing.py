"""C01 to C04: no dose, protocol, preparation or conversion for the reader; a study's own, told as such, passes."""

import pytest

from shared.gates.text import check

C01 = [
    "Begin with 200 mcg two times a day with food.",
    "Take 500 µg daily.",
    "Inject 0.25 mg once weekly for four weeks.",
    "Titrate to 1 mg after a month.",
    "Patients should take 10 mg every morning.",
    "Beginners can start with 100 mcg twice daily.",
    "The typical dose is 250-500 mcg.",
    "The recommended dosage is 2 mg once weekly.",
    "Dosage: 300 mcg twice daily.",
    "It should be injected at 5 mg per week.",
    "Most do well; then increase to 400 mcg.",
    "250 mcg daily is plenty.",
    "Athletes must use two vials per week.",
    "Patients received 5 mg daily, then take 10 mg before bed.",
    "Exemplin 10 mg daily improved sleep for most users.",
    # What is quoted as advice.
    'As they say, "inject 250 mcg every day".',
    'As participants said, "inject 250 mcg every day".',
    'The message of the trial was "inject 250 mcg every day".',
    "As the saying goes, 'take 5 mg twice a day'.",
]
C01_FINE = [
    "In one trial, adults received 2.4 mg once a week.",
    "Participants were randomised to 5 mg, 10 mg or 15 mg.",
    "At a dose of 2.4 mg, mean weight fell by 14.9%.",
    "The maximum tolerated dose was 15 mg.",
    "Dose escalation to 1.7 mg took 16 weeks.",
    "Use of 1 mg was associated with nausea.",
    "Rats were given 10 µg/kg by intraperitoneal injection.",
    "Semaglutide 2.4 mg reduced weight more than placebo.",
    "The starting dose was 0.25 mg.",
    "Dose levels of 50 mg/kg were tested in mice.",
    "Subjects started with 0.25 mg and stepped up to 2.4 mg.",
    "No human dose of 250 mcg has been studied.",
    "Patients received 5 mg daily for 12 weeks, then 10 mg for another 12 weeks.",
    "Exemplin 20 mcg daily for up to 24 months reduced vertebral fractures.",
    'Participants were told to "inject 250 mcg daily".',
    'The instruction to participants read "inject 250 mcg daily before breakfast".',
    'Patients in the trial were instructed to "take one tablet daily with food".',
]
C02 = [
    "Stack it with another peptide, 6 weeks on, 2 off.",
    "It stacks well with CJC-1295.",
    "Run an eight-week cycle.",
    "8 weeks on, 4 weeks off.",
    "The classic healing stack combines both.",
    "This dosing protocol suits most goals.",
    "Cycle off after three months.",
    "Beginner protocol: 4 weeks at the low end.",
    "A loading phase of 5 mg is followed by maintenance.",
    "Start another 6-week cycle in spring.",
    "The injury protocol runs for 30 days.",
    "Stacking BPC-157 with TB-500 speeds things up.",
]
C02_FINE = [
    "No controlled study of the two together was found.",
    "Patients received sunitinib, 4 weeks on and 2 weeks off.",
    "Chemotherapy was given on day 1 of each 21-day cycle.",
    "Two dosing protocols were compared in 40 adults.",
    "The protocol was registered before enrolment.",
    "π-stacking with tryptophan stabilised the complex.",
    "Base stacking interactions with guanine were observed.",
    "Participants received a loading dose of 600 mg.",
    "The menstrual cycle was recorded in all women.",
    "Protocol: NCT01234567 was amended once.",
    "The peptide protocol was approved by the ethics committee of the study.",
    "Cycling performance was measured in 12 men.",
    "Cortisol was measured in saliva in the morning and in the evening.",
]
C03 = [
    "Pour 2 mL of bacteriostatic water into the vial.",
    "Add 2 mL of bac water.",
    "10 units = 250 mcg.",
    "Reconstitute the powder with sterile water.",
    "Use an insulin syringe.",
    "Inject it into the abdomen.",
    "Rotate the injection site each day.",
    "Pinch the skin and insert the needle.",
    "A 29 gauge needle is ideal.",
    "Here is how to inject at home.",
    "Draw back 10 units on a U-100 syringe.",
    "Swirl the vial; then inject slowly.",
]
C03_FINE = [
    "Injection site reactions occurred in 3% of participants.",
    "The lyophilised vial was reconstituted in saline before each infusion.",
    "Channels were reconstituted into liposomes.",
    "Peptide was injected into the knee joint of rabbits.",
    "Participants were taught to use the pen.",
    "A 27-gauge needle was used for intravitreal injection.",
    "Rats received intraperitoneal injections.",
    "Mild redness at the injection site was the most frequent event.",
    "Blood was drawn into EDTA tubes.",
    "Injections were given once weekly by study staff.",
    "The drug was administered subcutaneously.",
    "Syringes were returned to the pharmacy of the trial.",
]
C04 = [
    "The rat dose equals 700 mcg in humans.",
    "This is the human equivalent dose of 3 mg.",
    "It equals about 800 mcg for a 70 kg person.",
    "In a 75-kg adult that is 5 mg; the mouse dose converts to it in people.",
    "The mg/kg dose translates to 400 mcg in an adult.",
    "For an 80 kg man this gives 640 mcg.",
    "The animal dosage scales to 2 mg in people.",
    "Divide the rat dose by 6.2.",
    "The human dose would be about 1 mg.",
    "Equivalent to 500 mcg in a human.",
    "The murine dose corresponds to 0.8 mg in humans.",
    "Human dose equivalents are easy to find.",
]
C04_FINE = [
    "Rats received 10 µg/kg; no human dose has been established.",
    "Mice were given 2 mg/kg daily.",
    "No human equivalent dose has been determined.",
    "Adults with a mean weight of 70 kg were enrolled.",
    "The dose of 2.4 mg was higher than in earlier trials.",
    "Exposure in dogs exceeded that in humans.",
    "Doses were adjusted to body weight.",
    "A dose of 5 mg/kg was lethal in rabbits.",
    "Human data are lacking.",
    "Participants weighing more than 100 kg received the same dose.",
    "The equivalent oral dose was not studied.",
    "Weight was 82 kg at baseline.",
]


@pytest.mark.parametrize(
    ("rule", "text"),
    [(rule, text) for rule, texts in (("C01", C01), ("C02", C02), ("C03", C03), ("C04", C04)) for text in texts],
)
def test_instructions_are_found(rule: str, text: str) -> None:
    assert rule in {each.rule for each in check(text) if each.severity == "block"}


@pytest.mark.parametrize("text", [*C01_FINE, *C02_FINE, *C03_FINE, *C04_FINE])
def test_reports_of_what_a_study_did_pass(text: str) -> None:
    assert check(text) == ()
