"""Who may read, for how long, and under which address: what every function that lets readers in must agree on."""

import re
from datetime import timedelta
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, NonNegativeFloat

from shared.domain.accounts.gate import FREE, SAMPLES, Gate, parts_of, peptides_of
from shared.domain.accounts.reader import Mode
from shared.domain.accounts.subscription import Policy
from shared.platform.configuration.settings import Settings

_ORIGIN = re.compile(r"https?://([a-z0-9.-]+|\[[0-9a-f:.]+\])(:[0-9]{1,5})?")


def _an_origin(value: str) -> str:
    if not _ORIGIN.fullmatch(value):
        raise ValueError(f"{value!r} is no origin; write it as https://example.com, without a path")
    return value


Origin = Annotated[str, AfterValidator(_an_origin)]
"""For a field of settings: scheme, host and port, and nothing behind them."""


def _parts(value: str) -> str:
    parts_of(value)
    return value


class AccessSettings(Settings):
    """`PEPTALK_GRACE_DAYS` run from a payment's first failure."""

    PEPTALK_GRACE_DAYS: NonNegativeFloat = 7.0

    @cached_property
    def policy(self) -> Policy:
        return Policy(grace=timedelta(days=self.PEPTALK_GRACE_DAYS))


class ReaderSettings(AccessSettings):
    """`PEPTALK_ACCESS` says who may read what is not free: who pays, who was invited, or all. `PEPTALK_ORIGIN` is where
    readers find the site and the API, and what every link and cookie is made for; a request's Host is never asked.
    `PEPTALK_FREE_FIELDS` are the parts of every page that are free (`shared.domain.accounts.gate.PARTS`),
    `PEPTALK_FREE_PEPTIDES` the slugs of pages that are free as a whole, `@samples` the invented ones; `-` is none."""

    PEPTALK_ACCESS: Mode = "paid"
    PEPTALK_ORIGIN: Origin
    PEPTALK_FREE_FIELDS: Annotated[str, AfterValidator(_parts)] = ",".join(sorted(FREE))
    PEPTALK_FREE_PEPTIDES: str = SAMPLES

    @cached_property
    def gate(self) -> Gate:
        """What is free here."""
        return Gate(self.PEPTALK_ACCESS, parts_of(self.PEPTALK_FREE_FIELDS), peptides_of(self.PEPTALK_FREE_PEPTIDES))

    @property
    def secure(self) -> bool:
        """Whether readers come by https; on a machine or network of one's own they may not."""
        return self.PEPTALK_ORIGIN.startswith("https://")

    @property
    def session_cookie(self) -> str:
        """The name of the cookie that holds a session: `__Host-` binds it to this very host and to https."""
        return "__Host-peptalk" if self.secure else "peptalk"
