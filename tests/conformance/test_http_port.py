"""What every Http does, against a server on loopback."""

import asyncio

import pytest

from shared.platform.errors import UpstreamUnavailable
from shared.platform.ports import Http

SECRET = "key-that-nobody-may-see"


async def test_parameters_form_and_headers_arrive(client: Http, loopback: str):
    got = await client.request("GET", f"{loopback}/echo", params={"term": "α & β"}, headers={"x-mine": "1"})
    posted = await client.request("POST", f"{loopback}/echo", form={"id": "1,2"})

    assert got.body.decode().startswith("GET|{'term': ['α & β']}|{}|PepTalk")
    assert got.body.endswith(b"|1")
    assert posted.body.decode().startswith("POST|{}|{'id': ['1,2']}|PepTalk")


async def test_header_names_are_lower_case(client: Http, loopback: str):
    answer = await client.request("GET", f"{loopback}/echo")

    assert answer.headers["x-thing"] == "Yes"
    assert all(name == name.lower() for name in answer.headers)


@pytest.mark.parametrize("status", [200, 400, 404, 429, 500, 503])
async def test_any_status_is_an_answer(client: Http, loopback: str, status: int):
    answer = await client.request("GET", f"{loopback}/status/{status}")

    assert (answer.status, answer.body, answer.headers["retry-after"]) == (status, b"said", "7")


async def test_redirects_are_not_followed(client: Http, loopback: str):
    answer = await client.request("GET", f"{loopback}/away")

    assert (answer.status, answer.headers["location"]) == (302, "/echo")


async def test_the_body_is_decoded_and_its_decoded_size_counts(client: Http, loopback: str):
    answer = await client.request("GET", f"{loopback}/gzip", max_bytes=200_000)

    assert answer.body == b"x" * 200_000
    with pytest.raises(UpstreamUnavailable, match=r"127\.0\.0\.1 answered with more than"):
        await client.request("GET", f"{loopback}/gzip", max_bytes=199_999)


@pytest.mark.parametrize(("path", "timeout"), [("/cut", 5.0), ("/slow", 0.2), ("/drip", 0.4)])
async def test_no_whole_answer_is_an_error_that_names_the_host_and_no_parameter(
    client: Http, loopback: str, path, timeout
):
    with pytest.raises(UpstreamUnavailable, match=r"127\.0\.0\.1 did not answer") as caught:
        await client.request("GET", f"{loopback}{path}", params={"api_key": SECRET}, timeout=timeout)

    assert SECRET not in str(caught.value)
    assert caught.value.vendor == "127.0.0.1"


async def test_nobody_at_the_port_is_an_error(client: Http):
    with pytest.raises(UpstreamUnavailable, match=r"127\.0\.0\.1 did not answer") as caught:
        await client.request("GET", f"http://127.0.0.1:9/?api_key={SECRET}", timeout=5)

    assert SECRET not in str(caught.value)


async def test_many_requests_at_once_are_answered(client: Http, loopback: str):
    answers = await asyncio.gather(*(client.request("GET", f"{loopback}/status/{200 + n}") for n in range(3)))

    assert [answer.status for answer in answers] == [200, 201, 202]
