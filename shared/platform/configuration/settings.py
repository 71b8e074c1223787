"""Settings: one frozen object per function, read once, failing with the full list of what is wrong."""

from collections.abc import Mapping
from typing import Self, cast

from pydantic import BaseModel, ConfigDict, ValidationError

from shared.platform.errors import ConfigurationError


class Settings(BaseModel):
    """A function's settings. Field `NAME` is read from variable `NAME`; an empty variable counts as absent.

    Secrets are `pydantic.SecretStr`, which hides itself.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    @classmethod
    def read(cls, env: Mapping[str, str]) -> Self:
        """The settings that `env` holds.

        Raises:
            ConfigurationError: naming every variable that is missing or wrong.
        """
        given = {name: env[name] for name in cls.model_fields if env.get(name)}
        read = (cls, *given.items())
        if (known := _READ.get(read)) is not None:
            return cast("Self", known)
        try:
            found = cls.model_validate(given)
        except ValidationError as exc:
            faults = [
                f"{'.'.join(map(str, error['loc']))}: {error['msg'].removeprefix('Value error, ')}"
                for error in exc.errors()
            ]
            raise ConfigurationError(f"settings of {cls.__module__.split('.')[1]}: {'; '.join(faults)}") from None
        if len(_READ) >= _KEPT_AT_MOST:
            _READ.clear()
        _READ[read] = found
        return found


_KEPT_AT_MOST = 100
_READ: dict[tuple[object, ...], Settings] = {}
"""What was read of the same variables, as a process reads them with each request."""
