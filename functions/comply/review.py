"""The second model's review: does each claim follow from its quotes, is it filed rightly, does it keep the house rules?

It adds findings and clears none.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from functions.comply.house import HOUSE, WARNING
from functions.comply.prompt import body_of, marked, prompt_fingerprint
from functions.comply.reviewer import VENDOR, ask_openai
from functions.comply.settings import ComplySettings
from shared.domain.evidence.pack import EvidencePack
from shared.domain.nesting import Whole, parsed
from shared.domain.publishing.draft import Claim
from shared.domain.publishing.monograph import Finding, Reviewer
from shared.gates.words.language import foreign
from shared.gates.words.wording import same_words
from shared.platform.errors import ConfigurationError
from shared.platform.ports import Platform
from shared.store.spending import budgets, fallbacks, ledger, models

_SAID = {
    "partly": "the second model found it supported only in part",
    "not": "the second model found it unsupported",
    "contradicted": "the second model found it contradicted",
}


class Verdict(BaseModel):
    """One claim's verdict, as the schema demands it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    claim: str
    verdict: Literal["supported", "partly", "not", "contradicted"]
    breaks: tuple[str, ...]
    """House rules that it breaks."""
    reason: Whole


class Verdicts(BaseModel):
    """The whole answer, and which model gave it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    verdicts: tuple[Verdict, ...]


def to_ask(pack: EvidencePack, claims: Sequence[Claim]) -> list[Claim]:
    """Those claims that are more than a quote: words repeated as they stand need no judge of what they follow from."""
    return [claim for claim in claims if not _is_quote(pack, claim)]


def request_of(model: models.Model, pack: EvidencePack, claims: Sequence[Claim]) -> ledger.ModelRequest:
    """What a model is asked about these claims."""
    body = body_of(pack, claims, model.max_output_tokens)
    sent = marked(body) if model.caches_at_a_price else None
    return ledger.ModelRequest(vendor=VENDOR, model=model.model, body=body, marked=sent)


async def second_model(platform: Platform) -> models.Model:
    """The model that reviews, at today's prices.

    Raises:
        ConfigurationError: none is configured, or it is of a vendor that this function cannot ask.
    """
    model = await models.for_role(platform.db, "reviewer", platform.clock.now())
    if model.vendor != VENDOR:
        raise ConfigurationError(
            f"the reviewer in catalog/models.yaml is of {model.vendor}; comply asks {VENDOR}: name one of its models"
        )
    return model


async def review(
    platform: Platform,
    job: ledger.Held,
    pack: EvidencePack,
    claims: Sequence[Claim],
    *,
    key: str,
    settings: ComplySettings,
) -> tuple[Reviewer, tuple[Finding, ...]]:
    """Ask the second model about these claims, as `ask` does; returns who judged and what it holds against them."""
    reviewer, verdicts = await ask(platform, job, pack, claims, key=key, settings=settings)
    return reviewer, tuple(_findings(verdicts))


async def ask(
    platform: Platform,
    job: ledger.Held,
    pack: EvidencePack,
    claims: Sequence[Claim],
    *,
    key: str,
    settings: ComplySettings,
) -> tuple[Reviewer, Verdicts]:
    """Ask the second model about these claims; returns who judged and its verdict on each.

    Raises:
        ConfigurationError: the reviewer's model is of a vendor that this function cannot ask.
        BudgetSpent: a budget does not allow the call.
        AnswersRefused: no answer could be used.
        ModelGone: the vendor has neither the model nor a fallback.
    """
    model = await second_model(platform)
    asked = {claim.id for claim in claims}
    answered: list[str] = []

    def accept(answer: ledger.ModelAnswer) -> Verdicts:
        verdicts = read(answer, asked)
        answered.append(answer.model)
        return verdicts

    url = settings.PEPTALK_OPENAI_URL
    pace = model.pace(url, settings.PEPTALK_MODEL_CALLS_PER_MINUTE)
    call = ask_openai(key, url, float(model.timeout_seconds))
    request = partial(request_of, pack=pack, claims=claims)

    async def of(one: models.Model) -> Verdicts:
        sent = request(one)
        may_cost = budgets.limit(one, sent.body, settings.budgets)
        return await ledger.ask(platform, job, sent, call, accept, pace, may_cost)

    verdicts = await fallbacks.ask(platform, "reviewer", model, request, of)
    return Reviewer(kind="model", model=answered[-1], prompt=prompt_fingerprint()), verdicts


def read(answer: ledger.ModelAnswer, asked: set[str]) -> Verdicts:
    """The verdicts of an answer.

    Raises:
        ledger.Unacceptable: it was cut off or refused, breaks the schema, does not judge every claim once, names a
            house rule that there is not, or gives a reason that is not in English.
    """
    if answer.stop != "completed":
        raise ledger.Unacceptable(f"the answer ended early: {answer.stop}")
    try:
        verdicts = Verdicts.model_validate(parsed(answer.text))
    except ValidationError as exc:
        first = exc.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise ledger.Unacceptable(f"the answer breaks the schema: {place}: {first['msg']}") from exc
    except ValueError as exc:
        raise ledger.Unacceptable(f"the answer is not JSON: {exc}") from exc
    judged = [each.claim for each in verdicts.verdicts]
    if len(judged) != len(set(judged)) or set(judged) != asked:
        raise ledger.Unacceptable(f"the answer judges {len(set(judged) & asked)} of {len(asked)} claims, each once")
    if unknown := {rule for each in verdicts.verdicts for rule in each.breaks} - set(HOUSE):
        raise ledger.Unacceptable(f"the answer names house rules that there are not: {', '.join(sorted(unknown))[:60]}")
    if strange := next((each.reason for each in verdicts.verdicts if foreign(each.reason)), None):
        raise ledger.Unacceptable(f"a reason is not in English: {strange[:60]!r}")
    return verdicts


def _findings(verdicts: Verdicts) -> Iterator[Finding]:
    for each in verdicts.verdicts:
        said = f": {each.reason}" if each.reason else ""
        if each.verdict != "supported":
            yield Finding(rule="R1", severity="block", claim=each.claim, reason=_SAID[each.verdict] + said)
        for rule in sorted(set(each.breaks)):
            severity = "warn" if rule in WARNING else "block"
            reason = f"the second model found that it breaks {rule}{said}"
            yield Finding(rule="R2", severity=severity, claim=each.claim, reason=reason)


def _is_quote(pack: EvidencePack, claim: Claim) -> bool:
    quotes = [each.text for id in claim.sentences if (each := pack.sentence(id))]
    return any(same_words(claim.text, quote) for quote in (*quotes, " ".join(quotes)))
