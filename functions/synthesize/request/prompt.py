"""What the model is told: instructions, then the evidence as data, then what is to be done with it.

What is the same in every request comes first, then what is in both rounds of a draft; each is marked for the vendor's
cache.
"""

from dataclasses import dataclass
from typing import Any

from functions.synthesize.request.base import Accepted
from functions.synthesize.request.fitting import evidence_line, fit
from functions.synthesize.request.instructions import AFTER, FIRST, LOSS, NEWS, ROUND, SYSTEM, TASKS
from functions.synthesize.request.plan import Plan
from shared.domain.canonical import fingerprint
from shared.domain.evidence.pack import EvidencePack, PackStudy
from shared.domain.publishing.draft import Unread
from shared.domain.vocabulary import Direction, Section, Species
from shared.gates.untrusted import clean, tampered_in, withheld

SAYABLE = ("contradicted", "superseded", "repeated", "unsupported")
"""The reasons for retiring a claim that a writer may give."""
TOKENS_AT_MOST = 25_000
"""Tokens of evidence shown, by the estimate of `shared.store.spending.budgets`; what is left out is named in the
prompt, and on the page with its reasons."""

_CLAIM: dict[str, Any] = {
    "text": {"type": "string"},
    "sentences": {"type": "array", "items": {"type": "string"}},
    "outcome": {"type": "string"},
    "direction": {"type": "string", "enum": [each.value for each in Direction]},
    "species": {"type": "string", "enum": [each.value for each in Species]},
}


def _list_of(properties: dict[str, Any]) -> dict[str, Any]:
    item = {"type": "object", "additionalProperties": False, "required": [*properties], "properties": properties}
    return {"type": "array", "items": item}


SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["keep", "amend", "retire", "claims"],
    "properties": {
        "keep": {"type": "array", "items": {"type": "string"}},
        "amend": _list_of({"claim": {"type": "string"}, **_CLAIM}),
        "retire": _list_of(
            {
                "claim": {"type": "string"},
                "reason": {"type": "string", "enum": [*SAYABLE]},
                "by": {"type": "array", "items": {"type": "string"}},
            }
        ),
        "claims": _list_of({"section": {"type": "string", "enum": [each.value for each in Section]}, **_CLAIM}),
    },
}
"""One for every draft: with another one the vendor could not use what it has cached."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """The user's message in two parts, the sentence ids that it shows, and what of the evidence it does not."""

    evidence: str
    task: str
    shown: frozenset[str]
    unread: tuple[Unread, ...]
    system: str = SYSTEM

    @property
    def body(self) -> dict[str, Any]:
        """What is sent of it, in the vendor's form: system and message, each part that may come again marked."""
        return self._body(_CACHED)

    @property
    def in_a_batch(self) -> dict[str, Any]:
        """The same for a batch: no cache keeps the evidence until a second round, so that it is not written to one."""
        return self._body({})

    def _body(self, of_evidence: dict[str, Any]) -> dict[str, Any]:
        told = {"type": "text", "text": self.evidence, **of_evidence}
        return {
            "system": [{"type": "text", "text": self.system}, {"type": "text", "text": TASKS, **_CACHED}],
            "messages": [{"role": "user", "content": [told, {"type": "text", "text": self.task}]}],
        }


_CACHED: dict[str, Any] = {"cache_control": {"type": "ephemeral"}}


def prompt_fingerprint(system: str = SYSTEM) -> str:
    """The hash of all that shapes a draft beside the evidence itself; `system` are other instructions, tried out."""
    return fingerprint({"v": 6, "system": system, "tasks": TASKS, "after": AFTER, "schema": SCHEMA})


def build(pack: EvidencePack, plan: Plan, at_most: int = TOKENS_AT_MOST, system: str = SYSTEM) -> Prompt:
    """The message for a plan, under these instructions. The evidence is the same in both rounds of a draft, and `task`
    what differs."""
    fitted = fit(plan.studies, at_most)
    lines = [line for study, sentences in fitted.studies for line in (_head(study), *map(evidence_line, sentences))]
    names = ", ".join(clean(each) for each in (pack.name, *pack.aliases))
    parts = [f"The peptide: {names}", "\n".join(["<evidence>", *lines, "</evidence>"])]
    whole = [f"S{study.number}" for study, _ in plan.studies if study.pmid in fitted.left_whole]
    if whole:
        parts.append(f"Left out for length: {', '.join(whole)}.")
    shown = {each.id for _, sentences in fitted.studies for each in sentences}
    task, more = _task(pack, plan)
    return Prompt("\n\n".join(parts), "\n\n".join(task), frozenset(shown | more), fitted.unread, system)


def _task(pack: EvidencePack, plan: Plan) -> tuple[list[str], set[str]]:
    """What is to be done, in parts, and the ids of the sentences that these show."""
    base = plan.base
    if not base.claims:
        return [AFTER.format(FIRST)], set()
    refused = [each for each in base.claims if each.findings]
    gone = [each for each in base.claims if each.gone]
    shown = {id for each in (*refused, *gone) for id in each.claim.sentences}
    accepted = _block("accepted", [_line(each) for each in base.claims if not each.findings])
    if refused:
        return [AFTER.format(ROUND), accepted, _block("refused", _troubled(pack, refused))], shown
    if gone:
        return [AFTER.format(LOSS), accepted, _block("withdrawn", _troubled(pack, gone))], shown
    return [AFTER.format(NEWS), accepted], shown


def _block(name: str, lines: list[str]) -> str:
    return "\n".join([f"<{name}>", *lines, f"</{name}>"])


def _line(each: Accepted) -> str:
    claim = each.claim
    told = (claim.section.value, claim.direction.value, clean(claim.outcome), clean(claim.text))
    return "\t".join([each.handle, *told, ", ".join(claim.sentences)])


def _troubled(pack: EvidencePack, claims: list[Accepted]) -> list[str]:
    lines: list[str] = []
    cited = {said.pmid for each in claims for id in each.claim.sentences if (said := pack.sentence(id))}
    gone = tampered_in(pack, cited)
    for each in claims:
        lines.append(_line(each))
        lines += [f"gone\t{clean(text)}" for text in each.gone]
        lines += [f"found\t{one.rule}: {clean(one.reason)} [{clean(one.span)}]" for one in each.findings]
        sentences = [said for id in each.claim.sentences if (said := pack.sentence(id))]
        lines += [
            f"{said.id}\t{clean(said.text)}" for said in sentences if not withheld(said.text) and said.pmid not in gone
        ]
    return lines


def _head(study: PackStudy) -> str:
    appraisal = study.appraisal
    fields = {
        "design": appraisal.design.value,
        "species": appraisal.species.value,
        "n": appraisal.n,
        "year": study.citation.year,
    }
    known = [f"{name}={value}" for name, value in fields.items() if value not in (None, "unknown")]
    return " | ".join([f"# S{study.number}", *known])
