"""Two things of one text beside two things of another: whether each bears its own labels there, or the other's.

What tells two things apart are the labels that one of them has and the other has not. A role
(`shared.gates.words.roles`) that one of them plays alone, as placebo beside a treatment, tells which is which in
whatever words both are named.
"""

from shared.gates.words.roles import ROLES

Sides = tuple[set[str], set[str]]
"""The labels of two things of one text."""


def both_crossed(claim: Sides, quote: Sides, near_claim: Sides | None = None, near_quote: Sides | None = None) -> bool:
    """Whether two things of a claim bear each other's labels, by what tells them apart in the claim and in the quote.

    Where the labels that stand near are given, only these can cross, while all can show that nothing has.
    """
    kept, across = _kept_and_across(claim, quote, near_claim or claim, near_quote or quote)
    if all(kept):
        return False
    return all(across) or roles_agree(claim, quote) is False or wholly_crossed(claim, quote)


def wholly_crossed(claim: Sides, quote: Sides) -> bool:
    """Whether both bear labels of the other, near or far, and neither one of its own."""
    (one, two), (first, second) = _apart(claim), _apart(quote)
    return bool(one & second and two & first) and not (one & first or two & second)


def one_crossed(claim: Sides, quote: Sides, near_claim: Sides | None = None, near_quote: Sides | None = None) -> bool:
    """Whether at least one of the two bears the label of the other, and neither one of its own."""
    kept, across = _kept_and_across(claim, quote, near_claim or claim, near_quote or quote)
    return any(across) and not any(kept)


def straight(claim: Sides, quote: Sides) -> bool:
    """Whether each of the two bears a label of its own in both."""
    (one, two), (first, second) = _apart(claim), _apart(quote)
    return (bool(one & first) and bool(two & second)) or roles_agree(claim, quote) is True


def roles_agree(claim: Sides, quote: Sides) -> bool | None:
    """Whether the same of two things plays a role in both texts; None where no role, or roles at odds, tell."""
    (one, two), (first, second) = _apart(claim), _apart(quote)
    kept = ROLES & ((one & first) | (two & second))
    across = ROLES & ((one & second) | (two & first))
    return None if bool(kept) is bool(across) else bool(kept)


def _kept_and_across(claim: Sides, quote: Sides, near_claim: Sides, near_quote: Sides) -> tuple[Sides, Sides]:
    (one, two), (first, second) = _apart(claim), _apart(quote)
    kept = (one & first, two & second)
    across = (
        one & near_claim[0] & second & near_quote[1],
        two & near_claim[1] & first & near_quote[0],
    )
    return kept, across


def _apart(sides: Sides) -> Sides:
    return sides[0] - sides[1], sides[1] - sides[0]
