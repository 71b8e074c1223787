"""Words outside a page's text: the gate that mails and feeds pass before they leave."""

import pytest

from shared.gates.context import Context, Status
from shared.gates.places import refused


@pytest.mark.parametrize("place", ["email", "feed", "title", "slug", "pdf_metadata", "opengraph", "alt"])
def test_what_sells_or_promises_does_not_leave_in_any_place(place):
    found = refused([(place, "BPC-157 heals tendons, buy it here")])

    assert "C27" in {each.rule for each in found}


def test_a_neutral_mail_and_a_neutral_entry_of_a_feed_pass_and_the_reason_names_the_place():
    said = [("email", "A new version of the page on KPV was published."), ("feed", "KPV: evidence summary, version 4")]

    assert refused(said) == []
    (first, *_) = refused([*said, ("feed", "The best peptide for tendons")])
    assert first.reason.startswith("feed: ")


def test_a_mail_about_a_prohibited_peptide_does_not_say_that_sport_allows_it():
    known = Context(status=Status("not approved", "2026-11-01", "S0"))

    assert "C16" in {each.rule for each in refused([("email", "BPC-157 is permitted in sport.")], known)}
