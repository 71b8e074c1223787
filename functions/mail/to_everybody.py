"""Mails in which an operator tells all readers something: the words are that person's."""

from functions.mail.content import Content, Link, Words
from shared.store.mailing.mail_subjects import Announcement

_WHY = {
    "maintenance": "You get this because you have an account at PepTalk, which will be maintained.",
    "incident": "You get this because you have an account at PepTalk, and it tells what you must know about it.",
}


def announcement(told: Announcement, origin: str) -> Content:
    paragraphs = (" ".join(each.split()) for each in told.body.split("\n\n"))
    return Content(
        told.subject,
        (*(Words(each) for each in paragraphs if each), Link("PepTalk", f"{origin}/")),
        _WHY[told.kind],
    )
