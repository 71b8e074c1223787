"""What watch reads from its variables."""

from typing import Annotated

from pydantic import Field

from shared.platform.configuration.settings import Settings


class WatchSettings(Settings):
    """`PEPTALK_DETAIL_DAYS`: days after its end that a run's detail is kept (`shared.store.operations.pruning`).

    Not under 30, because finished work must outlive every message that may ask for it again: queues keep theirs for up
    to 14 days (developers.cloudflare.com/queues/platform/limits).
    """

    PEPTALK_DETAIL_DAYS: Annotated[int, Field(ge=30, le=3_650)] = 90
