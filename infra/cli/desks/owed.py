"""Why a page quotes in a model's place, as an operator is told it, with what becomes of it and what can be done."""

_OF_THE_DAY = "PEPTALK_BUDGET_DAY_USD"
_OF_ONE_RUN = ("PEPTALK_BUDGET_RUN_USD", "PEPTALK_BUDGET_PEPTIDE_USD")
_OF_THE_JUDGE = "the second model gave no judgement"
_LOGGED = "the reason was not kept then; the log of that run says it (`quoted_instead`)"


def said(slug: str, reason: str) -> str:
    """The reason ("" where it was not kept), and what comes next."""
    return f"{(reason or _LOGGED).rstrip('.')}. {_next(slug, reason)}"


def _next(slug: str, reason: str) -> str:
    again = f"peptalk run-single {slug}"
    if _OF_THE_DAY in reason:
        return f"A run of another day (UTC) asks a model by itself. Sooner: raise {_OF_THE_DAY}, then `{again}`"
    if spent := next((each for each in _OF_ONE_RUN if each in reason), None):
        return f"Next: `{again}` has a budget of its own; where a call alone costs more, raise {spent} first"
    if _OF_THE_JUDGE in reason:
        return (
            f"Every run comes to that draft again, which is paid already, and asks the second model. Next: `{again}`, "
            "once its budget is raised or, where its answers cannot be used, another second model stands in "
            "catalog/models.yaml, and `peptalk catalog sync`"
        )
    if not reason:
        return f"The next run asks a model by itself. Sooner: `{again}`"
    return (
        f"Every run asks a model again, and pays for its answers. Next: `{again}`; where it ends so again, name "
        "another model of the writer in catalog/models.yaml, and `peptalk catalog sync`"
    )
