"""The signing key of this machine: drawn once, kept in its home, readable by its owner alone."""

import os
import secrets
from collections.abc import Mapping

from infra.local.machine.home import Home
from shared.domain.accounts.signing import KEY_BYTES, signing_key
from shared.platform.errors import ConfigurationError

VARIABLE = "PEPTALK_SIGNING_KEY"


def with_signing_key(env: Mapping[str, str], home: Home) -> dict[str, str]:
    """The variables with a signing key among them: the one that `env` names, else the home's own.

    Raises:
        ConfigurationError: the home's key cannot be read or written, others may read it, or it is no key.
    """
    return dict(env) if env.get(VARIABLE) else {**env, VARIABLE: _kept(home)}


def _kept(home: Home) -> str:
    path = home.signing_key
    try:
        if not path.exists():
            _draw(home)
        if path.stat().st_mode & 0o077:
            raise ConfigurationError(f"others may read the signing key; next: chmod 600 {path}")
        text = path.read_text("ascii").strip()
        signing_key(text)
    except OSError as exc:
        raise ConfigurationError(f"the signing key {path} cannot be used ({exc.strerror})") from exc
    except ValueError as exc:
        raise ConfigurationError(
            f"the signing key {path} {exc}; without the file a new key is drawn, and open sign-ins are asked for again"
        ) from exc
    return text


def _draw(home: Home) -> None:
    """Of processes that draw at once, one's key stays: a link never replaces what is there."""
    drawn = home.path / f"{home.signing_key.name}.{os.getpid()}-{secrets.token_hex(4)}"
    handle = os.open(drawn, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(f"{secrets.token_hex(KEY_BYTES)}\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(drawn, home.signing_key)
        except FileExistsError:
            return
    finally:
        drawn.unlink()
