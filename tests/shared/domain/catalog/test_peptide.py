import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.catalog.peptide import BadPeptide, Peptide, folded, slug_of

ENTRY = {"slug": "exemplin-12", "name": "Exemplin-12", "terms": ["exemplin-12"], "category": "invented"}


def test_an_entry_with_the_least_fields_is_a_peptide():
    peptide = Peptide.from_entry(ENTRY)

    assert (peptide.slug, peptide.aliases, peptide.sample, peptide.ad_hoc) == ("exemplin-12", (), False, False)


@pytest.mark.parametrize(
    ("change", "path", "reason"),
    [
        ({"slug": "Exemplin 12"}, ("slug",), "is no slug"),
        ({"slug": "a--b"}, ("slug",), "is no slug"),
        ({"slug": None}, ("slug",), "is text, not nothing"),
        ({"name": 12}, ("name",), "is text, not a number"),
        ({"name": "x"}, ("name",), "at least 2 characters"),
        ({"name": " Exemplin"}, ("name",), "begins or ends with a space"),
        ({"name": 'Exemplin"[tiab]'}, ("name",), "double quote"),  # it would end the quoted search term
        ({"name": "Exemplin\x1b[2J"}, ("name",), "control character"),  # it would act on a terminal
        ({"terms": []}, ("terms",), "at least 1 value"),
        ({"terms": "exemplin-12"}, ("terms",), "is a list, not text"),
        ({"terms": ["exemplin-12", 12]}, ("terms", 1), "is text, not a number"),
        ({"terms": ["x"]}, ("terms", 0), "at least 2 characters"),
        ({"terms": ["Exemplin", "exemplin"]}, ("terms",), "stands there twice"),
        ({"aliases": ["EXEMPLIN 12"]}, ("aliases",), "repeats the name"),
        ({"aliases": ["Tβ4", "T-beta-4"]}, ("aliases",), "'T-beta-4' repeats"),
        ({"exclude": ["EXEMPLIN-12"]}, ("exclude",), "both searched for and excluded"),
        ({"formerly": ["exemplin-12"]}, ("formerly",), "cannot redirect to itself"),
        ({"formerly": ["Old One"]}, ("formerly", 0), "is no slug"),
        ({"relations": [{"kind": "like", "of": "X-1"}]}, ("relations", 0, "kind"), "'like' is none of"),
        ({"relations": [{"kind": "salt_of"}]}, ("relations", 0, "of"), "is missing"),
        ({"relations": [{"kind": "salt_of", "of": "X-1", "why": "-"}]}, ("relations", 0, "why"), "is no field"),
        ({"relations": [{"kind": "salt_of", "of": "exemplin 12"}]}, ("relations",), "cannot be salt_of itself"),
        ({"dose": "a lot"}, ("dose",), "is no field of an entry"),
        ({"sample": True}, ("sample",), "is not set by an entry"),
    ],
)
def test_an_entry_that_breaks_a_rule_is_refused_at_its_field(change, path, reason):
    with pytest.raises(BadPeptide) as caught:
        Peptide.from_entry({**ENTRY, **change})

    assert [fault.path for fault in caught.value.faults] == [path]
    assert reason in caught.value.reason


def test_all_faults_of_an_entry_are_told_at_once():
    with pytest.raises(BadPeptide) as caught:
        Peptide.from_entry({"slug": "A", "name": "Exemplin-12", "terms": [], "dose": "-"})

    assert [fault.path for fault in caught.value.faults] == [("slug",), ("terms",), ("category",), ("dose",)]


@pytest.mark.parametrize("entry", [None, "exemplin-12", ["exemplin-12"], 12, {3: "x"}])
def test_what_is_no_mapping_of_fields_is_refused(entry):
    with pytest.raises(BadPeptide):
        Peptide.from_entry(entry)


def test_same_as_may_speak_of_an_alias_but_a_fragment_is_never_of_itself():
    alias = {"aliases": ["EXM-12"]}
    Peptide.from_entry({**ENTRY, **alias, "relations": [{"kind": "same_as", "of": "EXM-12"}]})

    with pytest.raises(BadPeptide, match="cannot be fragment_of itself"):
        Peptide.from_entry({**ENTRY, **alias, "relations": [{"kind": "fragment_of", "of": "EXM 12"}]})


def test_an_entry_survives_storage():
    full = {
        **ENTRY,
        "aliases": ["EXM-12", "Exempliné β"],
        "mesh": ["exemplin"],
        "exclude": ["other"],
        "conditions": ["tendinopathy"],
        "relations": [{"kind": "salt_of", "of": "Exemplin-11", "note": "a note"}],
        "formerly": ["exemplin-xii"],
    }
    peptide = Peptide.from_entry(full, sample=True)

    assert Peptide.from_entry(peptide.entry, sample=True) == peptide


def test_an_ad_hoc_peptide_is_searched_for_by_every_spelling_but_named_once():
    peptide = Peptide.ad_hoc_of("BPC-157", ("bpc 157", "BPC157", "PL 14736", "PL-14736", "bpc-157"))

    assert peptide.ad_hoc
    assert peptide.slug == "bpc-157"
    assert peptide.aliases == ("PL 14736",)
    assert peptide.terms == ("BPC-157", "bpc 157", "BPC157", "PL 14736", "PL-14736")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("BPC-157", "bpc-157"),
        ("Thymosin β4", "thymosin-beta4"),
        ("Tα1", "talpha1"),
        ("  GHRH (1–29) ", "ghrh-1-29"),
        ("Épitalon", "epitalon"),
        ("x" * 200, "x" * 80),
    ],
)
def test_a_slug_is_made_of_a_name(name, slug):
    assert slug_of(name) == slug


def test_a_name_without_letters_makes_no_slug():
    with pytest.raises(BadPeptide, match="no letter or digit"):
        slug_of("—?")


@given(st.text(max_size=300))
def test_every_name_makes_a_valid_slug_or_is_refused(name):
    try:
        slug = slug_of(name)
    except BadPeptide:
        return

    assert Peptide.from_entry({**ENTRY, "slug": slug}).slug == slug


@pytest.mark.parametrize(
    "spelling", ["Thymosin β4", "thymosin beta-4", "THYMOSIN BETA 4", "thymosin‑beta4", "Thymosin ϐ4"]
)
def test_spellings_of_one_name_fold_to_one(spelling):
    assert folded(spelling) == "thymosinbeta4"
