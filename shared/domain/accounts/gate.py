"""The gate: which part of a peptide's page is free, which needs access, and what who lacks it is told.

Parts, not addresses, are free or not: the same sentence is told or kept back wherever it stands. Whether a reader has
access is `shared.domain.accounts.reader`'s to say; nothing else is asked here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from shared.domain.accounts.reader import Mode, Reader
from shared.domain.accounts.subscription import Access, Why

Part = Literal["facts", "versions", "studies", "claims", "quotes", "proof", "page", "pdf", "differences", "export"]

PARTS: Mapping[Part, str] = {
    "facts": "names, category, overall grade, numbers of studies, dates",
    "versions": "which versions there are, and since when",
    "studies": "the studies that were found, and the bibliography",
    "claims": "what the studies say, claim by claim, with the grade of each outcome",
    "quotes": "the sentences of the studies that claims rest on",
    "proof": "how the grade was reached, step by step",
    "page": "the page as it was published",
    "pdf": "the page as PDF",
    "differences": "what changed from one version to another",
    "export": "studies and claims as files",
}

FREE: frozenset[Part] = frozenset({"facts", "versions", "studies"})
"""What is free unless an installation says otherwise: what anybody may know of a page before paying for it."""

SAMPLES = "@samples"
"""Stands for every invented peptide in a list of free ones."""

Scope = Literal["read", "export", "mcp"]
"""What a key may be used for."""

SCOPES: tuple[Scope, ...] = get_args(Scope)

SIGN_IN, SUBSCRIPTION = "/sign-in", "/account/subscription"
"""Where who lacks access goes on: to sign in; to subscribe, to pay, or to the billing portal."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something is kept back: 401 where nobody is known to ask, 403 where who asks has no access."""

    status: Literal[401, 403]
    why: str
    detail: str
    next: str | None


@dataclass(frozen=True, slots=True)
class Gate:
    """What is free. `peptides` are slugs, and `SAMPLES`."""

    mode: Mode = "paid"
    parts: frozenset[Part] = FREE
    peptides: frozenset[str] = frozenset({SAMPLES})

    def free(self, part: Part, slug: str | None = None, *, sample: bool = False) -> bool:
        """Whether anybody is given this part of this peptide; without a peptide, of all of them."""
        if self.mode == "open" or part in self.parts:
            return True
        return slug is not None and (slug in self.peptides or (sample and SAMPLES in self.peptides))

    def opens(self, reader: Reader, part: Part, slug: str | None = None, *, sample: bool = False) -> bool:
        """Whether this reader is given it."""
        return self.free(part, slug, sample=sample) or (reader.access.granted and scoped(reader, _scope(part)))

    def opened(self, reader: Reader, part: Part) -> list[str] | None:
        """The slugs of those peptides of which this reader is given it (`SAMPLES`: the invented ones); None for all."""
        return None if self.opens(reader, part) else sorted(self.peptides)

    def refusal(self, reader: Reader, part: Part) -> Refusal:
        """What is told to a reader to whom it is not opened."""
        if not reader.access.granted:
            return refusal(reader.access)
        return out_of_scope(_scope(part))


def scoped(reader: Reader, scope: Scope) -> bool:
    """Whether what the reader showed may be used for this: a session for all, a key for what it was made for."""
    return reader.via != "key" or scope in reader.scopes


def out_of_scope(scope: Scope) -> Refusal:
    """What a key is told that was not made for this."""
    said = f"This key was not made for `{scope}`; make one that has this scope."
    return Refusal(403, "scope_missing", said, SUBSCRIPTION)


def refusal(access: Access) -> Refusal:
    """What is told to who has no access, and where he goes on."""
    said, next = _SAID.get(access.why, (access.words, SUBSCRIPTION))
    return Refusal(401 if access.why in _UNKNOWN else 403, access.why, said, next)


_UNKNOWN: frozenset[Why] = frozenset({"sign_in_required", "session_invalid", "key_invalid"})

_SAID: Mapping[Why, tuple[str, str | None]] = {
    "sign_in_required": ("Subscription required. Sign in if you have one.", SIGN_IN),
    "session_invalid": ("Session invalid: it has ended, or is too old. Sign in again.", SIGN_IN),
    "subscription_required": ("Subscription required.", SUBSCRIPTION),
    "expired": ("Subscription expired. Renew it in the billing portal.", SUBSCRIPTION),
    "payment_failed": ("Subscription unpaid: the payment failed. Pay it in the billing portal.", SUBSCRIPTION),
    "paused": ("Subscription paused: the trial ended without a means of payment. Add one in the billing portal.",
        SUBSCRIPTION),
    "webhook_pending": ("Subscription not confirmed yet: Stripe's word about it has not arrived. Try again soon.",
        SUBSCRIPTION),
    "invitation_required": ("Invitation required: this installation is read by who was invited.", None),
}  # fmt: skip


def _scope(part: Part) -> Scope:
    return "export" if part == "export" else "read"


def parts_of(text: str) -> frozenset[Part]:
    """The parts that a list names, written with commas; `-` names none.

    Raises:
        ValueError: a name is none of `PARTS`.
    """
    named = _listed(text)
    if unknown := sorted(named - set(PARTS)):
        raise ValueError(f"{', '.join(unknown)}: no such part; there are {', '.join(PARTS)}, and - for none")
    return frozenset(part for part in PARTS if part in named)


def peptides_of(text: str) -> frozenset[str]:
    """The free peptides that a list names, written with commas: slugs, `@samples`; `-` names none."""
    return _listed(text)


def _listed(text: str) -> frozenset[str]:
    return frozenset(each.strip() for each in text.split(",") if each.strip() not in ("", "-"))
