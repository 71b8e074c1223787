"""An answer with half a character in it: stored and refused like any other that cannot be used."""

import json

import pytest
from invented.factories import RUN, pack, pack_study, sentence, synthesize
from starlette.responses import Response

from functions.synthesize.handler import handle
from infra.local.checkout.models import sync_models
from infra.sandbox import samples
from infra.sandbox.server import serve
from shared.domain.publishing.draft import Draft
from shared.platform.deliveries import work
from shared.store import objects
from shared.store.spending import ledger

RESULT = "Grip strength was higher with Exemplin-12 than with placebo after 12 weeks."
EVIDENCE = pack(studies=(pack_study(1),), sentences=(sentence(1, 1, RESULT),))


@pytest.mark.parametrize("where", ["text", "sentences", "keep"])
async def test_an_answer_with_half_a_character_is_stored_refused_and_paid_for_no_oftener_than_others(
    as_function, where
):
    said = {"section": "human", "text": RESULT, "sentences": ["S1.1"], "outcome": "", "direction": "unclear"}
    whole = {"keep": [], "amend": [], "retire": [], "claims": [{**said, "species": "human"}]}
    at = {"text": '"Grip', "sentences": '"S1.1', "keep": '"keep": ["'}[where]
    # JSON in JSON: the half may stand in either.
    for half in ("\ud800", "\\ud800"):

        async def answer(booking, headers, half=half):
            text = json.dumps(whole).replace('"keep": []', '"keep": [""]' if where == "keep" else '"keep": []')
            body = {
                "id": "msg_1", "type": "message", "role": "assistant", "model": "sandbox-writer",
                "content": [{"type": "text", "text": text.replace(at, at + half, 1)}], "stop_reason": "end_turn",
                "usage": {"input_tokens": 9, "output_tokens": 9},
            }  # fmt: skip
            return Response(json.dumps(body), media_type="application/json")

        async with serve(samples.CORPUS, intervene=answer) as sandbox:
            one = as_function("synthesize", **sandbox.env(keys=True))
            await sync_models(one)
            key = await objects.keep(one.files, "packs", EVIDENCE.encode())
            job = synthesize(pack=key, run_id=f"{RUN}-{len(half)}", full=True)
            assert isinstance(await work.claim(one, job), work.Claim)

            outcome = await handle(job, one)

        assert {each.state for each in await ledger.of_run(one.db, job.run_id)} == {"refused"}
        draft = await objects.read(one.files, Draft, outcome.messages[0].draft)
        assert draft.writer.kind == "extractive"
