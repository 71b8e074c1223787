"""A page that was withdrawn says so, with its reason, and stands in no list; its other versions stay."""

import json

import pytest
from invented.factories import SLUG

from shared.store.publishing import notices

REASON = "This page was withdrawn on 2026-11-26: the study with PMID 1 was <retracted>."


@pytest.fixture
async def withdrawn(site):
    """Exemplin-12 without its second, current version."""
    await site.db.batch(notices.withdraw(SLUG, 2, REASON, site.clock.now()))


@pytest.mark.usefixtures("withdrawn")
@pytest.mark.parametrize("path", [f"/peptides/{SLUG}", f"/peptides/{SLUG}.pdf", f"/peptides/{SLUG}/v/2"])
async def test_a_withdrawn_page_is_gone_and_says_why(browser, path):
    answer = await browser.get(path)

    assert answer.status_code == 410
    assert "the study with PMID 1 was &lt;retracted&gt;" in answer.text
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.usefixtures("withdrawn")
async def test_no_list_names_it_and_no_count_has_it(browser):
    listed, health = await browser.get("/"), await browser.get("/healthz")

    assert SLUG not in listed.text
    assert json.loads(health.text)["published"] == 0


@pytest.mark.usefixtures("withdrawn")
async def test_its_earlier_version_keeps_its_address(browser):
    assert (await browser.get(f"/peptides/{SLUG}/v/1")).status_code == 200


async def test_only_the_version_that_readers_are_given_is_withdrawn(site, browser):
    await site.db.batch(notices.withdraw(SLUG, 1, REASON, site.clock.now()))

    assert (await browser.get(f"/peptides/{SLUG}")).status_code == 200
    assert (await browser.get(f"/peptides/{SLUG}/v/1")).status_code == 200
