"""What synthesize reads from its variables."""

from typing import Literal

from pydantic import NonNegativeInt, SecretStr

from shared.platform.errors import ConfigurationError
from shared.store.budgets import BudgetSettings


class SynthesizeSettings(BudgetSettings):
    """`PEPTALK_WRITER` auto asks the model where `ANTHROPIC_API_KEY` is set, and else quotes."""

    PEPTALK_WRITER: Literal["auto", "model", "extractive"] = "auto"
    ANTHROPIC_API_KEY: SecretStr | None = None
    PEPTALK_ANTHROPIC_URL: str = "https://api.anthropic.com"
    PEPTALK_MODEL_CALLS_PER_MINUTE: NonNegativeInt | None = None

    @property
    def writer_key(self) -> str | None:
        """The key to ask the model with, or None for the extractive writer.

        Raises:
            ConfigurationError: the model is demanded and there is no key.
        """
        if self.PEPTALK_WRITER == "extractive":
            return None
        if self.ANTHROPIC_API_KEY is not None:
            return self.ANTHROPIC_API_KEY.get_secret_value()
        if self.PEPTALK_WRITER == "model":
            raise ConfigurationError(
                "settings of synthesize: PEPTALK_WRITER is 'model' but ANTHROPIC_API_KEY is not set; set the key, or "
                "set PEPTALK_WRITER to 'extractive'"
            )
        return None
