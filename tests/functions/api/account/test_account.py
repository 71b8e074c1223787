"""An account's export and its erasure, as its owner asks for them."""

import json
from datetime import timedelta

from invented.persons import ADDRESS, USER, planted

from shared.domain.accounts.erasure import KEPT_BY_LAW
from shared.platform.ports import Statement
from shared.store.accounts.personal import HELD


async def test_an_export_is_all_that_is_kept_and_nobody_elses(api, as_reader):
    await planted(api.db, api.files)
    ann = await as_reader(USER)

    answer = await ann.get("/api/account/export")

    assert (answer.status_code, answer.headers["cache-control"]) == (200, "private, no-store")
    told = json.loads(answer.content)
    assert set(told["tables"]) == {table for table, held in HELD.items() if held.erased != "kept"}
    assert [row["email"] for row in told["tables"]["users"]] == [ADDRESS]
    assert told["objects"] == [f"private/{USER}/more/notes.json", f"private/{USER}/notes.json"]
    assert told["kept_by_law"] == list(KEPT_BY_LAW)
    assert "usr_ann" not in answer.text


async def test_an_erasure_takes_a_fresh_sign_in_and_the_address_and_closes_the_account_at_once(api, as_reader):
    await planted(api.db, api.files)
    ann = await as_reader(USER)

    refused = await ann.request("DELETE", "/api/account", json={"address": "other@mail.example"})
    stale = await (await as_reader(USER, age=timedelta(minutes=10))).request(
        "DELETE", "/api/account", json={"address": ADDRESS}
    )
    unsaid = await ann.request("DELETE", "/api/account")
    begun = await ann.request("DELETE", "/api/account", json={"address": f" {ADDRESS.lower()} "})
    again = await ann.request("DELETE", "/api/account", json={"address": ADDRESS})

    assert (refused.status_code, refused.json()["why"], unsaid.status_code) == (403, "not_confirmed", 422)
    assert (begun.status_code, begun.json()["kept"]) == (202, list(KEPT_BY_LAW))
    gone = [each.split("; Path")[0] for each in begun.headers.get_list("set-cookie")]
    assert gone == ["peptalk=; Max-Age=0", "peptalk-known=; Max-Age=0"]
    assert (stale.status_code, stale.json()["why"], stale.json()["next"]) == (403, "sign_in_again", "/sign-in")
    assert (again.status_code, again.json()["why"]) == (401, "sign_in_required")
    bodies = api.queues["peptalk-stripe-events"].bodies
    assert USER not in "".join(bodies)
    assert json.loads(bodies[0])["erasure"] == begun.json()["erasure"]
    (user,) = await api.db.all(Statement("SELECT disabled_by FROM users WHERE id = ?1", (USER,)))
    sessions = await api.db.all(Statement("SELECT id FROM sessions"))
    assert (user["disabled_by"], sessions) == ("erasure", [])


async def test_nobody_has_an_account_to_export_or_erase(reader):
    assert (await reader.get("/api/account/export")).status_code == 401
    assert (await reader.request("DELETE", "/api/account", json={"address": ADDRESS})).status_code == 401
