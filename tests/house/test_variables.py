"""Whoever runs PepTalk can read of every variable that it reads."""

from rigs.places import ROOT

from shared.platform.configuration.variables import SECRETS_AND_VARS

OF_CLOUDFLARE = "ENVIRONMENT"
"""Every wrangler.toml sets it; nobody else does."""


def test_every_variable_that_functions_read_stands_in_the_documents():
    told = "".join(path.read_text("utf-8") for path in sorted((ROOT / "docs").glob("*.md")))

    assert [name for name in SECRETS_AND_VARS if name not in told and name != OF_CLOUDFLARE] == []
