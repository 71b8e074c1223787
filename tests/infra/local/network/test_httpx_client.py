"""What CPython's client adds to the Http port."""

import pytest

from infra.local.network.http import HttpxHttp
from shared.platform.errors import ConfigurationError

SECRET = "key-that-nobody-may-see"


@pytest.mark.parametrize("url", ["ftp://example.org/x", "example.org", "http://", "http://[::1/x", ""])
async def test_an_address_that_is_none_is_the_operators_matter(url):
    with pytest.raises(ConfigurationError, match="URL") as caught:
        await HttpxHttp().request("GET", f"{url}?api_key={SECRET}")

    assert SECRET not in str(caught.value)


async def test_a_client_says_its_version(loopback: str):
    client = HttpxHttp()

    answer = await client.request("GET", f"{loopback}/echo")
    await client.close()

    assert b"|PepTalk/0." in answer.body
