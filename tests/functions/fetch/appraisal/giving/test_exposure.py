"""Routes and durations: those of the study's own giving, and what only looks like one."""

import pytest
from invented import factories
from invented.trials import trial

from functions.fetch.appraisal.appraise import appraise


def of(text, label="METHODS", title="A study."):
    return appraise(trial(text, title=title, label=label), factories.peptide())


def routes(text, label="METHODS", title="A study."):
    return [each.value for each in of(text, label, title).routes]


def duration(text, label="METHODS", title="A study."):
    found = of(text, label, title).duration
    return found and found.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Adults received subcutaneous semaglutide for 68 weeks.", ["subcutaneous"]),
        ("Rats were given it i.p. or by gavage in a 12-week trial.", ["intraperitoneal", "oral"]),
        ("With oral semaglutide weight fell.", ["oral"]),
        ("Rats were fed a diet containing 2% of it.", ["oral"]),
        ("Rats were fed with chow with 20 mg/kg of it.", ["oral"]),
        ("Rats drank it in their drinking water at 5 mg/L.", ["oral"]),
        ("It was dosed at 0.1 mg/kg (s.c.), but sleep was unchanged.", ["subcutaneous"]),
        ("Semaglutide was given orally or subcutaneously.", ["oral", "subcutaneous"]),
        ("Oral versus intravenous administration of it was compared.", ["oral", "intravenous"]),
        ("Adults received placebo or oral semaglutide.", ["oral"]),
        ("At 20 or 1000 mg/kg it was dosed orally and stayed.", ["oral"]),
        ("Mice fed a high-fat diet received subcutaneous semaglutide.", ["subcutaneous"]),
        ("Rats were anesthetized with pentobarbital and injected intravenously.", ["intravenous"]),
        ("Five daily oral doses were given.", ["oral"]),
        ("Rats received a standard diet containing 2% exemplin.", ["oral"]),
        ("It was administered at dietary levels of 0, 1 and 2%.", ["oral"]),
        ("Cancer was started by the carcinogen i.p.; rats received a diet containing 2% exemplin.", ["oral"]),
        ("Diabetes was induced by streptozotocin i.p. and rats were given exemplin orally.", ["oral"]),
        ("Rats were fed ad libitum a diet with 2% exemplin.", ["oral"]),
        ("Crew were randomised to exemplin or placebo nasal spray.", ["intranasal"]),
    ],
)
def test_a_route_by_which_something_was_given(text, expected):
    assert routes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It was injected in diet-induced obese mice.",
        "Users of Oral Essentials® strips were treated.",
        "Participants asked about oral sex were treated.",
        "Doses were drawn on a desktop workstation/tablet.",
        "The treatment of oral cancer was studied.",
        "The oral cavity was treated.",
        "Patients who received exemplin resumed an oral diet early.",
        "Those who were given exemplin tolerated oral feeding on day 3.",
        "Controls were fed with standard rodent chow, the others were treated.",
        "The group fed with HSHFD was treated for 4 weeks.",
        "Peripheral intravenous access was obtained before treatment.",
        "Patients were given intravenous fluid.",
        "Arsenic in drinking water is a hazard.",
        "Treatment slowed the subcutaneous HuH7 tumor.",
        "Treatment thinned subcutaneous fat.",
        "Mice fed a diet containing 45% fat were treated.",
        "Adults on oral antidiabetic drugs were treated.",
        "Mice were anesthetized with ketamine i.p. before treatment.",
        "Intra-articular anomalies were drawn.",
        "Oral insulin has been used for 20 years.",
        "Participants fed ad libitum.",
        "Rats received an initiating dose of the carcinogen by i.p. injection.",
        "Rats were injected intraperitoneally with streptozotocin to induce diabetes.",
        "Colitis was induced with rectal enemas of acid.",
        "No effect similar to that found following oral administration of it was observed.",
        "The fall was greater than that reported after intravenous administration of exemplin.",
        "Rats received a diet containing 45% fat.",
        "Dietary levels of calcium were low.",
    ],
)
def test_a_word_that_is_no_route_of_the_study(text):
    assert routes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Women received subcutaneous teriparatide or oral alendronate.", ["subcutaneous"]),
        ("Women received teriparatide 20 µg or oral alendronate.", []),
        ("Exemplin was compared with metformin 500 mg orally.", []),
        ("Patients were assigned to exemplin spray or to honey cream.", []),
        ("Semaglutide was compared with subcutaneous liraglutide.", []),
        ("Subcutaneous semaglutide was compared with placebo given orally.", ["subcutaneous"]),
    ],
)
def test_a_comparator_s_route_is_not_the_study_s(text, expected):
    assert routes(text) == expected


def test_a_title_names_a_route_of_what_it_tells_the_effects_of():
    assert routes("Sleep was better.", title="Effects of intravenous exemplin on sleep.") == ["intravenous"]
    assert routes("Sleep was better.", title="Topical exemplin for ulcers: a randomised trial.") == ["topical"]
    assert routes("Sleep was better.", title="Behaviour of sheep after intrathecal exemplin.") == ["intrathecal"]
    assert routes("Sleep was better.", title="Oral health of sheep: a randomised trial.") == []
    assert routes("Sleep was better.", title="Exemplin in burns: randomised comparison with honey cream.") == []
    assert routes("Sleep was better.", title="Exemplin in diet-induced obese mice.") == []


def test_a_background_has_a_route_and_a_duration_only_of_the_study_s_own_plan():
    assert routes("Blood is drawn where intravenous drugs are given.", "BACKGROUND") == []
    assert routes("We compared intravenous doses.", "OBJECTIVE") == ["intravenous"]
    assert duration("It is taken for 20 years.", "BACKGROUND") is None
    assert duration("We gave it for 12 weeks.", "OBJECTIVE") == "12 weeks"
    assert duration("To examine the effect of exemplin over 12 weeks.", "OBJECTIVE") == "12 weeks"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Adults received subcutaneous semaglutide for 68 weeks.", "68 weeks"),
        ("Follow-up was two years.", "two years"),
        ("After 12 months of treatment with 0.6 mg daily plus 5 mg for 12 days per month they rested.", "12 months"),
        ("It was given for 5 days per week over 12 weeks.", "12 weeks"),
        ("It was taken for 14 days of each 28-day cycle for six months.", "six months"),
        ("Patients had symptoms for 6 months and were then treated for 4 weeks.", "4 weeks"),
        ("After a 2-week washout period all were treated for 12 weeks.", "12 weeks"),
        ("They had a history of stroke and received the drug for 12 weeks.", "12 weeks"),
        ("Following 28-day oral administration rats were weighed.", "28 day"),
        ("Treatment duration was 12 weeks.", "12 weeks"),
        ("We assigned adults with pain for 3 months to exemplin for 12 weeks.", "12 weeks"),
        ("We assigned people with resistant hypertension to exemplin or placebo for 8 weeks.", "8 weeks"),
        ("We followed 40 patients over 2 years.", "2 years"),
        ("Participants used the spray for 12 weeks.", "12 weeks"),
        ("The median follow-up was 8 years; it was given for 6 weeks.", "6 weeks"),
        ("Rats were fed a carcinogen for 7 weeks to induce tumours, and were then given it for 24 weeks.", "24 weeks"),
        ("Foci were induced by a poor diet for 4 weeks. Rats were treated for 9 weeks.", "9 weeks"),
        ("Diabetes was induced with alloxan and rats were treated for 5 weeks.", "5 weeks"),
        ("Harm was seen after 2 weeks of administration and grew in a 4-week administration study.", "4 week"),
        ("The trial lasted for 12 weeks.", "12 weeks"),
        ("Treatment lasting 6 months was well tolerated.", "6 months"),
        ("Weight fell after 12 weeks of treatment.", "12 weeks"),
    ],
)
def test_a_duration_of_giving_else_of_following(text, expected):
    assert duration(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They rested for 12 days per month.",
        "Rats were dosed for 5 days per week.",
        "Rats were dosed for 5 days/week.",
        "Rats were dosed for 5 days each week.",
        "Patients over 75 years were treated.",
        "Women aged over 60 years were treated.",
        "The median duration of remission was 177 days.",
        "The median duration of disease was 12 years.",
        "All diuretic therapy was stopped for 3 days.",
        "Half the patients were off treatment for 6 weeks.",
        "The drug has been used for 20 years.",
        "She had had pain for 3 months.",
        "Diabetes had lasted for 10 years.",
        "Pain lasting 3 months was common.",
        "Foci were induced by feeding a poor diet for 4 weeks.",
        "Enzymes rose eightfold after 14 days. Catalase was unchanged after 3 days of treatment.",
        "In a 4-week run-in period all took placebo.",
        "The graft was open at follow-up 5 months subsequently to the operation.",
        "Mice of 8 weeks and 8-week-old rats rested.",
    ],
)
def test_a_time_of_something_else_is_no_duration(text):
    assert duration(text) is None


def test_both_are_quoted_where_they_stand():
    text = "Sleep was poor. Adults received subcutaneous semaglutide for 68 weeks."
    found = of(text)

    for each in (found.routes[0].quote, found.duration.quote):
        assert text[each.start : each.end] == each.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rats got diethylnitrosamine (200 mg/kg, i.p.) and were fed a diet containing 2% exemplin.", ["oral"]),
        ("Mice received one i.p. injection of azoxymethane, followed by exemplin given orally.", ["oral"]),
        ("Rats received exemplin by gavage and were injected intravenously with horseradish peroxidase.", ["oral"]),
        ("Rats trained to discriminate 5 mg/kg exemplar (i.p.) from saline.", []),
        ("An oral reference compound, exemplar, was administered at 400 mg/kg.", []),
        ("Mice were treated with 1.0% dietary exemplin.", ["oral"]),
        ("Rats received exemplin with the diet at doses of 30 mg/kg.", ["oral"]),
        # The one that it is given against is only named
        ("In alloxan-induced diabetes exemplin was given i.p. daily.", ["intraperitoneal"]),
        ("Two weeks after alloxan exemplin was given i.p. daily.", ["intraperitoneal"]),
    ],
)
def test_the_route_of_what_makes_ill_or_marks_is_not_the_study_s(text, expected):
    assert routes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rats received injections of azoxymethane once a week for the first 4 weeks.", None),
        ("Rats were treated with exemplin 2 weeks after the azoxymethane injection for 46 weeks.", "46 weeks"),
        ("Selenium deficiency was generated by feeding rats a poor diet for 5 weeks.", None),
        ("Rats were given exemplin for 28 to 103 weeks.", "28 to 103 weeks"),
        ("Rats were given exemplin for two or three weeks.", "two or three weeks"),
        ("Rats were fed it for 3-60 days.", "3 to 60 days"),
        ("Rats were fed it for 14–28 days.", "14 to 28 days"),
    ],
)
def test_a_time_may_be_a_range_and_is_not_that_of_what_makes_ill(text, expected):
    assert duration(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mice were given it (0.1 μg/kg, s.c, twice daily).", ["subcutaneous"]),
        ("Rats were treated with it (10 µg/kg, ip; saline as the vehicle).", ["intraperitoneal"]),
        ("Mice were fed a diet high in fat and treated with 3 mg/kg of it subcutaneously.", ["subcutaneous"]),
        ("Wire mesh cylinders were implanted subcutaneously in rats that were injected with it.", []),
        ("It was added to oral medication.", []),
    ],
)
def test_letters_behind_a_dose_are_a_route_and_what_is_implanted_or_eaten_has_none(text, expected):
    assert routes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Adults received 5 µg for 4 weeks followed by 10 µg for 26 weeks in this 30-week study.", "30 week"),
        ("Adults received 30 mL over seven days followed by 10 mL until day 30.", None),
        ("Adults received it for 12 weeks, followed by a 4-week washout and then placebo.", "12 weeks"),
        ("Adults received it for 26 weeks, followed by 26 weeks with only advice.", "26 weeks"),
        ("This 1-year, open-label, multicenter, phase 3 trial gave it to adults.", "1 year"),
        ("Muscle was measured before and after 26 weeks of exemplin or placebo treatment.", "26 weeks"),
    ],
)
def test_a_first_phase_is_not_the_whole(text, expected):
    assert duration(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Exemplin was infused into the lateral ventricle of the brain of rats.", ["intracerebroventricular"]),
        ("Ten subjects were given exemplin by the nasal route.", ["intranasal"]),
        ("Daily intraperitonial injections of exemplin were given to mice.", ["intraperitoneal"]),
        ("The addition of exemplin topically closed wounds of rats.", ["topical"]),
        ("Rats were given exemplin, and 2.5% formalin was subcutaneously injected into the paw.", []),
        ("Mice given exemplin had burns and bacterial gavage.", []),
        ("Mice fed a high-fat diet after treatment with exemplin were weighed.", []),
    ],
)
def test_a_route_is_told_in_other_words_and_not_by_what_makes_ill(text, expected):
    assert routes(text) == expected
