"""Full texts on their way into a pack: asked once, kept, set behind the abstracts, and never under an NC licence."""

import json
import re
from dataclasses import dataclass, field, replace

import pytest
from invented import factories

from functions.fetch import full_texts as step
from functions.fetch import handler
from functions.fetch.full_texts import extended
from infra.sandbox import samples
from infra.sandbox.server import serve
from shared.domain.evidence.full_text import FullText, Licence
from shared.domain.evidence.pack import BYTES_AT_MOST, EvidencePack, PackSentence
from shared.domain.evidence.study import AbstractSection
from shared.domain.grading.grade import grade
from shared.domain.instants import stamp
from shared.platform.errors import UpstreamUnavailable
from shared.platform.ports import HttpAnswer, Statement
from shared.store import objects
from shared.store.evidence import full_texts, peptides, studies

BY = Licence(name="CC BY", version="4.0")


@dataclass
class Counted:
    """The Http port in front of the sandbox; it counts what was asked of PMC, and answers otherwise where told to.

    `lacks` are articles that are left out of its answers; at one of `spoilt` an answer is not well-formed, at one of
    `cut` it ends; where it `refuses`, it says so with 400.
    """

    inner: object
    asked: list[str] = field(default_factory=list)
    fails: bool = False
    lacks: tuple[str, ...] = ()
    spoilt: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    refuses: bool = False

    async def request(self, method, url, *, form=None, **more):
        answer = await self.inner.request(method, url, form=form, **more)
        if (form or {}).get("db") != "pmc":
            return answer
        self.asked.append(form["id"])
        if self.refuses:
            return HttpAnswer(400, {}, b"<eFetchResult><ERROR>ID list is empty!</ERROR></eFetchResult>")
        return replace(answer, body=b"<pmc-articleset>" if self.fails else b"".join(self._parts(answer.body)))

    def _parts(self, body):
        for part in re.split(rb"(?=<article[ >])|(?=</pmc-articleset>)", body):
            number = re.search(rb">PMC(\d+)<", part)
            pmcid = number[1].decode() if number else ""
            if pmcid in self.cut:
                yield part[: len(part) // 2]
                return
            if pmcid not in self.lacks:
                yield part.replace(b"</front>", b"</rear>") if pmcid in self.spoilt else part


@pytest.fixture
async def ready(as_function, clock):
    async with serve(samples.CORPUS) as sandbox:
        platform = as_function("fetch", **sandbox.env())
        platform = replace(platform, http=Counted(platform.http))
        known = [
            factories.peptide(slug=name.lower(), name=name, aliases=[], terms=[name.lower()])
            for name in ("Nullipressin", "Utopentide", "Pretendulin")
        ]
        await platform.db.batch(peptides.sync(known, "sample", clock.now()))
        yield platform


async def packed(platform, slug: str, run: str = "run-1") -> EvidencePack:
    outcome = await handler.handle(factories.fetch(slug=slug, run_id=run, cursor=0), platform)
    while outcome.messages and not hasattr(outcome.messages[0], "pack"):
        await platform.db.batch(outcome.writes)
        outcome = await handler.handle(outcome.messages[0], platform)
    (message,) = outcome.messages
    return EvidencePack.decode(await objects.load(platform.files, message.pack))


async def test_a_full_text_follows_its_abstract_and_the_study_says_under_which_licence(ready):
    pack = await packed(ready, "nullipressin")

    study = pack.study("990000035")
    own = [each for each in pack.sentences if each.pmid == "990000035"]
    abstract = [each for each in own if each.source == "abstract"]
    assert study.full_text
    assert study.licence == Licence(name="CC BY", version="4.0", url="https://creativecommons.org/licenses/by/4.0/")
    assert [each.id for each in own] == [f"S{study.number}.{at}" for at in range(1, len(own) + 1)]
    assert own[: len(abstract)] == abstract
    assert own[-1].text == "Function after the first day was not studied, and females were not included."
    assert own[-1].section == "Discussion"
    assert not any("Others have claimed" in each.text or "thank nobody" in each.text for each in own)


async def test_no_text_under_an_nc_licence_or_without_a_body_is_read_and_the_reason_is_kept(ready):
    packs = [await packed(ready, "nullipressin"), await packed(ready, "utopentide")]

    assert {each.pmid for pack in packs for each in pack.studies if each.full_text} == {"990000035"}
    rows = await full_texts.at_pmc(ready.db, ["PMID:990000035", "PMID:990000036", "PMID:990000042"])
    assert [each.refused for each in rows] == [
        None,
        "the licence is not for commercial use",
        "PMC has its front matter alone, no text",
    ]


async def test_pmc_is_asked_once_and_again_only_when_an_answer_may_have_changed(ready, clock):
    first = await packed(ready, "nullipressin")
    again = await packed(ready, "nullipressin", "run-2")
    assert ready.http.asked == ["990000036,990000035"]
    assert again.hash == first.hash

    clock.advance(31 * 86_400)
    await packed(ready, "nullipressin", "run-3")
    assert ready.http.asked[1:] == ["990000036"]


async def test_a_peptide_without_articles_at_pmc_asks_for_none(ready):
    pack = await packed(ready, "pretendulin")

    assert ready.http.asked == []
    assert not any(each.full_text for each in pack.studies)


async def test_an_outage_of_pmc_is_waited_for_and_then_borne(ready, clock, monkeypatch):
    ready.http.fails = True
    with pytest.raises(UpstreamUnavailable, match="PMC answered XML that is cut off"):
        await packed(ready, "nullipressin")

    await begun(ready, clock)
    pack = await packed(ready, "nullipressin")
    assert not any(each.full_text for each in pack.studies)
    assert pack.sentences


@pytest.mark.parametrize("how", ["fails", "refuses"])
async def test_what_pmc_did_not_give_is_asked_for_the_next_night_though_nothing_is_new(how, ready, clock):
    for failing in (True, False):
        setattr(ready.http, how, failing)
        await begun(ready, clock, f"run-{failing}")
        outcome = await handler.handle(factories.fetch(slug="nullipressin", run_id=f"run-{failing}"), ready)
        await ready.db.batch(outcome.writes)

        assert await studies.stirred(ready.db, ["nullipressin"]) == ({"nullipressin"} if failing else set())


async def begun(platform, clock, run: str = "run-1") -> None:
    """A run that is older than PMC is waited for."""
    insert = "INSERT INTO runs (id, kind, origin, created_at) VALUES (?, 'nightly', 'night', ?)"
    await platform.db.run(Statement(insert, (run, stamp(clock.now()))))
    clock.advance(3_601)


async def reasons(platform) -> dict[str, str | None]:
    rows = await full_texts.at_pmc(platform.db, ["PMID:990000035", "PMID:990000036"])
    return {each.pmcid: each.refused for each in rows if each.asked_at}


async def test_a_text_that_is_held_stands_where_pmc_leaves_its_article_out(ready, clock):
    before = await packed(ready, "nullipressin")
    clock.advance(181 * 86_400)
    ready.http.lacks = ("990000035",)

    left_out = await packed(ready, "nullipressin", "run-2")
    ready.http.lacks = ()
    await packed(ready, "nullipressin", "run-3")
    await packed(ready, "nullipressin", "run-4")

    assert left_out.hash == before.hash
    # It was due as long as it had not come, and no longer.
    assert ready.http.asked[1:] == ["990000036,990000035", "990000035"]


async def test_an_article_that_never_came_is_marked_and_asked_for_the_next_night_once(ready, clock, lines):
    ready.http.lacks = ("990000035",)
    outcome = await handler.handle(factories.fetch(slug="nullipressin", run_id="run-1"), ready)
    await ready.db.batch(outcome.writes)

    marked, stirred = await reasons(ready), await studies.stirred(ready.db, ["nullipressin"])
    clock.advance(86_400)
    outcome = await handler.handle(factories.fetch(slug="nullipressin", run_id="run-2"), ready)
    await ready.db.batch(outcome.writes)

    assert marked == {"PMC990000035": "not sent", "PMC990000036": "the licence is not for commercial use"}
    assert stirred == {"nullipressin"}
    assert ready.http.asked[1:] == ["990000035"]
    assert await studies.stirred(ready.db, ["nullipressin"]) == set()
    (told, _) = [each for each in map(json.loads, lines) if each["event"] == "full_texts_unread"]
    assert (told["count"], told["reasons"]) == (1, {"PMC990000035": "not sent"})


async def test_an_article_that_is_not_well_formed_spoils_none_of_its_batch(ready):
    ready.http.spoilt = ("990000036",)

    pack = await packed(ready, "nullipressin")

    assert {each.pmid for each in pack.studies if each.full_text} == {"990000035"}
    assert ready.http.asked == ["990000036,990000035", "990000036", "990000035"]
    said = (await reasons(ready))["PMC990000036"]
    assert said is not None
    assert said.startswith("PMC sent XML that is not well-formed: mismatched tag")


async def test_an_answer_that_breaks_off_at_one_article_spoils_none_of_the_others(ready):
    ready.http.cut = ("990000036",)

    pack = await packed(ready, "nullipressin")

    assert {each.pmid for each in pack.studies if each.full_text} == {"990000035"}
    assert (await reasons(ready))["PMC990000036"] == "not sent"


async def test_a_text_that_is_held_stands_where_its_article_comes_broken(ready, clock):
    before = await packed(ready, "nullipressin")
    clock.advance(181 * 86_400)
    ready.http.spoilt = ("990000035",)

    assert (await packed(ready, "nullipressin", "run-2")).hash == before.hash


async def test_where_nothing_comes_whole_it_is_pmc_and_not_its_articles(ready):
    ready.http.cut = ("990000035", "990000036")

    with pytest.raises(UpstreamUnavailable, match="cut off"):
        await packed(ready, "nullipressin")

    assert await reasons(ready) == {}
    assert ready.http.asked == ["990000036,990000035", "990000036", "990000035"]


def text(*paragraphs: str) -> FullText:
    sections = tuple(AbstractSection(label="Results", category="RESULTS", text=each) for each in paragraphs)
    return FullText(pmcid="PMC1", licence=BY, sections=sections)


def test_an_extended_pack_holds_its_bytes_and_leaves_no_half_of_a_text():
    one = factories.pack()
    (study,) = [each for each in one.studies if each.selected]
    second = study.model_copy(update={"pmid": "990000777", "number": 777})
    said = PackSentence(id="S777.1", pmid=second.pmid, text="It fell.")
    pack = one.model_copy(update={"studies": (*one.studies, second), "sentences": (*one.sentences, said)})
    long = text(*[f"Sentence {number} of an invented text. " * 10 for number in range(1_000)])

    whole = extended(pack, {f"PMID:{each}": long for each in (study.pmid, second.pmid)})

    assert BYTES_AT_MOST / 2 < len(whole.encode()) <= BYTES_AT_MOST
    read = [each.pmid for each in whole.studies if each.full_text]
    assert len(read) == 1
    assert sum(each.source == "full_text" for each in whole.sentences) == 10_000


def test_texts_of_studies_that_are_not_selected_and_no_texts_change_nothing():
    pack = factories.pack()
    left = [each.pmid for each in pack.studies if not each.selected]

    assert extended(pack, {}) is pack
    assert extended(pack, {f"PMID:{each}": text("It rose.") for each in (*left, "1")}) is pack


def test_a_pack_reads_back_and_its_grade_still_proves():
    pack = factories.pack()
    pmid = next(each.pmid for each in pack.studies if each.selected)

    more = extended(pack, {f"PMID:{pmid}": text("It rose. It fell.")})

    assert EvidencePack.decode(more.encode()) == more
    assert more.hash != pack.hash
    assert [each.text for each in more.sentences if each.source == "full_text"] == ["It rose.", "It fell."]
    assert grade(more) == grade(EvidencePack.decode(more.encode()))
    assert step.rank(more.study(pmid)) == step.rank(pack.study(pmid))
