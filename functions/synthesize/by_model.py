"""A draft by the model: what it is asked, what its answer comes to, and who is said to have written it."""

from dataclasses import dataclass

from functions.synthesize.answer.read import read
from functions.synthesize.request import prompt
from functions.synthesize.request.before import Before
from functions.synthesize.request.fitting import still_unread
from functions.synthesize.request.plan import Plan
from functions.synthesize.settings import SynthesizeSettings
from queues.messages import SynthesizeMonograph
from shared.domain.evidence.pack import EvidencePack
from shared.domain.publishing.draft import Claim, Draft, Retired, Writer
from shared.domain.publishing.tryout import Tryout
from shared.platform.errors import ConfigurationError
from shared.platform.ports import Platform
from shared.store.operations import runs
from shared.store.spending import budgets, fallbacks, ledger, models


@dataclass(frozen=True, slots=True)
class ByModel:
    """A writer with a key. With `gathering`, the request of a night joins that batch; `tried` is what is tried out."""

    platform: Platform
    key: str
    settings: SynthesizeSettings
    gathering: ledger.Gathering | None = None
    tried: Tryout | None = None

    async def write(self, job: SynthesizeMonograph, pack: EvidencePack, page: Before | None, asked: Plan) -> Draft:
        """The draft that `asked` plans; `page` is the one that it goes on from, or whose words it may say again.

        Raises:
            Parked: the request is in a batch.
            BudgetSpent: a budget does not allow the call.
            AnswersRefused: no answer could be used.
            ModelGone: the vendor has neither the model nor a fallback.
            ConfigurationError: the writer's model is of a vendor that cannot be asked.
        """
        # The SDK is 75 MiB and seconds to load: the extractive writer does without.
        from functions.synthesize.anthropic.messages import VENDOR, ask_anthropic  # noqa: PLC0415

        model = await self._model()
        if model.vendor != VENDOR:
            raise ConfigurationError(
                f"the writer in catalog/models.yaml is of {model.vendor}; synthesize asks {VENDOR}: name one of its "
                "models"
            )
        told = (self.tried and self.tried.prompt) or prompt.SYSTEM
        built = prompt.build(pack, asked, system=told)
        limits = {
            "max_tokens": model.max_output_tokens,
            "output_config": {"format": {"type": "json_schema", "schema": prompt.SCHEMA}},
        }
        body = {**built.body, **limits}

        def accept(answer: ledger.ModelAnswer) -> tuple[str, tuple[Claim, ...], tuple[Retired, ...]]:
            return answer.model, *read(answer, pack, asked, built.shown)

        url, allowed = self.settings.PEPTALK_ANTHROPIC_URL, self.settings.budgets
        call = ask_anthropic(self.key, url, float(model.timeout_seconds))
        pace = model.pace(url, self.settings.PEPTALK_MODEL_CALLS_PER_MINUTE)
        gathering = self.gathering if self.gathering and await self._of_a_night(job) else None

        def request_of(one: models.Model) -> ledger.ModelRequest:
            sent = {**built.in_a_batch, **limits} if gathering else None
            return ledger.ModelRequest(vendor=VENDOR, model=one.model, body=body, marked=sent)

        async def of(one: models.Model) -> tuple[str, tuple[Claim, ...], tuple[Retired, ...]]:
            may_cost = budgets.limit(one, body, allowed)
            if gathering:
                gathering.limit = budgets.limit(one, body, allowed, batch=True)
            return await ledger.ask(self.platform, job, request_of(one), call, accept, pace, may_cost, gathering)

        answered, claims, retired = await fallbacks.ask(self.platform, "writer", model, request_of, of)
        earlier = still_unread(page.unread, pack, asked.studies) if page and asked.before else []
        return Draft(
            slug=pack.slug,
            pack=pack.hash,
            writer=Writer(kind="model", model=answered, prompt=prompt.prompt_fingerprint(told)),
            round=job.round,
            claims=claims,
            before=asked.before,
            retired=retired,
            unread=(*earlier, *built.unread),
        )

    async def _model(self) -> models.Model:
        now = self.platform.clock.now()
        if self.tried and self.tried.model:
            return await models.instead(self.platform.db, "writer", self.tried.model, now)
        return await models.for_role(self.platform.db, "writer", now)

    async def _of_a_night(self, job: SynthesizeMonograph) -> bool:
        run = await runs.by_id(self.platform.db, job.run_id)
        return run is not None and run.kind == "nightly"
