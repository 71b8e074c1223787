"""A peptide in the database, evidence in the bucket, and a vendor on loopback."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from invented.factories import RUN, peptide, review, trace_of
from vendors.openai_vendor import Stored, Vendor

from queues.messages import ReviewDraft
from shared.domain.evidence.pack import EvidencePack
from shared.domain.publishing.draft import Draft
from shared.platform.ports import Platform, Statement
from shared.store import objects
from shared.store.evidence import peptides
from shared.store.spending import models

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
async def vendor() -> AsyncIterator[Vendor]:
    made = Vendor()
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    yield made
    server.close()


@pytest.fixture
def comply(as_function: Callable[..., Platform], vendor: Vendor) -> Platform:
    """The platform of comply, which asks `vendor` and publishes a first page without a person."""
    return as_function(
        "comply", OPENAI_API_KEY="sk-test", PEPTALK_OPENAI_URL=vendor.url, PEPTALK_FIRST_PUBLICATION="automatic"
    )


@pytest.fixture
async def stored(platform: Platform) -> Stored:
    """Keeps a pack and a draft, with the peptide and the run that they belong to; returns the work to do."""
    await platform.db.batch(peptides.sync([peptide()], "sample", NOW))
    await platform.db.batch(
        models.sync(
            [
                models.RoleModel(
                    role="reviewer", vendor="openai", model="judge-1", max_output_tokens=4000, timeout_seconds=20
                )
            ],
            [],
        )
    )
    stamp = "2026-11-23T02:00:00.000Z"
    await platform.db.batch(
        [
            Statement("INSERT INTO runs (id, kind, origin, created_at) VALUES (?1, 'batch', 'test', ?2)", (RUN, stamp)),
            Statement(
                "INSERT INTO run_items (run_id, slug, trace_id, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?4)",
                (RUN, peptide().slug, trace_of(RUN, peptide().slug), stamp),
            ),
        ]
    )

    async def keep(pack: EvidencePack, draft: Draft, **overrides: Any) -> ReviewDraft:
        pack_key = await objects.keep(platform.files, "packs", pack.encode())
        draft_key = await objects.keep(platform.files, "drafts", draft.encode())
        return review(pack=pack_key, draft=draft_key, **overrides)

    return keep
