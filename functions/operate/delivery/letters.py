"""Looking at dead letters: listed, grouped, shown with every attempt, and what was done with them."""

from typing import Any, Literal

from pydantic import Field

from functions.operate.delivery.choosing import Choice, filter_of, the_letter, the_letters
from functions.operate.usecase import Answer, Request, UseCase
from shared.platform.errors import PermanentError
from shared.platform.ports import Platform
from shared.store import audit
from shared.store.operations import dead_letters, replay_plan, replays, stranded_letters
from shared.store.operations.dead_letters import ALL, Attempt, DeadLetter, Filter, Group, State
from shared.store.operations.replay_plan import Prospect
from shared.store.operations.stranded_letters import StrandedLetter

STRANDED_AT_MOST = 1_000
"""Letters of the bucket that are shown: each is a request to it."""
SHOWN = 20
"""Letters of a choice that a person is shown before agreeing."""


class ListLetters(Request):
    """The newest letters that a filter means."""

    choice: Choice = Choice()
    state: State | Literal["all"] = "open"
    limit: int = Field(default=100, ge=1, le=100_000)


class LetterList(Answer):
    """Newest first, of `in_all`. `words` say which were asked for; `stranded` ones lie in the bucket."""

    letters: tuple[DeadLetter, ...]
    in_all: int
    words: str
    stranded: int


class ListGroups(Request):
    """Letters that failed alike."""

    state: State | Literal["all"] = "open"


class GroupList(Answer):
    """The largest group first; `stranded` letters lie in the bucket."""

    groups: tuple[Group, ...]
    stranded: int


class ShowLetter(Request):
    """One letter, by its id or the first characters of it."""

    id: str


class LetterReport(Answer):
    """A letter with its attempts (oldest first), the replays of many that it was in, its rows in the audit, and what a
    replay would do. `newer` is the open letter of the same work, where a replay of this one failed again."""

    letter: DeadLetter
    attempts: tuple[Attempt, ...]
    tasks: tuple[dict[str, str | None], ...]
    prospect: Prospect
    acts: tuple[audit.Entry, ...]
    newer: str | None = None


class ChooseLetters(Request):
    """The letters that are to be replayed or discarded: open ones by filter, or any by id. `open_only` refuses a named
    one that is open no more."""

    ids: tuple[str, ...] = ()
    choice: Choice = Choice()
    open_only: bool = False


class Chosen(Answer):
    """Their ids, the oldest first, or as named; of the first of them what a person wants to see."""

    ids: tuple[str, ...]
    words: str
    first: tuple[DeadLetter, ...]


class ListStranded(Request):
    """The letters that the database refused, a thousand at most."""


class StrandedList(Answer):
    """Oldest first, of `in_all`."""

    letters: tuple[StrandedLetter, ...]
    in_all: int


class ListAudit(Request):
    """The newest rows of the audit."""

    limit: int = Field(default=100, ge=1, le=100_000)


class AuditList(Answer):
    """Newest first, of `in_all`."""

    entries: tuple[audit.Entry, ...]
    in_all: int


async def _list(platform: Platform, request: ListLetters) -> LetterList:
    chosen = await filter_of(platform, request.choice, request.state)
    found, in_all = await dead_letters.matching(platform.db, chosen, request.limit)
    stranded = await stranded_letters.count(platform.files)
    return LetterList(letters=tuple(found), in_all=in_all, words=chosen.words, stranded=stranded)


async def _groups(platform: Platform, request: ListGroups) -> GroupList:
    found = await dead_letters.groups(platform.db, request.state)
    return GroupList(groups=tuple(found), stranded=await stranded_letters.count(platform.files))


async def _show(platform: Platform, request: ShowLetter) -> LetterReport:
    letter = await the_letter(platform.db, request.id)
    acts, _ = await audit.listed(platform.db, subject=f"letter/{letter.id}")
    return LetterReport(
        letter=letter,
        attempts=tuple(await dead_letters.attempts(platform.db, letter)),
        tasks=tuple(await replays.of_letter(platform.db, letter)),
        prospect=replay_plan.prospect(letter),
        acts=tuple(acts),
        newer=await _newer(platform, letter),
    )


async def _newer(platform: Platform, letter: DeadLetter) -> str | None:
    if letter.state != "replayed":
        return None
    found, _ = await dead_letters.matching(platform.db, Filter(run_id=letter.run_id, stage=letter.stage), ALL)
    return next((each.id for each in found if each.identity == letter.identity), None)


async def _choose(platform: Platform, request: ChooseLetters) -> Chosen:
    if request.ids:
        letters = await the_letters(platform.db, request.ids)
        words = f"{len(letters)} letters by id"
        for each in letters if request.open_only else ():
            if each.state != "open":
                raise PermanentError(f"dead letter {each.id} was {each.state} at {each.settled_at}; nothing was done")
    else:
        chosen = await filter_of(platform, request.choice)
        letters, _ = await dead_letters.matching(platform.db, chosen, ALL)
        letters.reverse()
        words = chosen.words
    return Chosen(ids=tuple(each.id for each in letters), words=words, first=tuple(letters[:SHOWN]))


async def _stranded(platform: Platform, request: ListStranded) -> StrandedList:
    del request
    keys = await stranded_letters.keys(platform.files)
    found = await stranded_letters.read(platform.files, keys[:STRANDED_AT_MOST])
    return StrandedList(letters=tuple(found), in_all=len(keys))


async def _audit(platform: Platform, request: ListAudit) -> AuditList:
    found, in_all = await audit.listed(platform.db, count=request.limit)
    return AuditList(entries=tuple(found), in_all=in_all)


def attempts_as_json(report: LetterReport) -> list[dict[str, Any]]:
    """The attempts under the names that they have in JSON."""
    return [{**each.model_dump(mode="json", exclude={"try_"}), "try": each.try_} for each in report.attempts]


LIST = UseCase("dlq.list", ListLetters, LetterList, _list)
GROUPS = UseCase("dlq.groups", ListGroups, GroupList, _groups)
SHOW = UseCase("dlq.show", ShowLetter, LetterReport, _show)
CHOOSE = UseCase("dlq.choose", ChooseLetters, Chosen, _choose)
STRANDED = UseCase("dlq.stranded", ListStranded, StrandedList, _stranded)
AUDIT = UseCase("dlq.audit", ListAudit, AuditList, _audit)

CASES = (LIST, GROUPS, SHOW, CHOOSE, STRANDED, AUDIT)
