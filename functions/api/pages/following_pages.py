"""What a reader follows, as pages: peptides and searches, when he is told of what is new, and how they are found."""

from typing import Any

from fastapi import APIRouter
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response

from functions.api.account.asked_again import asked_again
from functions.api.http import forms
from functions.api.http.context import Configured, Held, Here
from functions.api.pages.account_pages import to_sign_in
from functions.api.pages.html import onward, page
from shared.domain.accounts.saved import PEPTIDES_AT_MOST, SEARCHES_AT_MOST, Alert, SavedQuery
from shared.domain.publishing.words import GRADES, day
from shared.domain.vocabulary import Level
from shared.platform.ports import Platform
from shared.store.accounts import saved
from shared.store.accounts.saved import NameTaken, NotThere, SavedSearch, TooMany
from shared.store.reading import readable
from shared.store.reading.readable import Wanted

router = APIRouter(include_in_schema=False)

FOLLOWING = "/account/following"
SEARCHES = f"{FOLLOWING}/searches"
FOUND_AT_MOST = 20

ALERTS = {
    Alert.NEVER: "no mail",
    Alert.AT_ONCE: "a mail for each new version",
    Alert.WEEKLY: "a mail a week with what is new",
}
LEVELS = {level.value: words[0] for level, words in GRADES.items()}


@router.get(FOLLOWING)
async def following(held: Held, platform: Here) -> Response:
    """All of it on one page: an account follows at most so much."""
    if held is None:
        return to_sign_in(FOLLOWING)
    return await _page(held.user_id, platform)


@router.get(f"{FOLLOWING}/find")
async def find(request: Request, held: Held, platform: Here) -> Response:
    """Published peptides of a name, an alias or a condition, each with a button."""
    if held is None:
        return to_sign_in(FOLLOWING)
    q = readable.looked_for(request.query_params.get("q", ""))
    found = await readable.listed(platform.db, Wanted(q, None, None, None, None, "name"), ("", ""), FOUND_AT_MOST)
    rows = [{"slug": each.slug, "name": each.name, "grade": GRADES[each.evidence_grade][0]} for each in found]
    return page("following_find.html", q=q, found=rows, most=FOUND_AT_MOST, alerts=_alerts(Alert.AT_ONCE))


@router.post(FOLLOWING)
async def follow(request: Request, held: Held, platform: Here, settings: Configured) -> Response:
    """Follow a peptide, or change when its reader is told of it."""
    if held is None:
        return to_sign_in(FOLLOWING)
    given = await forms.fields(request)
    alert = _alert(given)
    try:
        await saved.save_peptide(platform.db, held.user_id, given.get("slug", "")[:80], alert, platform.clock.now())
    except NotThere:
        return await _page(held.user_id, platform, "There is no such peptide.", 404)
    except TooMany:
        said = f"An account follows at most {PEPTIDES_AT_MOST} peptides. Drop one first."
        return await _page(held.user_id, platform, said, 409)
    await asked_again(alert, held, settings, platform)
    return onward(FOLLOWING)


@router.post(f"{FOLLOWING}/drop")
async def drop(request: Request, held: Held, platform: Here) -> Response:
    """Follow it no more; what is not followed stays so."""
    if held is None:
        return to_sign_in(FOLLOWING)
    await saved.drop_peptide(platform.db, held.user_id, (await forms.fields(request)).get("slug", ""))
    return onward(FOLLOWING)


@router.post(SEARCHES)
async def keep(request: Request, held: Held, platform: Here, settings: Configured) -> Response:
    """Keep a search under a name."""
    if held is None:
        return to_sign_in(FOLLOWING)
    given = await forms.fields(request)
    name, id, now = " ".join(given.get("name", "").split()), platform.entropy.token(), platform.clock.now()
    if not 0 < len(name) <= 80:
        return await _page(held.user_id, platform, "Give the search a name of at most 80 letters.", 422)
    try:
        query = _query(given)
        await saved.save_search(platform.db, held.user_id, id, name, query, _alert(given), now)
    except ValidationError:
        return await _page(held.user_id, platform, "This cannot be looked for. Use fewer and plainer words.", 422)
    except NameTaken:
        return await _page(held.user_id, platform, "The account keeps another search of this name.", 409)
    except TooMany:
        said = f"An account keeps at most {SEARCHES_AT_MOST} searches. Drop one first."
        return await _page(held.user_id, platform, said, 409)
    await asked_again(_alert(given), held, settings, platform)
    return onward(FOLLOWING)


@router.post(f"{SEARCHES}/drop")
async def drop_search(request: Request, held: Held, platform: Here) -> Response:
    """Keep it no more."""
    if held is None:
        return to_sign_in(FOLLOWING)
    await saved.drop_search(platform.db, held.user_id, (await forms.fields(request)).get("id", ""))
    return onward(FOLLOWING)


async def _page(user: str, platform: Platform, said: str | None = None, status: int = 200) -> Response:
    peptides = await saved.peptides(platform.db, user, "", PEPTIDES_AT_MOST)
    searches = await saved.searches(platform.db, user, "", SEARCHES_AT_MOST)
    followed = [
        {
            "slug": each.slug,
            "name": each.name,
            "grade": GRADES[each.evidence_grade][0] if each.evidence_grade else None,
            "day": day(each.published_at) if each.published_at else None,
            "alerts": _alerts(each.alert),
        }
        for each in peptides
    ]
    kept = [{"id": each.id, "name": each.name, "words": _words(each), "alert": ALERTS[each.alert]} for each in searches]
    alerts = _alerts(Alert.WEEKLY)
    return page("following.html", status, peptides=followed, searches=kept, levels=LEVELS, alerts=alerts, said=said)


def _query(given: dict[str, str]) -> SavedQuery:
    level = given.get("grade", "")
    grade = [Level(level)] if level in LEVELS else []
    return SavedQuery.model_validate(
        {"q": " ".join(given.get("q", "").split()), "grade": grade, "human": "human" in given}
    )


def _alert(given: dict[str, str]) -> Alert:
    """What a form says, or to be told nothing: nobody gets a mail whom nothing asked."""
    said = given.get("alert", "")
    return Alert(said) if said in {each.value for each in Alert} else Alert.NEVER


def _alerts(chosen: Alert) -> list[dict[str, Any]]:
    return [{"value": each.value, "words": words, "chosen": each is chosen} for each, words in ALERTS.items()]


def _words(one: SavedSearch) -> str:
    query = one.query
    parts = [f"“{query.q}”"] if query.q else []
    parts += [GRADES[each][0].lower() for each in query.grade]
    parts += [query.category] if query.category else []
    parts += ["studied in people"] if query.human else []
    return ", ".join(parts) or "every peptide"
