"""Mails to readers about what was published, corrected or taken back. They report; they advise nothing."""

from functions.mail.content import Content, Item, Link, Words
from shared.domain.publishing.words import GRADES, count, day_of, sentence
from shared.store.mailing.mail_subjects import ToldNotice, ToldVersion

_FOLLOWS = "You get this because you follow what it is about."
_NO_ADVICE = "Monographs describe what was studied. They are no medical advice."


def evidence_alert(told: list[ToldVersion], origin: str) -> Content:
    names = ", ".join(dict.fromkeys(each.name for each in told))
    return Content(
        f"New evidence: {names}",
        (
            Words("There is a new version of what you follow."),
            *(_item(each, origin) for each in told),
            Words(_NO_ADVICE),
        ),
        _FOLLOWS,
        sample=any(each.sample for each in told),
    )


def weekly_digest(week: str, told: list[ToldVersion], origin: str) -> Content:
    """`week` is the day on which it began, `2026-11-23`."""
    return Content(
        f"What changed in the week of {day_of(week)}",
        (
            Words(f"{sentence(count(len(told), 'new version', 'new versions'))} This is what is different in each."),
            *(_item(each, origin) for each in told),
            Words(_NO_ADVICE),
        ),
        "You get this because you asked for the weekly digest.",
        sample=any(each.sample for each in told),
    )


def correction(told: ToldNotice, origin: str) -> Content:
    page = f"{origin}/peptides/{told.slug}"
    what = sentence(f"{told.said}, and version {told.version} of the page on {told.name} rested on it")
    if told.state == "withdrawn":
        now = "That version was withdrawn, so there is no page on it at present."
    elif told.outcome is not None and told.outcome != told.version:
        now = f"Version {told.outcome} no longer rests on it."
    else:
        now = "The page is being judged anew."
    return Content(
        f"Correction: {told.name}",
        (Words(what), Words(now), Link(f"The page on {told.name}", page), Words(_NO_ADVICE)),
        _FOLLOWS,
        sample=told.sample,
    )


def _item(told: ToldVersion, origin: str) -> Item:
    label = f"{told.name}, version {told.version}"
    return Item(label, f"{origin}/peptides/{told.slug}/v/{told.version}", " ".join(_changed(told)))


def _changed(told: ToldVersion) -> list[str]:
    changes, grade = told.changes, GRADES[told.grade][0]
    if changes.first:
        return ["First version.", f"{grade}."]
    said = [
        f"{sentence(count(len(ids), one, many))}"
        for ids, one, many in (
            (changes.studies_added, "study added", "studies added"),
            (changes.studies_removed, "study removed", "studies removed"),
            (changes.retracted, "study retracted", "studies retracted"),
            (changes.claims_added, "statement new", "statements new"),
            (changes.claims_amended, "statement amended", "statements amended"),
            (changes.claims_removed, "statement withdrawn", "statements withdrawn"),
        )
        if ids
    ]
    if changes.regraded and changes.grade_before is not None:
        return [*said, f"{grade}; before: {GRADES[changes.grade_before][0].lower()}."]
    return [*said, f"{grade}, as before."]
