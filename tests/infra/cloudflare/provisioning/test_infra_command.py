"""`peptalk infra`, the installed command, against the stand-in."""

from infra.sandbox.cloudflare.account import Queue, Script
from infra.sandbox.cloudflare.faults import Fault
from infra.sandbox.cloudflare.server import Cloudflare
from queues.topology import QUEUES


async def test_plan_apply_check_and_what_drifts(cloudflare: Cloudflare, peptalk):
    planned = await peptalk("infra", "plan", "--target", "staging")
    assert planned.code == 0
    assert len(planned.out.splitlines()) == len(QUEUES) + 5
    assert planned.out.startswith("+ queue peptalk-fetch-staging: retention 1209600 s, delivery delay 0 s\n")
    assert cloudflare.account.queues == {}

    missing = await peptalk("infra", "check", "--target", "staging")
    assert (missing.code, missing.err.splitlines()[-1]) == (1, "Next: peptalk infra apply --target staging")

    cloudflare.failing.set(Fault("throttled", times=2), Fault("answer lost", "POST .*/queues$"))
    applied = await peptalk("infra", "apply", "--target", "staging")
    assert applied.code == 0, applied.err

    again = await peptalk("infra", "plan", "--target", "staging", "--json")
    assert again.json == {"changes": [], "unmanaged": []}
    assert (await peptalk("infra", "check", "--target", "staging")).code == 0

    cloudflare.account.queue("peptalk-fetch-staging").settings["message_retention_period"] = 345_600
    cloudflare.account.queues["x"] = Queue("x", "anybodys", cloudflare.account.now())
    drifted = await peptalk("infra", "check", "--target", "staging")
    assert drifted.code == 1
    assert drifted.out == "~ queue peptalk-fetch-staging: retention 345600 s -> 1209600 s\n"
    assert "unmanaged queue anybodys: no manifest names it; left alone" in drifted.err


async def test_production_is_not_changed_unless_a_person_agrees(cloudflare: Cloudflare, peptalk):
    refused = await peptalk("infra", "apply", "--target", "production")
    assert (refused.code, cloudflare.account.queues) == (1, {})
    assert "add --yes" in refused.err

    agreed = await peptalk("infra", "apply", "--target", "production", "--yes", "--json")
    assert agreed.code == 0
    assert len(agreed.json["applied"]) == len(QUEUES) + 5
    assert "+ queue peptalk-fetch-production" in agreed.err
    assert {each.name for each in cloudflare.account.queues.values()} == {f"{name}-production" for name in QUEUES}


async def test_deleting_wants_a_name_and_agreement(cloudflare: Cloudflare, peptalk):
    await peptalk("infra", "apply", "--target", "staging")
    cloudflare.account.queues["x"] = Queue("x", "peptalk-old-staging", cloudflare.account.now())

    unknown = await peptalk("infra", "apply", "--target", "staging", "--delete", "peptalk-older", "--yes")
    named = await peptalk("infra", "apply", "--target", "staging", "--delete", "peptalk-fetch-staging", "--yes")
    unasked = await peptalk("infra", "apply", "--target", "staging", "--delete", "peptalk-old-staging")
    assert (unknown.code, named.code, unasked.code) == (2, 2, 1)
    for delete in ("peptalk-older", "peptalk-fetch-staging"):
        assert (await peptalk("infra", "plan", "--target", "staging", "--delete", delete)).code == 2
    assert "left alone" not in unasked.err
    assert "1 change." in unasked.err
    assert "the account has no peptalk-older" in unknown.err
    assert "the manifests still name peptalk-fetch-staging" in named.err
    assert len(cloudflare.account.queues) == len(QUEUES) + 1

    done = await peptalk("infra", "apply", "--target", "staging", "--delete", "peptalk-old-staging", "--yes")
    assert (done.code, done.out) == (0, "- queue peptalk-old-staging\n")
    assert len(cloudflare.account.queues) == len(QUEUES)


async def test_what_is_missing_in_the_environment_is_named(peptalk):
    refused = await peptalk("infra", "plan", "--target", "staging", CLOUDFLARE_API_TOKEN="", CLOUDFLARE_ACCOUNT_ID="")

    assert refused.code == 1
    assert "CLOUDFLARE_API_TOKEN" in refused.err
    assert "CLOUDFLARE_ACCOUNT_ID" in refused.err


async def test_this_machine_has_nothing_to_provision(peptalk):
    refused = await peptalk("infra", "plan")

    assert refused.code == 1
    assert "add --target staging or --target production" in refused.err


async def test_staging_is_destroyed_when_agreed_and_production_never(cloudflare: Cloudflare, peptalk):
    account = cloudflare.account
    for target in ("staging", "production"):
        await peptalk("infra", "apply", "--target", target, "--yes")
    account.scripts["peptalk-render-staging"] = Script("peptalk-render-staging", "x", account.now())
    consumer = {"consumer_id": "c", "type": "worker", "script": "peptalk-render-staging"}
    account.queue("peptalk-render-staging").consumers["c"] = consumer

    unasked = await peptalk("infra", "destroy", "--target", "staging")
    refused = await peptalk("infra", "destroy", "--target", "production", "--yes")
    assert (unasked.code, refused.code) == (1, 1)
    assert unasked.out.startswith("- worker peptalk-render-staging\n- queue peptalk-fetch-staging\n")
    assert "only staging is" in refused.err
    assert len(account.queues) == 2 * len(QUEUES)

    cloudflare.failing.set(Fault("answer lost", "DELETE .*/queues/[^/]+$"), Fault("500", "DELETE .*/d1/"))
    done = await peptalk("infra", "destroy", "--target", "staging", "--yes", "--json")

    assert done.code == 0, done.err
    assert done.json["deleted"][0] == {"kind": "worker", "name": "peptalk-render-staging"}
    assert len(done.json["deleted"]) == len(QUEUES) + 4
    assert account.scripts == {}
    assert {each.name for each in account.queues.values()} == {f"{name}-production" for name in QUEUES}
    assert list(account.buckets) == ["peptalk-files-production"]
    assert [each.name for each in account.databases.values()] == [
        "peptalk-production-db",
        "peptalk-production-search-db",
    ]
    assert "There is nothing of staging." in (await peptalk("infra", "destroy", "--target", "staging")).err
