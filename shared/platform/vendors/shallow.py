"""What an HTTP client of a vendor's SDK looks at before the SDK parses an answer: how deep its JSON is nested."""

import httpx2

from shared.domain.nesting import DEEPEST, too_deep


class TooDeep(httpx2.DecodingError):
    """An answer of more levels than any vendor's has. The SDKs tell it as they tell a broken connection."""


async def _refuse(answer: httpx2.Response) -> None:
    if too_deep(await answer.aread()):
        raise TooDeep(f"JSON of more than {DEEPEST} levels", request=answer.request)


SHALLOW = {"response": [_refuse]}
"""The `event_hooks` of such a client. Error answers and lines of JSON are looked at like every other."""
