"""Where a target is and what opens it: read from the environment, missing settings named all at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from pydantic import AnyHttpUrl, SecretStr

from queues.topology import deployed_name
from shared.platform.configuration.settings import Settings
from shared.platform.errors import ConfigurationError

_Door = TypeVar("_Door")


class Target(StrEnum):
    """Where a command works: on this machine's files, or in one of Cloudflare's environments."""

    LOCAL = "local"
    STAGING = "staging"
    PRODUCTION = "production"

    @property
    def environment(self) -> str | None:
        """The name that wrangler and `queues.topology.deployed_name` know it by; None is local."""
        return None if self is Target.LOCAL else self.value

    @property
    def database(self) -> str:
        """The D1 database's name."""
        return f"peptalk-{self.environment}-db" if self.environment else "peptalk-db"

    @property
    def bucket(self) -> str:
        """The R2 bucket's name."""
        return deployed_name("peptalk-files", self.environment)

    def worker(self, function: str) -> str:
        """The name of a function's Worker: `nightly_ingest` is peptalk-nightly-ingest-staging in staging."""
        return deployed_name(f"peptalk-{function.replace('_', '-')}", self.environment)


class Need(StrEnum):
    """What of a target a command talks to."""

    REST = "rest"
    OPERATE = "operate"
    R2 = "r2"


@dataclass(frozen=True, slots=True)
class Rest:
    """Cloudflare's REST API; `url` is None for Cloudflare's own."""

    account: str
    token: SecretStr
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Operate:
    """The Worker that runs the command line's use cases beside the bindings; `url` has no slash at its end."""

    url: str
    token: SecretStr


@dataclass(frozen=True, slots=True)
class R2:
    """R2's S3 API."""

    url: str
    key_id: str
    secret: SecretStr


class _Variables(Settings):
    CLOUDFLARE_API_TOKEN: SecretStr | None = None
    CLOUDFLARE_ACCOUNT_ID: str | None = None
    PEPTALK_CLOUDFLARE_URL: AnyHttpUrl | None = None
    PEPTALK_OPERATE_TOKEN: SecretStr | None = None
    PEPTALK_OPERATE_URL: AnyHttpUrl | None = None
    R2_ACCESS_KEY_ID: str | None = None
    R2_SECRET_ACCESS_KEY: SecretStr | None = None
    PEPTALK_R2_URL: AnyHttpUrl | None = None


_WHERE_TO_GET = {
    "CLOUDFLARE_API_TOKEN": "dashboard, My Profile, API Tokens",
    "CLOUDFLARE_ACCOUNT_ID": "dashboard, Workers & Pages, Account details",
    "PEPTALK_OPERATE_TOKEN": "the secret that the Worker operate was given",
    "PEPTALK_OPERATE_URL": "where the Worker operate answers, or its domain in infra/cloudflare/domains.toml",
    "R2_ACCESS_KEY_ID": "dashboard, R2, API tokens",
    "R2_SECRET_ACCESS_KEY": "shown once, with its R2_ACCESS_KEY_ID",
}


@dataclass(frozen=True, slots=True)
class Access:
    """A target's doors. A door that was not asked for in `read` may be None."""

    target: Target
    _rest: Rest | None = None
    _operate: Operate | None = None
    _r2: R2 | None = None

    @classmethod
    def read(cls, env: Mapping[str, str], target: Target, *needs: Need, domain: str | None = None) -> "Access":
        """The doors that `needs` names, each with all its settings.

        `domain` is the target's, from the domain setting: operate answers on `operate.<domain>`.

        Raises:
            ConfigurationError: naming every variable that is missing or wrong and where to get it.
        """
        if target is Target.LOCAL:
            raise ConfigurationError(
                "this command is about Cloudflare, not this machine; add --target staging or --target production"
            )
        given = _Variables.read(env)
        operate_url = _plain(given.PEPTALK_OPERATE_URL) or (f"https://operate.{domain}" if domain else None)
        missing = [
            name
            for need, name, value in (
                (Need.REST, "CLOUDFLARE_API_TOKEN", given.CLOUDFLARE_API_TOKEN),
                (Need.REST, "CLOUDFLARE_ACCOUNT_ID", given.CLOUDFLARE_ACCOUNT_ID),
                (Need.OPERATE, "PEPTALK_OPERATE_TOKEN", given.PEPTALK_OPERATE_TOKEN),
                (Need.OPERATE, "PEPTALK_OPERATE_URL", operate_url),
                (Need.R2, "CLOUDFLARE_ACCOUNT_ID", given.PEPTALK_R2_URL or given.CLOUDFLARE_ACCOUNT_ID),
                (Need.R2, "R2_ACCESS_KEY_ID", given.R2_ACCESS_KEY_ID),
                (Need.R2, "R2_SECRET_ACCESS_KEY", given.R2_SECRET_ACCESS_KEY),
            )
            if need in needs and value is None
        ]
        if missing:
            named = ", ".join(f"{name} ({_WHERE_TO_GET[name]})" for name in dict.fromkeys(missing))
            raise ConfigurationError(f"--target {target} needs {named}; set them and run the same command again")
        return cls(target, _rest(given), _operate(given, operate_url), _r2(given))

    @property
    def rest(self) -> Rest:
        """Cloudflare's REST API."""
        return self._door(self._rest, Need.REST)

    @property
    def operate(self) -> Operate:
        """The Worker operate."""
        return self._door(self._operate, Need.OPERATE)

    @property
    def r2(self) -> R2:
        """R2's S3 API."""
        return self._door(self._r2, Need.R2)

    @staticmethod
    def _door(door: _Door | None, need: Need) -> _Door:
        if door is None:
            raise ConfigurationError(f"the door {need} was used but not asked for: name it in Access.read")
        return door


def _rest(given: _Variables) -> Rest | None:
    token, account = given.CLOUDFLARE_API_TOKEN, given.CLOUDFLARE_ACCOUNT_ID
    return Rest(account, token, _plain(given.PEPTALK_CLOUDFLARE_URL)) if token and account else None


def _operate(given: _Variables, url: str | None) -> Operate | None:
    return Operate(url, given.PEPTALK_OPERATE_TOKEN) if url and given.PEPTALK_OPERATE_TOKEN else None


def _r2(given: _Variables) -> R2 | None:
    account = given.CLOUDFLARE_ACCOUNT_ID
    url = _plain(given.PEPTALK_R2_URL) or (f"https://{account}.r2.cloudflarestorage.com" if account else None)
    key_id, secret = given.R2_ACCESS_KEY_ID, given.R2_SECRET_ACCESS_KEY
    return R2(url, key_id, secret) if url and key_id and secret else None


def _plain(url: AnyHttpUrl | None) -> str | None:
    return str(url).rstrip("/") if url else None
