"""One name in all its spellings, and no other name."""

import re

import pytest

from shared.domain.catalog.spelling import spelled


def is_one(name: str, text: str) -> bool:
    return bool(re.fullmatch(spelled(name), text, re.IGNORECASE))


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("BPC-157", ("BPC 157", "BPC157", "bpc\u2011157", "BPC\u2013157", "BPC\u2081\u2085\u2087")),
        ("Thymosin beta-4", ("thymosin \u03b24", "Thymosin \u03b2\u2084", "thymosin-beta 4")),
        ("Thymosin \u03b24", ("thymosin beta4", "thymosin \u03b2\u2084")),
        ("PYY 3-36", ("PYY\u2083\u208b\u2083\u2086", "PYY3-36", "PYY 3\u201336")),
        ("[D-Ala2]exemplin", ("[D-Ala\u00b2]exemplin", "[d-ala2]exemplin")),
        ("Delta sleep-inducing peptide", ("\u03b4 sleep inducing peptide", "delta-sleep-inducing peptide")),
    ],
)
def test_a_name_is_found_in_its_spellings(name: str, texts: tuple[str, ...]) -> None:
    assert [each for each in (name, *texts) if not is_one(name, each)] == []


@pytest.mark.parametrize(
    ("name", "text"),
    [("BPC-157", "BPC-158"), ("GLP-1", "GLP-2"), ("A.B", "AxB"), ("Thymosin beta-4", "thymosin alpha-4")],
)
def test_no_other_name_is(name: str, text: str) -> None:
    assert not is_one(name, text)
