"""What comply reads from its variables."""

from typing import Literal

from pydantic import NonNegativeInt, SecretStr

from shared.platform.errors import ConfigurationError
from shared.store.spending.budgets import BudgetSettings


class ComplySettings(BudgetSettings):
    """`PEPTALK_REVIEWER` auto asks the second model where `OPENAI_API_KEY` is set."""

    PEPTALK_REVIEWER: Literal["auto", "model", "none"] = "auto"
    OPENAI_API_KEY: SecretStr | None = None
    PEPTALK_OPENAI_URL: str | None = None
    PEPTALK_MODEL_CALLS_PER_MINUTE: NonNegativeInt | None = None
    PEPTALK_FIRST_PUBLICATION: Literal["hold", "automatic"] = "hold"

    @property
    def reviewer_key(self) -> str | None:
        """The key to ask the second model with, or None where none is to be asked.

        Raises:
            ConfigurationError: a second model is demanded and there is no key.
        """
        if self.PEPTALK_REVIEWER == "none":
            return None
        if self.OPENAI_API_KEY is not None:
            return self.OPENAI_API_KEY.get_secret_value()
        if self.PEPTALK_REVIEWER == "model":
            raise ConfigurationError(
                "settings of comply: PEPTALK_REVIEWER is 'model' but OPENAI_API_KEY is not set; set the key, or "
                "set PEPTALK_REVIEWER to 'auto' or 'none'"
            )
        return None
