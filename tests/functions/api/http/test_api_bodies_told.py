"""What a body's schema says is what is taken, whichever dialect reads it."""

import pytest


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"days": 30}, 201),
        # A whole number, as JSON Schema has it.
        ({"days": 30.0}, 201),
        ({"days": 30.5}, 422),
        ({"days": "30"}, 422),
        ({"days": True}, 422),
        ({"name": "é ü"}, 201),
        # Some dialects of regular expressions take these for spaces, and some do not.
        ({"name": "\u0085"}, 422),
        ({"name": "\ufeff"}, 422),
    ],
)
async def test_a_key_is_made_of_what_its_schema_says(body, status, as_reader):
    async with await as_reader("usr_ann") as ann:
        made = await ann.post("/api/keys", json={"name": "laptop", **body})

    assert made.status_code == status, made.text


@pytest.mark.parametrize(
    ("query", "name", "status"),
    [({"human": True}, "a b", 201), ({"human": 0}, "a b", 422), ({"human": "yes"}, "a b", 422), ({}, "a\u0085", 422)],
)
async def test_a_search_is_kept_of_what_its_schema_says(query, name, status, as_reader):
    async with await as_reader("usr_ann") as ann:
        made = await ann.post("/api/account/searches", json={"name": name, "query": query})

    assert made.status_code == status, made.text


async def test_what_an_address_takes_is_told_of_all_its_routes(reader):
    for path, allowed in (("/api/session", "DELETE, GET, HEAD"), ("/api/peptides", "GET, HEAD")):
        refused = await reader.patch(path)

        assert (refused.status_code, refused.headers["allow"]) == (405, allowed)
