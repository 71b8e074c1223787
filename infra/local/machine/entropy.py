"""The machine's own randomness."""

import secrets
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SystemEntropy:
    """The Entropy port over the operating system's generator."""

    def token(self) -> str:
        """32 hex characters that no one can guess."""
        return secrets.token_hex(16)

    def fraction(self) -> float:
        """A number in [0, 1)."""
        return secrets.randbits(53) / 2**53
