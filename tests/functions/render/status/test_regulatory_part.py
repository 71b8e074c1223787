"""The status block of page and PDF, and what holds a page that lacks what every page must have."""

from collections.abc import Callable
from datetime import date

import pytest
from invented.editions import asked, catalog, edition
from invented.factories import RUN, SLUG, peptide
from invented.sheets import sheet
from rigs.fakes import HandDelivery, ManualClock

from functions.render import inspect
from functions.render.handler import queue
from functions.render.status import regulatory
from functions.render.typesetting.document import document
from functions.render.typesetting.page import page, places, texts
from functions.render.typesetting.texts import whole
from shared.domain.catalog.peptide import Peptide
from shared.domain.catalog.regulatory import Regulatory
from shared.domain.publishing.monograph import Finding
from shared.gates.context import Status
from shared.platform.ports import Batch, Platform
from shared.store import objects
from shared.store.operations import runs
from shared.store.publishing import versions

REGIONS = ("US", "EU", "UK")
SOURCE = {"source": "A page", "url": "https://example.org/a", "as_of": "2026-11-20"}
FACTS = {
    "statuses": [{**SOURCE, "region": "US", "status": "not_approved", "note": "Invented for a test."}],
    "wada": {**SOURCE, "status": "prohibited", "section": "S2.2", "edition": 2026, "reviewer": "Ada"},
}


def known(facts: dict = FACTS) -> Peptide:
    return peptide(sample=True).model_copy(update={"regulatory": Regulatory.from_entry(facts)})


def rows(of: Peptide, today: date) -> dict[str, str]:
    _, facts = regulatory.part(of, today).blocks
    return {term: "".join(each.text for each in line) for term, line in facts.rows}


def test_each_region_says_its_status_with_day_and_source_or_that_there_is_none():
    shown = rows(known(), date(2026, 11, 23))

    assert shown == {
        "United States": "Not approved as a medicine, as of 20 November 2026. Invented for a test. Source: A page. "
        "Not reviewed by a person.",
        "European Union": regulatory.NONE,
        "United Kingdom": regulatory.NONE,
        "Sport (WADA)": "Prohibited at all times: section S2.2 of the 2026 Prohibited List, as of 20 November 2026. "
        "Source: A page. Confirmed by Ada.",
    }


def test_a_stale_status_is_not_repeated_and_a_prohibition_is_kept_under_review():
    shown = rows(known(), date(2026, 12, 21))

    assert shown["United States"].startswith("Status under review. It was last recorded on 20 November 2026. Source")
    assert "Not approved" not in shown["United States"]
    assert "section S2.2 of the 2026 Prohibited List" in shown["Sport (WADA)"]
    assert "Status under review." in shown["Sport (WADA)"]


@pytest.mark.parametrize(
    ("section", "when"), [("S0", "at all times"), ("S6", "in competition"), ("P1", "in particular sports")]
)
def test_a_section_says_when_it_holds(section, when):
    facts = {"wada": {**FACTS["wada"], "section": section}}

    assert rows(known(facts), date(2026, 11, 23))["Sport (WADA)"].startswith(f"Prohibited {when}: section {section} ")


@pytest.mark.parametrize("status", ["approved", "not_approved", "withdrawn"])
@pytest.mark.parametrize("in_sport", [("prohibited", "S0"), ("monitored", None), ("not_named", None)])
@pytest.mark.parametrize("as_of", ["2026-11-20", "2026-01-01"])
def test_whatever_is_recorded_page_and_pdf_pass_their_own_rules_and_have_every_block(status, in_sport, as_of):
    facts = {
        "statuses": [
            {**FACTS["statuses"][0], "region": each, "status": status, "as_of": as_of} for each in ("US", "EU")
        ],
        "wada": {**SOURCE, "as_of": as_of, "status": in_sport[0], "section": in_sport[1], "edition": 2026},
    }

    assert _faults(sheet(of=known(facts)), known(facts)) == []


@pytest.mark.parametrize(
    ("lost", "block"),
    [
        ("regulatory-status", "status"),
        ("limitations", "limitations"),
        ("funding", "funding"),
        ("methods", "ai disclosure"),
        ("methods", "last searched"),
    ],
)
def test_a_page_without_a_block_is_refused_by_its_name(lost, block):
    whole_sheet = sheet()
    parts = tuple(each for each in whole_sheet.parts if each.id != lost)

    found = _faults(type(whole_sheet)(**{**_fields(whole_sheet), "parts": parts}), peptide(sample=True))

    assert [each.rule for each in found] == ["C23", "C23"]
    assert all(block in each.reason for each in found)


def test_a_page_that_hides_a_prohibition_in_sport_is_refused():
    found = _faults(sheet(), known())

    assert {each.rule for each in found} == {"C16"}


@pytest.mark.parametrize("place", ["title", "opengraph", "pdf_metadata", "slug", "alt"])
def test_what_no_page_may_say_holds_it_wherever_it_stands(place):
    composed = sheet()
    beside = [(place, "Buy BPC-157, clinically proven and safe")]

    found = inspect.faults(composed, texts(page(composed, SLUG)), document(composed).texts, beside, Status())

    assert "C27" in {each.rule for each in found}


def test_titles_descriptions_and_alternative_texts_are_read_back_from_the_page():
    html = page(sheet(), SLUG).replace(b"<header>", b'<header><img alt="A chart" src="x">')

    assert [place for place, _ in places(html)] == ["title", "opengraph", "alt"]


@pytest.fixture
def render(as_function: Callable[..., Platform]) -> Platform:
    return as_function("render")


async def test_a_published_page_carries_the_facts_of_the_database(render: Platform, clock: ManualClock):
    await catalog(render.db, clock.now(), known())

    job = await asked(render, edition())
    await queue(Batch("peptalk-render", [HandDelivery(job.encode())]), render)

    version = await versions.current(render.db, SLUG)
    assert version is not None
    said = whole(texts(await objects.load(render.files, version.page)))
    assert "Not approved as a medicine, as of 20 November 2026." in said


async def test_a_page_that_cannot_say_when_was_searched_is_held_with_the_reason(render: Platform, clock: ManualClock):
    await catalog(render.db, clock.now())

    job = await asked(render, edition(), searched_at=None)
    await queue(Batch("peptalk-render", [HandDelivery(job.encode())]), render)

    (item,) = await runs.items(render.db, RUN)
    assert item.state == "held"
    assert "lacks what every page must have: last searched" in (item.reason or "")


def _faults(composed, of: Peptide) -> list[Finding]:
    html = page(composed, SLUG)
    return inspect.faults(
        composed, texts(html), document(composed).texts, places(html), regulatory.known(of.regulatory)
    )


def _fields(composed) -> dict:
    return {name: getattr(composed, name) for name in type(composed).__dataclass_fields__}
