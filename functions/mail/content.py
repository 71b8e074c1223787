"""What a mail says, before it has a form: one subject and blocks of words, from which text and HTML are both made."""

from dataclasses import dataclass

LONGEST_SUBJECT = 150


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Something to be typed off."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Something to be followed; `url` begins with the origin."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Item:
    """One of a list: a name that links to its page, and what is said of it."""

    label: str
    url: str
    text: str


Block = Words | Code | Link | Item


@dataclass(frozen=True, slots=True)
class Content:
    """A whole mail. `why` says at its foot why the reader gets it; `sample` that it is about invented data."""

    subject: str
    blocks: tuple[Block, ...]
    why: str
    sample: bool = False


def one_line(text: str, longest: int = LONGEST_SUBJECT) -> str:
    """A text without anything that could end a header's line, cut where it is too long."""
    plain = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"
