"""`peptalk synthesize try|show|prompt`: a prompt or a model tried out on the evidence of a page, publishing nothing."""

import asyncio
from pathlib import Path
from typing import Annotated, Any

import typer

from functions.operate.pages.trying import BEGIN, PLAN, SHOW, BeginTryout, PlanTryout, ShowTryout, TryoutReport
from functions.synthesize.request.prompt import SYSTEM, prompt_fingerprint
from functions.synthesize.settings import NOBODY_WRITES
from infra.cli.desks import session
from infra.cli.desks.desk import Desk
from infra.cli.evaluation.tryout_files import fetched
from infra.cli.terminal import planning
from infra.cli.terminal.console import Exit, Json, print_json, print_table, progress, say, trouble
from infra.cli.terminal.naming import named
from infra.cli.terminal.target import LOCAL, TargetOption, Yes, agreed, only_here
from infra.evaluation.compliance import Share
from infra.evaluation.drafts import RATES, Figures
from infra.evaluation.tryouts import WHATS, Compared
from infra.evaluation.tryouts_report import report
from infra.local.machine.actor import act
from shared.domain.publishing.monograph import Finding
from shared.domain.publishing.tryout import PROMPT_AT_MOST
from shared.platform.errors import PermanentError
from shared.store.spending.models import Role

app = typer.Typer(no_args_is_help=True, help="Drafts: a prompt or a model tried out, without publishing anything.")
app.callback()(lambda: None)

Name = Annotated[str, typer.Argument(callback=named, help="The peptide: a name, an alias or a slug.")]
PromptFile = Annotated[
    Path | None,
    typer.Option("--prompt", help="Instructions in place of the writer's own; `synthesize prompt` prints those."),
]
OtherModel = Annotated[
    str | None, typer.Option("--model", help="Another model of the writer's vendor, priced in catalog/models.yaml.")
]
NoReview = Annotated[bool, typer.Option("--no-review", help="Do not ask the second model; the gates judge alone.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write a report (HTML) to this new file.")]
RunId = Annotated[str, typer.Argument(help="The tryout's run, as `synthesize try` and `runs list` tell it.")]


@app.command("try")
def try_out(
    name: Name,
    prompt: PromptFile = None,
    model: OtherModel = None,
    no_review: NoReview = False,
    output: Output = None,
    yes: Yes = False,
    json: Json = False,
    target: TargetOption = LOCAL,
) -> int:
    """Draft a page anew from its stored evidence, judge the draft, and compare it with the page; publish nothing."""
    _check(output)
    text = _read(prompt)

    async def work(desk: Desk) -> int:
        roles: tuple[Role, ...] = tuple(each for each in desk.asked_roles() if each == "writer" or not no_review)
        if "writer" not in roles and (text or model):
            raise PermanentError(f"{NOBODY_WRITES}; nothing was asked")
        plan = await desk.ask(PLAN, PlanTryout(name=name, model=model, asks=roles))
        planning.show_tryout(plan)
        if not agreed(target, f"Try it on {plan.name}?", "asked", yes=yes, asks=bool(plan.calls)):
            return Exit.DONE
        request = BeginTryout(name=plan.slug, prompt=text, model=model, review=not no_review, act=act())
        begun = await desk.ask(BEGIN, request)
        say(f"To see it again: peptalk synthesize show {begun.run_id}")
        with progress(1, plan.name) as on_progress:
            await desk.follow(begun.run_id, on_progress, trouble)
        return await _tell(desk, begun.run_id, output, json=json)

    return session.at(target, work)


@app.command("show")
def show_again(run_id: RunId, output: Output = None, json: Json = False, target: TargetOption = LOCAL) -> int:
    """Compare a draft that was tried out with its page once more; nothing is asked of a model."""
    _check(output)

    async def work(desk: Desk) -> int:
        return await _tell(desk, run_id, output, json=json)

    return session.at(target, work)


@app.command("prompt")
def own_prompt(json: Json = False, target: TargetOption = LOCAL) -> int:
    """Print the writer's own instructions, to be changed and tried out."""
    only_here(target, "the same command without --target; it prints what ships with this release")
    if json:
        print_json({"prompt": SYSTEM, "fingerprint": prompt_fingerprint()})
    else:
        print(SYSTEM)
    return Exit.DONE


async def _tell(desk: Desk, run_id: str, output: Path | None, *, json: bool) -> int:
    found = await desk.ask(SHOW, ShowTryout(run_id=run_id))
    compared = await fetched(desk, found)
    if compared is None:
        if json:
            print_json(_plain(found, None))
        say(f"{found.name}: {found.state}, nothing to compare: {found.reason or 'it has not ended'}")
        return Exit.FAILED
    if output is not None:
        await asyncio.to_thread(output.write_text, report(found, compared), "utf-8")
        say(f"The report is in {output}.")
    if json:
        print_json(_plain(found, compared))
        return Exit.DONE
    rows = [[each.what, each.section, each.published, each.tried, _reasons(each.refused)] for each in compared.rows]
    columns = ["claim", "section", "the page says", "the draft says", "refused, and why"]
    print_table(f"{found.name}: the draft against {_against(found)}", columns, rows)
    for each in compared.sent_back:
        say(f"Sent back in the first round: {each.text} ({_reasons(each.findings)})")
    for line in _summary(found, compared):
        say(line)
    return Exit.DONE


def _summary(found: TryoutReport, compared: Compared) -> list[str]:
    before, after = compared.before, compared.after
    rates = [f"{name.replace('_', ' ')} {_share(before.rates[name])} -> {_share(after.rates[name])}" for name in RATES]
    counted = ", ".join(f"{compared.count(each)} {each}" for each in WHATS)
    judged = found.end.reviewer.model if found.end and found.end.reviewer.kind == "model" else "no second model"
    dropped = f"{compared.dropped[0]} -> {compared.dropped[1]}"
    return [
        f"{counted}; {compared.refused} of the draft refused. Judged by the gates and {judged}.",
        f"Before -> after: claims {before.claims} -> {after.claims}, refused for good {dropped}, {', '.join(rates)}.",
        f"Cost: {_cost(before)} in the run that made the page -> {_cost(after)} now. Nothing was published.",
    ]


def _plain(found: TryoutReport, compared: Compared | None) -> dict[str, Any]:
    """The documented shape of `synthesize try --json` (docs/cli.md)."""
    told = found.model_dump(mode="json", include={"run_id", "slug", "name", "state", "reason", "before", "after"})
    cost = {"before": told.pop("before"), "after": told.pop("after")}
    tryout = found.tryout.model_dump(mode="json", include={"pack", "against", "model", "review"})
    prompt = "given" if found.tryout.prompt is not None else "own"
    head = {**told, **tryout, "prompt": prompt, "cost": cost}
    if compared is None or found.end is None:
        return {**head, "claims": None}
    return {
        **head,
        "writer": compared.writer.model_dump(mode="json"),
        "reviewer": found.end.reviewer.model_dump(mode="json"),
        "counts": {**{each: compared.count(each) for each in WHATS}, "refused": compared.refused},
        "claims": [each.plain() for each in compared.rows],
        "sent_back": [
            {"text": each.text, "findings": [one.model_dump(mode="json") for one in each.findings]}
            for each in compared.sent_back
        ],
        "dropped": {"before": compared.dropped[0], "after": compared.dropped[1]},
        "rates": {"before": compared.before.plain(), "after": compared.after.plain()},
    }


def _read(path: Path | None) -> str | None:
    """The text of a prompt's file; a wrong one is a mistake of the command line."""
    if path is None:
        return None
    try:
        text = path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as exc:
        why = exc.strerror if isinstance(exc, OSError) else "it is not UTF-8"
        raise typer.BadParameter(f"{path} cannot be read: {why}", param_hint="--prompt") from exc
    if not text or len(text) > PROMPT_AT_MOST:
        wrong = f"has {len(text):,} characters; {PROMPT_AT_MOST:,} are allowed" if text else "is empty"
        raise typer.BadParameter(f"{path} {wrong}", param_hint="--prompt")
    return text


def _check(output: Path | None) -> None:
    if output is not None and (output.exists() or not output.parent.is_dir()):
        wrong = "exists already" if output.exists() else f"cannot be made: there is no folder {output.parent}"
        raise typer.BadParameter(f"{output} {wrong}; name another file", param_hint="--output")


def _against(found: TryoutReport) -> str:
    return f"version {found.tryout.against.version}" if found.tryout.against.version else "the held draft"


def _reasons(findings: tuple[Finding, ...]) -> str:
    return "; ".join(f"{each.rule}: {each.reason}" for each in findings)


def _share(share: Share) -> str:
    return "none" if share.value is None else f"{share.value:.1%}"


def _cost(figures: Figures) -> str:
    unpriced = f" and {figures.unpriced} calls without a known price" if figures.unpriced else ""
    return f"{figures.tokens:,} tokens, ${figures.microusd / 1e6:.4f}{unpriced}"
