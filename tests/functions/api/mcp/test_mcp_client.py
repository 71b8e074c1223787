"""The protocol's official client reads what MCP tells, over a socket on loopback."""

import mcp
from invented.factories import SLUG
from mcp.client.streamable_http import streamable_http_client

from functions.api.handler import app
from functions.api.mcp.protocol import VERSIONS
from functions.api.mcp.tools import TOOLS
from infra.local.triggers.web import Mount, serve
from shared.platform.ports import Platform


async def test_the_official_client_finds_and_calls_every_tool(shelf: Platform):
    async with (
        serve([Mount(("/api",), lambda: app(lambda scope: shelf))], "127.0.0.1", 0, shelf.entropy, shelf.log) as url,
        streamable_http_client(f"{url}/api/mcp") as streams,
        mcp.ClientSession(*streams[:2]) as session,
    ):
        begun = await session.initialize()
        listed = await session.list_tools()
        found = await session.call_tool("search_peptides", {"q": "healin"})
        shown = await session.call_tool("get_peptide", {"slug": SLUG})
        refused = await session.call_tool("get_peptide", {"slug": "nobody"})

    assert begun.protocol_version in VERSIONS
    assert "no medical advice" in (begun.instructions or "")
    assert [each.name for each in listed.tools] == list(TOOLS)
    assert [each["slug"] for each in found.structured_content["peptides"]] == ["healin"]
    assert shown.structured_content["claims"][0]["quotes"]
    assert (refused.is_error, "There is no peptide nobody" in refused.content[0].text) == (True, True)
