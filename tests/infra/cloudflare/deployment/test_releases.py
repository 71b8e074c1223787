"""Which release serves and which served before: read from what Cloudflare keeps of versions and deployments."""

import pytest

from infra.cloudflare.account.access import Target
from infra.cloudflare.deployment.releases import Deployment, Standing, Version, current_release
from infra.cloudflare.deployment.returning import going_back, releases


def at(minute: int) -> str:
    return f"2026-11-25T10:{minute:02d}:00Z"


def standing(worker: str, tags: list[str | None], *splits: dict[int, float]) -> Standing:
    """Versions 1, 2, 3 ... with these tags, and deployments of their numbers, both oldest first."""
    versions = [Version(f"v{number}", number, tag, at(number)) for number, tag in enumerate(tags, 1)]
    deployments = [
        Deployment(at(10 + minute), {f"v{number}": percent for number, percent in split.items()})
        for minute, split in enumerate(splits)
    ]
    return Standing(worker, versions[::-1], deployments[::-1])


CASES = [
    # one release: nothing before it
    (["r1"], [{1: 100}], "r1", None),
    # what `secret put` made before there was code is no release
    ([None, None, "r1"], [{1: 100}, {2: 100}, {3: 100}], "r1", None),
    (["r1", "r2"], [{1: 100}, {2: 100}], "r2", "v1"),
    # a rollout stopped in its middle
    (["r1", "r2"], [{1: 100}, {1: 90, 2: 10}], "r2", "v1"),
    # waves on the way do not count
    (["r1", "r2"], [{1: 100}, {1: 90, 2: 10}, {1: 50, 2: 50}, {2: 100}], "r2", "v1"),
    # a changed secret belongs to the release whose code it carries
    (["r1", None, "r2", None], [{1: 100}, {2: 100}, {3: 100}, {4: 100}], "r2", "v2"),
    # having gone back once, going back again leads further back, not to what failed
    (["r1", "r2", "r3"], [{1: 100}, {2: 100}, {3: 100}, {2: 100}], "r2", "v1"),
    # an upload that never served is nothing to go back to
    (["r1", "r2", "r3"], [{1: 100}, {3: 100}], "r3", "v1"),
    # no such Worker
    ([], [], None, None),
]


@pytest.mark.parametrize(("tags", "splits", "release", "former"), CASES)
def test_the_release_and_the_version_before_it(tags, splits, release, former):
    found = standing("peptalk-fetch", tags, *splits)

    assert found.release == release
    assert (found.former().id if found.former() else None) == former


def test_in_the_middle_of_a_rollout_the_older_version_is_the_main_one_up_to_half():
    assert [
        standing("peptalk-fetch", ["r1", "r2"], {1: 100}, split).main.id
        for split in ({1: 90, 2: 10}, {1: 50, 2: 50}, {2: 100})
    ] == ["v1", "v1", "v2"]


def test_the_whole_goes_back_producers_first_and_who_was_not_moved_stays():
    standings = {
        "fetch": standing("peptalk-fetch", ["r1", "r2"], {1: 100}, {2: 100}),
        "render": standing("peptalk-render", ["r1", "r2"], {1: 100}, {2: 100}),
        "dead_letters": standing("peptalk-dead-letters", ["r1"], {1: 100}),
        "watch": standing("peptalk-watch", ["r2"], {1: 100}),
    }

    found = going_back(Target.STAGING, standings, None, "a reason")

    assert current_release(list(standings.values())) == "r2"
    assert [str(each) for each in found.commands] == [
        f"cd functions/{name} && wrangler rollback v1 --env staging --message 'a reason' --yes"
        for name in ("fetch", "render")
    ]
    assert found.staying == {
        "watch": "it served nothing before r2",
        "dead_letters": "it serves r1, and r2 is what was deployed last",
    }


def test_a_named_release_is_gone_back_to_by_whoever_has_it():
    standings = {
        "fetch": standing("peptalk-fetch", ["r1", None, "r2", "r3"], {1: 100}, {2: 100}, {3: 100}, {4: 100}),
        "render": standing("peptalk-render", ["r2", "r3"], {1: 100}, {2: 100}),
        "site": standing("peptalk-site", ["r1"], {1: 100}),
    }

    found = going_back(Target.STAGING, standings, "r1", "x")

    # The newest version of r1 carries the secrets that were last set while it served.
    assert [each.words[2] for each in found.commands] == ["v2"]
    assert found.staying == {"render": "it has no version of r1", "site": "it serves r1"}
    assert [(each.name, each.serves, set(each.workers)) for each in releases(standings)] == [
        ("r3", True, {"fetch", "render"}),
        ("r2", False, {"fetch", "render"}),
        ("r1", True, {"fetch", "site"}),
    ]
