"""What became known of a version's studies stands on its page, with the study, the day and the present version."""

import re
from html import unescape

import pytest
from invented.factories import SLUG

from functions.site import told
from shared.domain.publishing.notices import Finding, NoticeKind
from shared.gates.text import check
from shared.platform.ports import Statement
from shared.store import objects
from shared.store.evidence import newer_studies
from shared.store.publishing import notices, versions

PMID = "990000001"
RETRACTED = Finding(kind=NoticeKind.RETRACTION, pmid=PMID)
STUDY = """
INSERT INTO studies (id, registry, revision, title, abstract, study_type, outcome_direction, link, appraisal, record,
                     created_at, updated_at)
VALUES ('PMID:990000001', 'pubmed', 'r1', 'A <b>trial</b> of Exemplin-12', '', 'human_rct', 'unclear', '', '{}', '{}',
        '2026-11-23T02:00:00.000Z', '2026-11-23T02:00:00.000Z')
"""


def words(html):
    apart = re.sub(r"</?(?:a|b|cite|span|time)\b[^>]*>", "", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", apart)).split())


async def issue(site, version, *found, state="published"):
    await site.db.run(notices.issue(SLUG, version, found, state=state, run_id=None, now=site.clock.now()))


async def test_a_superseded_version_says_what_became_of_its_studies_and_where_the_present_one_is(site, browser):
    await site.db.run(Statement(STUDY))
    stored = (await browser.get(f"/peptides/{SLUG}/v/1")).text
    await issue(site, 1, RETRACTED)

    page = await browser.get(f"/peptides/{SLUG}/v/1")

    assert page.status_code == 200
    said = words(page.text)
    assert (
        "Since this version was published on 23 November 2026, this became known of studies that it rests on:" in said
    )
    assert "25 November 2026: The study with PMID 990000001 was retracted. A <b>trial</b> of Exemplin-12" in said
    assert "This version has a successor. What rests on these studies may not hold any more." in said
    assert f'<a href="/peptides/{SLUG}">The present version of this page</a>' in page.text
    assert "A &lt;b&gt;trial&lt;/b&gt;" in page.text
    assert page.text.index("Notices") < page.text.index("<h1>")
    aside = re.search(r"<section class=\"notice\".*?</section>\n", page.text, re.DOTALL)
    assert aside is not None
    assert page.text.replace(aside[0], "") == stored


async def test_a_copy_without_the_notice_is_not_taken_for_one_with_it(site, browser):
    before = await browser.get(f"/peptides/{SLUG}/v/1")
    await issue(site, 1, RETRACTED)

    after = await browser.get(f"/peptides/{SLUG}/v/1", headers={"if-none-match": before.headers["etag"]})
    again = await browser.get(f"/peptides/{SLUG}/v/1", headers={"if-none-match": after.headers["etag"]})
    head = await browser.head(f"/peptides/{SLUG}/v/1")

    assert before.headers["cache-control"] == after.headers["cache-control"] == "no-cache"
    assert (after.status_code, again.status_code) == (200, 304)
    assert dict(head.headers) == dict(after.headers)


async def test_the_policy_and_style_of_the_page_hold_for_the_notice(site, browser):
    before = await browser.get(f"/peptides/{SLUG}/v/1")
    await issue(site, 1, RETRACTED)

    after = await browser.get(f"/peptides/{SLUG}/v/1")

    assert after.headers["content-security-policy"] == before.headers["content-security-policy"]
    assert " style=" not in after.text


async def test_a_pdf_that_cannot_carry_the_notice_is_not_given_any_more(site, browser):
    await issue(site, 1, RETRACTED)

    pdf, present = await browser.get(f"/peptides/{SLUG}/v/1.pdf"), await browser.get(f"/peptides/{SLUG}.pdf")

    assert (pdf.status_code, pdf.headers["content-type"]) == (410, "text/html; charset=utf-8")
    assert "A PDF cannot carry a notice" in words(pdf.text)
    assert "The study with PMID 990000001 was retracted." in words(pdf.text)
    assert f'<a href="/peptides/{SLUG}/v/1">The page of version 1, with its notice</a>' in pdf.text
    assert pdf.headers["cache-control"] == "no-cache"
    assert present.status_code == 200


@pytest.mark.parametrize(
    ("state", "said"),
    [("judging", "The page is being judged again"), ("held", "a person has to look at it")],
)
async def test_the_present_version_says_what_is_open_about_it(site, browser, state, said):
    await issue(site, 2, Finding(kind=NoticeKind.CONCERN, pmid=PMID), state="judging")
    if state == "held":
        (notice,) = await notices.judging(site.db, 1)
        await site.db.run(notices.settle(notice.id, "held", None, site.clock.now()))

    page = await browser.get(f"/peptides/{SLUG}")

    assert "An expression of concern was published about the study with PMID 990000001." in words(page.text)
    assert said in words(page.text)
    assert "successor" not in page.text
    assert (await browser.get(f"/peptides/{SLUG}.pdf")).status_code == 410


async def test_the_present_version_names_the_notices_of_earlier_ones_once(site, browser):
    await issue(site, 1, RETRACTED, Finding(kind=NoticeKind.CONCERN, pmid="990000002"))
    stored = (await site.files.get((await versions.current(site.db, SLUG)).page)).decode()

    page = await browser.get(f"/peptides/{SLUG}")

    said = words(page.text)
    assert "Notices about earlier versions of this page:" in said
    assert "The study with PMID 990000001 was retracted. Rested on it: version 1." in said
    assert f'<a href="/peptides/{SLUG}/v/1">version 1</a>' in page.text
    assert "this became known of studies that it rests on" not in said
    assert page.text != stored
    assert (await browser.get(f"/peptides/{SLUG}.pdf")).status_code == 200


async def test_at_most_ten_notices_of_earlier_versions_are_named_and_the_version_itself_names_all(site, browser):
    await issue(site, 1, *(Finding(kind=NoticeKind.RETRACTION, pmid=str(990000001 + at)) for at in range(12)))

    present, first = [await browser.get(f"/peptides/{SLUG}{path}") for path in ("", "/v/1")]

    assert (present.text.count("was retracted."), first.text.count("was retracted.")) == (told.EARLIER_AT_MOST, 12)


async def test_a_record_that_exists_is_linked_and_an_invented_one_is_not(site, browser):
    await issue(site, 1, RETRACTED)
    invented = await browser.get(f"/peptides/{SLUG}/v/1")
    await site.db.run(Statement("UPDATE peptides SET origin = 'catalog' WHERE slug = ?1", (SLUG,)))

    real = await browser.get(f"/peptides/{SLUG}/v/1")

    link = '<a href="https://pubmed.ncbi.nlm.nih.gov/990000001/" rel="noopener">PMID 990000001</a>'
    assert link not in invented.text
    assert link in real.text


async def lacks(site, *pmids):
    """Note these as studies that the present version does not take in; each has a record like the one above."""
    for pmid in pmids:
        await site.db.run(Statement(STUDY.replace(PMID, pmid)))
    await site.db.run(newer_studies.note(SLUG, "b" * 64, pmids, site.clock.now()))


@pytest.mark.parametrize(
    ("pmids", "said"),
    [
        (["990000101"], "1 newer study is known and not yet summarised on this page."),
        (["990000101", "990000102"], "2 newer studies are known and not yet summarised on this page."),
    ],
)
async def test_the_present_page_says_how_many_newer_studies_it_does_not_take_in(site, browser, pmids, said):
    current = await versions.current(site.db, SLUG)
    stored = (await objects.load(site.files, current.page)).decode()
    await lacks(site, *pmids)

    page, exactly, earlier, pdf = [
        await browser.get(f"/peptides/{SLUG}{path}") for path in ("", "/v/2", "/v/1", ".pdf")
    ]

    assert f"{said} Its last summary is of 24 November 2026." in words(page.text)
    assert [each for each in check(said) if each.severity == "block"] == []
    aside = re.search(r"<section class=\"notice\".*?</section>\n", page.text, re.DOTALL)
    assert page.text.replace(aside[0], "") == stored
    assert exactly.text == page.text
    assert "newer stud" not in earlier.text
    assert pdf.status_code == 200


async def test_a_page_that_takes_all_in_says_nothing_and_a_copy_of_before_is_not_taken_for_it(site, browser):
    none = await browser.get(f"/peptides/{SLUG}")
    await lacks(site, "990000101")
    one = await browser.get(f"/peptides/{SLUG}", headers={"if-none-match": none.headers["etag"]})
    await lacks(site)
    again = await browser.get(f"/peptides/{SLUG}", headers={"if-none-match": one.headers["etag"]})

    assert (none.status_code, one.status_code, again.status_code) == (200, 200, 200)
    assert "newer stud" not in none.text
    assert "newer study" in one.text
    assert again.text == none.text


async def test_a_version_that_was_withdrawn_stays_gone(site, browser):
    await site.db.batch(notices.withdraw(SLUG, 2, "It was withdrawn.", site.clock.now()))
    await issue(site, 2, RETRACTED, state="withdrawn")
    await issue(site, 1, RETRACTED)

    assert (await browser.get(f"/peptides/{SLUG}")).status_code == 410
    assert "has a successor" in (await browser.get(f"/peptides/{SLUG}/v/1")).text


@pytest.mark.parametrize("kind", NoticeKind)
async def test_no_word_of_a_notice_breaks_a_rule_for_our_own_words(site, browser, kind):
    await issue(site, 1, Finding(kind=kind, pmid=PMID))
    await issue(site, 2, Finding(kind=kind, pmid="990000002"), state="judging")

    for path in (f"/peptides/{SLUG}", f"/peptides/{SLUG}/v/1"):
        aside = re.search(r"<section class=\"notice\".*?</section>", (await browser.get(path)).text, re.DOTALL)
        assert aside is not None
        assert [each for each in check(words(aside[0])) if each.severity == "block"] == []
