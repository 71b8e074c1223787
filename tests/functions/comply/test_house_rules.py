"""What the second model says of the house rules: it holds a claim back, and clears nothing."""

import pytest
from invented.factories import claim, draft, pack
from invented.judging import PARAPHRASE, judged, verdict
from vendors.openai_vendor import Stored, Vendor

from functions.comply.house import HOUSE, WARNING
from functions.comply.precedent import Refused
from functions.comply.prompt import INSTRUCTIONS
from infra.evaluation.compliance import WARNING as FAMILIES_THAT_WARN
from queues.messages import RenderMonograph, SynthesizeMonograph
from shared.domain.publishing.monograph import Monograph
from shared.platform.ports import Platform
from shared.store import objects


@pytest.mark.parametrize("verdict_", ["supported", "partly"])
async def test_a_house_rule_that_it_finds_broken_sends_a_claim_back_whatever_its_quotes_say(
    comply: Platform, stored: Stored, vendor: Vendor, verdict_: str
) -> None:
    vendor.says([{**verdict(verdict_, "it speaks to the reader"), "breaks": ["C05", "C01", "C05"]}])

    _, [sent] = await judged(await stored(pack(), draft(claims=(claim(PARAPHRASE), claim()))), comply)

    assert isinstance(sent, SynthesizeMonograph)
    refused = await objects.read(comply.files, Refused, sent.refused or "")
    found = [(each.rule, each.severity, each.reason) for each in refused.findings if each.claim == claim(PARAPHRASE).id]
    assert found[-2:] == [
        ("R2", "block", "the second model found that it breaks C01: it speaks to the reader"),
        ("R2", "block", "the second model found that it breaks C05: it speaks to the reader"),
    ]
    assert ("R1" in {rule for rule, _, _ in found}) == (verdict_ == "partly")
    assert claim(PARAPHRASE).id not in refused.passed


async def test_after_the_second_round_a_claim_that_breaks_a_house_rule_is_on_no_page(
    comply: Platform, stored: Stored, vendor: Vendor
) -> None:
    vendor.says([{**verdict("supported"), "breaks": ["C10"]}])
    job = await stored(pack(), draft(round=1, claims=(claim(PARAPHRASE), claim())), round=1)

    _, [sent] = await judged(job, comply)

    assert isinstance(sent, RenderMonograph)
    page = await objects.read(comply.files, Monograph, sent.monograph)
    assert [each.id for each in page.claims] == [claim().id]


async def test_a_house_rule_that_only_warns_takes_no_claim_away(
    comply: Platform, stored: Stored, vendor: Vendor
) -> None:
    vendor.says([{**verdict("supported"), "breaks": sorted(WARNING)}])

    _, [sent] = await judged(await stored(pack(), draft(claims=(claim(PARAPHRASE),))), comply)

    assert isinstance(sent, RenderMonograph)
    page = await objects.read(comply.files, Monograph, sent.monograph)
    assert [each.id for each in page.claims] == [claim(PARAPHRASE).id]


async def test_it_clears_nothing_that_a_rule_of_words_finds(comply: Platform, stored: Stored, vendor: Vendor) -> None:
    told = claim("Start with 2.4 mg twice daily and you will grip harder.")
    vendor.says([verdict("supported")])

    _, [sent] = await judged(await stored(pack(), draft(claims=(told, claim(PARAPHRASE)))), comply)

    assert isinstance(sent, SynthesizeMonograph)
    assert [line for body in vendor.asked for line in body["input"].splitlines() if told.id in line] == []


def test_every_house_rule_is_told_and_is_a_family_that_weighs_the_same() -> None:
    assert set(HOUSE) == {f"C{number:02d}" for number in (*range(1, 19), 24, 25, 26)}
    assert all(f"\n- {rule}: {broken_by}\n" in INSTRUCTIONS for rule, broken_by in HOUSE.items())
    assert FAMILIES_THAT_WARN == WARNING
