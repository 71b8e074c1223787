"""Failures of one kind share a fingerprint; failures of two kinds do not."""

import pytest

from shared.domain.failures import group_of, outline


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        # A number, whatever is glued to it.
        ("PubMed knows 12,000 records", "PubMed knows # records"),
        ("answered 404 after 1.5s (try 3)", "answered # after # (try #)"),
        # Hex with and without digits; a word that merely could be hex stays.
        ("token deadbeefcafe is gone", "token # is gone"),
        ("facade added", "facade added"),
        # Bucket keys, identities, instants.
        ("nothing stored under packs/2c26b46b.json", "nothing stored under #"),
        ("lease ran out at 2026-11-23T02:00:00.000Z", "lease ran out at #"),
        # Quoted names of every kind, and apostrophes that quote nothing.
        ("no peptide 'exemplin' is known", 'no peptide "..." is known'),
        ('no field "abstract", no `title`', 'no field "...", no "..."'),
        ("the vendor doesn't say what it can't do", "the vendor doesn't say what it can't do"),
        # Slugs and addresses.
        ("semax-acetate was retired", "# was retired"),
        ("http://127.0.0.1:18790/nowhere/esearch.fcgi answered 404", "URL answered #"),
        # Space is no difference.
        ("cut  off\n at 7", "cut off at #"),
    ],
)
def test_particulars_are_taken_out(reason, expected):
    assert outline(reason) == expected


def test_the_peptides_own_names_are_particulars_the_longest_first():
    assert outline("Semax acetate: no Semax found", ["Semax", "Semax acetate"]) == "#: no # found"


def test_one_cause_on_two_peptides_is_one_group():
    first = group_of("fetch", "UpstreamRefused", "NCBI answered 404 for Pretendulin", ["pretendulin", "Pretendulin"])
    second = group_of("fetch", "UpstreamRefused", "NCBI answered 403 for Utopentide", ["utopentide", "Utopentide"])

    assert first == second
    assert len(first) == 12


def test_stage_error_and_wording_each_make_another_group():
    groups = {
        group_of("fetch", "UpstreamRefused", "answered 404"),
        group_of("comply", "UpstreamRefused", "answered 404"),
        group_of("fetch", "Corrupt", "answered 404"),
        group_of("fetch", "UpstreamRefused", "refused 404"),
    }

    assert len(groups) == 4
