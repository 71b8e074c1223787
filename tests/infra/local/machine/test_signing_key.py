"""The signing key of a home: drawn once, also by processes that start together, and never readable by others."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from infra.local.machine.home import Home
from infra.local.machine.signing import VARIABLE, with_signing_key
from shared.platform.configuration.signing_settings import SigningSettings
from shared.platform.errors import ConfigurationError


def test_a_key_is_drawn_once_and_kept_for_its_owner_alone(tmp_path: Path):
    first, again = with_signing_key({"A": "b"}, Home(tmp_path)), with_signing_key({}, Home(tmp_path))

    assert first == {"A": "b", **again}
    assert len(SigningSettings.read(first).signing_key) == 32
    assert stat.S_IMODE((tmp_path / "signing.key").stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["signing.key"]


def test_those_that_draw_at_once_have_the_same_key(tmp_path: Path):
    with ThreadPoolExecutor(8) as pool:
        drawn = list(pool.map(lambda _: with_signing_key({}, Home(tmp_path))[VARIABLE], range(32)))

    assert len(set(drawn)) == 1


def test_a_variable_goes_before_the_file(tmp_path: Path):
    given = with_signing_key({VARIABLE: "ab" * 32}, Home(tmp_path))

    assert given == {VARIABLE: "ab" * 32}
    assert not list(tmp_path.iterdir())


def test_a_key_that_others_may_read_or_that_is_none_is_refused(tmp_path: Path):
    home = Home(tmp_path)
    key = with_signing_key({}, home)[VARIABLE]
    home.signing_key.chmod(0o644)
    with pytest.raises(ConfigurationError, match="chmod 600") as refused:
        with_signing_key({}, home)
    assert key not in str(refused.value)

    home.signing_key.chmod(0o600)
    home.signing_key.write_text(key[:20])
    with pytest.raises(ConfigurationError, match=r"signing\.key has 10 bytes") as refused:
        with_signing_key({}, home)
    assert key[:20] not in str(refused.value)


def test_a_key_that_cannot_be_read_is_named(tmp_path: Path):
    Home(tmp_path).signing_key.mkdir(mode=0o700)

    with pytest.raises(ConfigurationError, match=r"signing\.key cannot be used"):
        with_signing_key({}, Home(tmp_path))


def test_a_function_without_a_key_says_how_to_make_one():
    with pytest.raises(ConfigurationError, match="PEPTALK_SIGNING_KEY: Field required"):
        SigningSettings.read({})
    with pytest.raises(ConfigurationError, match="openssl rand -hex 32") as refused:
        SigningSettings.read({VARIABLE: "abcdef"})
    assert "abcdef" not in str(refused.value)
