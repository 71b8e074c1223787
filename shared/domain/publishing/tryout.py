"""A prompt or a model tried out: on the evidence of a page, against that page, and never published."""

from typing import Literal

from pydantic import Field

from shared.domain.frozen import Frozen, Stored
from shared.domain.publishing.monograph import Finding, Reviewer

PROMPT_AT_MOST = 30_000
"""Characters of a prompt that is tried out: several times as long as the own one."""
FOLDER = "tryouts"


class Against(Frozen):
    """The page that is compared with, by its bucket keys: a version that readers are given, or a held draft.

    `manifest` is None of what is held; `run_id` is the run that made it.
    """

    kind: Literal["version", "held"]
    version: int | None = None
    monograph: str
    draft: str
    manifest: str | None = None
    run_id: str


class Tryout(Stored):
    """What is tried out on the pack of this key.

    `prompt` takes the place of the writer's instructions, `model` that of its model; None leaves them as they are.
    Without `review` no second model is asked.
    """

    v: int = 1
    slug: str
    pack: str
    against: Against
    prompt: str | None = Field(default=None, min_length=1, max_length=PROMPT_AT_MOST)
    model: str | None = None
    review: bool = True

    @property
    def asks_a_model(self) -> bool:
        """Whether it would be nothing without a model to write."""
        return self.prompt is not None or self.model is not None


class TriedOut(Stored):
    """What came of it: keys of the draft, of what would be published of it, and where it went back to its writer once,
    of that review. `findings` are all that was found against the draft."""

    v: int = 1
    tryout: str
    draft: str
    monograph: str
    refused: str | None = None
    findings: tuple[Finding, ...]
    reviewer: Reviewer


def end_key(run_id: str) -> str:
    """Where what came of a run's tryout is kept: a run has one, which a second delivery writes once more."""
    return f"{FOLDER}/{run_id}.json"
