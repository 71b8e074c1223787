"""Where each environment answers: one setting, and the manifests that follow it."""

import shutil
import tomllib
from pathlib import Path

import pytest

from infra.cloudflare.account.access import Target
from infra.cloudflare.domains import PATHS, SETTING, domain, domains, host, move, routes
from infra.local.machine.project import FUNCTIONS
from shared.platform.errors import ConfigurationError

MANIFESTS = {path.parent.name: tomllib.loads(path.read_text("utf-8")) for path in FUNCTIONS.glob("*/wrangler.toml")}


@pytest.mark.parametrize("name", MANIFESTS)
@pytest.mark.parametrize("target", [Target.STAGING, Target.PRODUCTION])
def test_a_manifest_has_the_routes_of_the_setting_and_none_at_its_top_level(name, target):
    assert MANIFESTS[name]["env"][target.value].get("routes", []) == routes(name, domain(target))
    assert "routes" not in MANIFESTS[name]
    assert "route" not in MANIFESTS[name]


def test_site_api_operate_and_webhook_have_hosts_of_their_own():
    found = [host(function, "example.com") for function in ("site", "api", "operate", "webhook", "fetch")]

    assert found == ["example.com", "api.example.com", "operate.example.com", "hooks.example.com", None]


@pytest.fixture
def checkout(tmp_path: Path) -> tuple[Path, Path]:
    """A copy of the setting and the manifests."""
    functions = tmp_path / "functions"
    for file in FUNCTIONS.glob("*/wrangler.toml"):
        (functions / file.parent.name).mkdir(parents=True)
        shutil.copy(file, functions / file.parent.name)
    return Path(shutil.copy(SETTING, tmp_path)), functions


def test_moving_an_environment_rewrites_the_setting_and_the_routes_and_nothing_else(checkout):
    setting, functions = checkout

    changed = move(Target.PRODUCTION, "example.com", setting, functions)

    assert domains(setting) == {Target.STAGING: domain(Target.STAGING), Target.PRODUCTION: "example.com"}
    assert setting in changed
    assert functions / "site" / "wrangler.toml" in changed
    for file in functions.glob("*/wrangler.toml"):
        before = (FUNCTIONS / file.parent.name / "wrangler.toml").read_text("utf-8").splitlines()
        after = file.read_text("utf-8").splitlines()
        differing = [new for old, new in zip(before, after, strict=True) if old != new]
        name, at = file.parent.name, host(file.parent.name, "example.com")
        own = f'pattern = "{at}"' if name not in PATHS else f'    {{ pattern = "{at}", custom_domain = true }},'
        origin = [line for line in after if line == 'PEPTALK_ORIGIN = "https://example.com"']
        paths = [f'    "example.com{path}",' for path in PATHS.get(name, ())]
        assert differing == [*([own] if at else []), *paths, *origin]
    assert move(Target.PRODUCTION, "example.com", setting, functions) == []


@pytest.mark.parametrize(
    "wrong", ["", "example", "https://example.com", "Example.com", "exa mple.com", "-a.com", "a..com"]
)
def test_what_is_no_domain_is_refused_and_nothing_changes(wrong, checkout):
    setting, functions = checkout
    before = setting.read_text("utf-8")

    with pytest.raises(ConfigurationError, match="is no domain"):
        move(Target.STAGING, wrong, setting, functions)

    assert setting.read_text("utf-8") == before


def test_a_manifest_without_a_route_is_told_what_to_add_and_nothing_changes(checkout):
    setting, functions = checkout
    file = functions / "site" / "wrangler.toml"
    file.write_text(file.read_text("utf-8").replace("[[env.production.routes]]", "[[env.production.others]]"))
    before = setting.read_text("utf-8")

    with pytest.raises(ConfigurationError, match=r'must have 1 routes for production.*: pattern = "example.com"'):
        move(Target.PRODUCTION, "example.com", setting, functions)

    assert setting.read_text("utf-8") == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('staging = "a.com"', "production: None is no domain"),
        ('staging = "a.com"\nproduction = "b.com"\nother = "c.com"', "names other"),
        ("staging =", "cannot be read"),
    ],
)
def test_a_wrong_setting_is_said(text, said, tmp_path: Path):
    setting = tmp_path / "domains.toml"
    setting.write_text(text)

    with pytest.raises(ConfigurationError, match=said):
        domains(setting)


def test_a_missing_setting_is_said(tmp_path: Path):
    with pytest.raises(ConfigurationError, match="cannot be read"):
        domains(tmp_path / "domains.toml")


def test_the_command_shows_and_refuses(tmp_path: Path, ready):
    from rigs.shell import Shell

    peptalk = Shell(tmp_path, ready=ready)
    shown = peptalk("infra", "domains", "--json")
    refused = peptalk("infra", "domains", "--set", "example.com")

    assert shown.json["production"]["site"] == domain(Target.PRODUCTION)
    assert refused.code == 2
    assert "write it as production=example.com" in refused.err
