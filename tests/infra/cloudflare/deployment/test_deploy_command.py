"""`peptalk deploy` and `peptalk rollback`, the installed commands, as far as they go without wrangler."""

from infra.cloudflare.account.access import Target
from infra.cloudflare.manifests import read_manifests
from infra.sandbox.cloudflare.account import Account, Deployment, Script, Version
from infra.sandbox.cloudflare.server import Cloudflare

MANIFESTS = read_manifests(Target.STAGING)


def serves(account: Account, worker: str, *releases: str) -> None:
    """A Worker whose releases served one after another."""
    script = Script(worker, worker, account.now())
    for number, release in enumerate(releases, 1):
        tag = {"workers/tag": release}
        script.versions.append(Version(f"{worker}-{number}", number, account.now(), {"bindings": []}, (), tag))
        split = [{"version_id": f"{worker}-{number}", "percentage": 100}]
        script.deployments.append(Deployment(account.new_uuid(), account.now(), split, {}))
    account.scripts[worker] = script


async def test_the_plan_shows_every_command_and_what_would_refuse_it(cloudflare: Cloudflare, peptalk):
    serves(cloudflare.account, "peptalk-site-staging", "r1")

    shown = await peptalk("deploy", "--target", "staging", "--plan")

    lines = shown.out.splitlines()
    assert shown.code == 0, shown.err
    assert lines[1] == "wrangler d1 migrations apply peptalk-staging-db --remote"
    assert "make vendor" in lines
    for each in MANIFESTS:
        first = [
            line for line in lines if line.startswith(f"cd functions/{each.function} && wrangler deploy --env staging")
        ]
        assert len(first) == (each.function != "site")
    split = "'<new version>@10' peptalk-site-staging-1@90 --env staging"
    assert any(line.startswith(f"cd functions/site && wrangler versions deploy {split}") for line in lines)
    assert "cd functions/site && wrangler triggers deploy --env staging" in lines
    told = (await peptalk("deploy", "--target", "staging", "--plan", "--json")).json
    assert told["plan"] == lines
    assert any(each.startswith("peptalk-comply-staging lacks the secret OPENAI_API_KEY; ") for each in told["refused"])
    assert "would refuse: peptalk-comply-staging lacks the secret OPENAI_API_KEY; " in shown.err
    assert "differences on the account; peptalk infra apply --target staging" in shown.err
    assert {each.method for each in cloudflare.requests} == {"GET"}


async def test_nothing_is_deployed_while_anything_is_missing(cloudflare: Cloudflare, peptalk):
    refused = await peptalk("deploy", "--target", "staging")

    assert refused.code == 1
    assert "nothing was deployed:" in refused.err
    assert "cd functions/comply && wrangler secret put OPENAI_API_KEY --env staging" in refused.err
    assert {each.method for each in cloudflare.requests} == {"GET"}


async def test_rollback_shows_releases_and_its_plan_and_asks(cloudflare: Cloudflare, peptalk):
    for each in MANIFESTS:
        serves(cloudflare.account, each.worker, "r1", "r2")

    listed = await peptalk("rollback", "--target", "staging", "--list", "--json")
    planned = await peptalk("rollback", "--target", "staging", "--plan")
    asked = await peptalk("rollback", "--target", "staging")
    unknown = await peptalk("rollback", "--target", "staging", "--to", "r9", "--plan")

    assert [each["release"] for each in listed.json] == ["r2", "r1"]
    assert len(planned.out.splitlines()) == len(MANIFESTS)
    told = (await peptalk("rollback", "--target", "staging", "--plan", "--json")).json
    assert told == {"target": "staging", "releases": ["r1"], "plan": planned.out.splitlines()}
    assert planned.out.splitlines()[-1].startswith("cd functions/site && wrangler rollback peptalk-site-staging-1 ")
    assert (asked.code, unknown.code) == (1, 1)
    assert "add --yes" in asked.err
    assert "site stays: it has no version of r9" in unknown.err
    assert {each.method for each in cloudflare.requests} == {"GET"}


async def test_where_nothing_was_deployed_there_is_nothing_to_go_back_to(peptalk):
    refused = await peptalk("rollback", "--target", "production")

    assert refused.code == 1
    assert "no Worker has anything to go back to" in refused.err
    assert "site stays: no release was deployed yet" in refused.err
