"""What synthesize reads from its variables."""

from typing import Annotated, Literal

from pydantic import Field, NonNegativeInt, SecretStr

from shared.platform.errors import ConfigurationError
from shared.store.spending.budgets import BudgetSettings

NOBODY_WRITES = (
    "no model is asked to write here, so there is nobody to try a prompt or a model on: set ANTHROPIC_API_KEY, and "
    "PEPTALK_WRITER to auto or model"
)


class SynthesizeSettings(BudgetSettings):
    """`PEPTALK_WRITER` auto asks the model where `ANTHROPIC_API_KEY` is set, and else quotes.

    With `PEPTALK_BATCHES` nightly, the requests of nights go as batches, at half the price; each has so many minutes
    until it is cancelled and what is left asked for in the ordinary way. The vendor gives a batch up after a day.
    """

    PEPTALK_WRITER: Literal["auto", "model", "extractive"] = "auto"
    ANTHROPIC_API_KEY: SecretStr | None = None
    PEPTALK_ANTHROPIC_URL: str = "https://api.anthropic.com"
    PEPTALK_MODEL_CALLS_PER_MINUTE: NonNegativeInt | None = None
    PEPTALK_BATCHES: Literal["off", "nightly"] = "off"
    PEPTALK_BATCH_DEADLINE_MINUTES: Annotated[int, Field(ge=10, le=1_380)] = 360

    @property
    def by_batch(self) -> bool:
        """Whether there is somebody to send batches to, and they are wanted."""
        asks = self.PEPTALK_WRITER != "extractive" and self.ANTHROPIC_API_KEY is not None
        return asks and self.PEPTALK_BATCHES == "nightly"

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
