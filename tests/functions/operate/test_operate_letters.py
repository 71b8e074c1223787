"""Dead letters are found, shown, replayed, discarded and brought in, in process and over HTTP alike."""

import pytest
from invented.factories import SLUG
from invented.letters import bury, cured, deliver, fail, listed
from rigs.offices import act

from functions.operate.delivery.choosing import Choice
from functions.operate.delivery.letters import (
    AUDIT,
    CHOOSE,
    GROUPS,
    LIST,
    SHOW,
    STRANDED,
    ChooseLetters,
    ListAudit,
    ListGroups,
    ListLetters,
    ListStranded,
    ShowLetter,
    attempts_as_json,
)
from functions.operate.delivery.mending import (
    DISCARD,
    IMPORT,
    IMPORTED_AT_ONCE,
    REPLAY,
    DiscardLetters,
    ImportLetters,
    ReplayLetter,
)
from queues.messages import decode
from shared.platform.errors import DatabaseError, PermanentError
from shared.store import audit
from shared.store.audit import Entry
from shared.store.operations import stranded_letters

OTHER = "utopentide"


@pytest.fixture
async def letters(platform):
    """Two open letters, the newest first."""
    return await fail(platform, (SLUG, OTHER))


async def rows(platform) -> list[Entry]:
    found, _ = await audit.listed(platform.db)
    return found


async def test_letters_are_listed_by_what_is_known_of_them(letters, desk):
    every = await desk.ask(LIST, ListLetters())
    one = await desk.ask(LIST, ListLetters(choice=Choice(peptide=OTHER), limit=1))
    old = await desk.ask(LIST, ListLetters(choice=Choice(older_than=3_600)))

    assert [each.id for each in every.letters] == [each.id for each in letters]
    assert (every.in_all, every.words, every.stranded) == (2, "all open letters", 0)
    assert [each.slug for each in one.letters] == [OTHER]
    assert old.letters == ()


@pytest.mark.usefixtures("letters")
async def test_letters_that_failed_alike_are_one_group_and_can_be_chosen_by_it(desk):
    (group,) = (await desk.ask(GROUPS, ListGroups())).groups

    chosen = await desk.ask(CHOOSE, ChooseLetters(choice=Choice(group=group.fingerprint[:6])))

    assert (group.count, set(group.slugs)) == (2, {SLUG, OTHER})
    assert len(chosen.ids) == len(chosen.first) == 2


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (Choice(peptide="nobody-knows-this"), "no peptide is called 'nobody-knows-this'"),
        (Choice(group="ffff"), "there is no group 'ffff'"),
    ],
)
@pytest.mark.usefixtures("letters")
async def test_a_name_that_means_nothing_is_refused_in_the_same_words(desk, choice, words):
    with pytest.raises(PermanentError, match=f"^{words}"):
        await desk.ask(CHOOSE, ChooseLetters(choice=choice))


async def test_a_letter_is_shown_with_its_attempts_and_what_a_replay_would_do(letters, desk):
    report = await desk.ask(SHOW, ShowLetter(id=letters[0].id[:6]))

    assert report.letter == letters[0]
    assert [(each["try"], each["kind"]) for each in attempts_as_json(report)] == [(1, "permanent")]
    assert report.prospect.can
    assert (report.tasks, report.acts) == ((), ())


async def test_a_replay_asks_for_the_same_work_one_generation_on(platform, letters, desk):
    platform.queues["peptalk-fetch"].bodies.clear()

    sent = await desk.ask(REPLAY, ReplayLetter(id=letters[0].id, act=act(reason="cured")))

    assert (sent.run_id, sent.slug) == (letters[0].run_id, letters[0].slug)
    assert [decode(body).generation for body in platform.queues["peptalk-fetch"].bodies] == [1]
    assert [(each.actor, each.action, each.reason) for each in await rows(platform)] == [("ada", "replay", "cured")]


async def test_an_act_done_again_discards_nothing_more_and_says_what_it_discarded(platform, letters, desk):
    ids = tuple(each.id for each in letters)
    first = await DISCARD.run(platform, DiscardLetters(ids=ids[:1], act=act(reason="not worth it")))

    # The process died before its answer, and half of what was asked for was done.
    again = await desk.ask(DISCARD, DiscardLetters(ids=ids, act=act(reason="not worth it")))

    assert (first.discarded, again.discarded) == (1, 2)
    assert {each.state for each in await listed(platform.db)} == {"discarded"}
    assert sorted(each.subject for each in await rows(platform)) == sorted(f"letter/{each}" for each in ids)


async def test_a_letter_that_is_open_no_more_is_not_chosen_for_discarding(letters, desk):
    await desk.ask(DISCARD, DiscardLetters(ids=(letters[0].id,), act=act(reason="not worth it")))

    with pytest.raises(PermanentError, match=f"^dead letter {letters[0].id} was discarded at"):
        await desk.ask(CHOOSE, ChooseLetters(ids=(letters[0].id,), open_only=True))


async def test_stranded_letters_are_listed_and_brought_in(platform, letters, desk):
    await stranded_letters.keep(
        platform, "peptalk-fetch-dlq", "no message", DatabaseError("full"), platform.clock.now()
    )

    (waiting,) = (await desk.ask(STRANDED, ListStranded())).letters
    done = await desk.ask(IMPORT, ImportLetters(act=act()))

    assert waiting.error == "full"
    assert (done.imported, done.refused, done.left) == (1, {}, 0)
    assert len(await listed(platform.db, state="open")) == 3
    entries = (await desk.ask(AUDIT, ListAudit())).entries
    assert [(each.action, each.actor) for each in entries] == [("import", "ada")]


async def test_more_stranded_letters_than_one_request_takes_come_in_with_the_next(platform, desk):
    for number in range(IMPORTED_AT_ONCE + 3):
        error = DatabaseError("full")
        await stranded_letters.keep(platform, "peptalk-fetch-dlq", f"no {number}", error, platform.clock.now())

    first = await desk.ask(IMPORT, ImportLetters(act=act(1)))
    second = await desk.ask(IMPORT, ImportLetters(act=act(2)))

    assert (first.imported, first.left) == (IMPORTED_AT_ONCE, 3)
    assert (second.imported, second.left) == (3, 0)


async def test_work_that_was_replayed_and_done_settles_its_letter(platform, letters, desk):
    sent = await desk.ask(REPLAY, ReplayLetter(id=letters[0].id, act=act()))
    message = decode(platform.queues["peptalk-fetch"].bodies[-1])
    await deliver(platform, cured, message)
    await bury(platform)

    report = await desk.ask(SHOW, ShowLetter(id=sent.id))

    assert (report.letter.state, report.letter.work) == ("replayed", "done")


async def test_a_letter_whose_replay_failed_again_names_the_one_that_took_its_place(platform, letters, desk):
    async def refuse(job, platform):
        raise PermanentError("PubMed knows 12,000 records")

    await desk.ask(REPLAY, ReplayLetter(id=letters[0].id, act=act()))
    await deliver(platform, refuse, decode(platform.queues["peptalk-fetch"].bodies[-1]))
    await bury(platform)

    report = await desk.ask(SHOW, ShowLetter(id=letters[0].id))

    newest = await listed(platform.db, state="open", slug=letters[0].slug)
    assert (report.newer, report.letter.state) == (newest[0].id, "replayed")
    assert (await desk.ask(SHOW, ShowLetter(id=newest[0].id))).newer is None
    assert (await desk.ask(SHOW, ShowLetter(id=letters[1].id))).newer is None
