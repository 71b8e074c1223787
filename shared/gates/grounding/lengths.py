"""C20: how much a claim in words of its own may say, and how much it may rest on, to be held to it.

A claim is one sentence, and so are its quotes. What is many times longer than any sentence is a table or a list that
no full stop ends; gates that set each figure or clause of the one against each of the other would take minutes to read
it, and no reader could check it. Such a claim is refused as it stands, and no gate on what belongs to what reads it.
"""

from collections.abc import Sequence

CLAIM_AT_MOST = 1_000
"""Characters of a claim; a model's answer may hold as many."""
QUOTES_AT_MOST = 8_000
"""Characters of all quotes of a claim: some thirty sentences."""


def too_long(claim: str, quotes: Sequence[str]) -> str:
    """How long the claim or what it rests on is, where that is more than can be held together; or nothing."""
    if len(claim) > CLAIM_AT_MOST:
        return f"a claim of {len(claim)} characters"
    many = sum(map(len, quotes))
    return f"quotes of {many} characters" if many > QUOTES_AT_MOST else ""
