"""Settings say everything that is wrong at once, and nothing that is secret."""

from typing import Annotated

import pytest
from pydantic import Field, SecretStr

from shared.platform.configuration.addresses import http_like, on_loopback
from shared.platform.configuration.settings import Settings
from shared.platform.errors import ConfigurationError


class Wanted(Settings):
    ADDRESS: str
    API_KEY: SecretStr
    ATTEMPTS: int = Field(default=3, ge=1)


GIVEN = {"ADDRESS": "http://127.0.0.1", "API_KEY": "not-for-print", "ATTEMPTS": "5"}


def test_what_is_given_is_read_and_what_is_not_asked_for_is_left():
    settings = Wanted.read({**GIVEN, "PATH": "/bin", "address": "elsewhere"})

    assert (settings.ADDRESS, settings.ATTEMPTS) == ("http://127.0.0.1", 5)
    assert settings.API_KEY.get_secret_value() == "not-for-print"


def test_every_fault_is_named_at_once():
    with pytest.raises(ConfigurationError) as caught:
        Wanted.read({"ATTEMPTS": "0"})

    said = str(caught.value)
    assert all(name in said for name in ("ADDRESS: Field required", "API_KEY: Field required", "ATTEMPTS: "))


def test_an_empty_variable_counts_as_absent():
    assert Wanted.read({**GIVEN, "ATTEMPTS": ""}).ATTEMPTS == 3
    with pytest.raises(ConfigurationError, match="ADDRESS: Field required"):
        Wanted.read({**GIVEN, "ADDRESS": ""})


def test_a_secret_shows_in_no_repr():
    settings = Wanted.read(GIVEN)

    assert "not-for-print" not in f"{settings!r} {settings} {settings.model_dump()}"


def test_a_value_that_is_wrong_shows_in_no_error():
    with pytest.raises(ConfigurationError) as caught:
        Wanted.read({**GIVEN, "ATTEMPTS": "not-for-print-either"})

    assert "not-for-print" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_settings_do_not_change():
    settings = Wanted.read(GIVEN)

    with pytest.raises(ValueError, match="frozen"):
        settings.ADDRESS = "elsewhere"


def test_the_error_names_the_function_whose_settings_they_are():
    from functions.nightly_ingest.handler import NightlySettings

    with pytest.raises(ConfigurationError, match=r"^settings of nightly_ingest: PEPTALK_CATALOG: "):
        NightlySettings.read({"PEPTALK_CATALOG": "everything"})


class Asking(Settings):
    URL: Annotated[str, http_like("https://vendor.example/api")] = "https://vendor.example/api"


@pytest.mark.parametrize("wrong", ["vendor.example", "ftp://vendor.example", "https://", "http:///path", "//vendor"])
def test_what_is_no_address_is_refused_with_one_that_is(wrong):
    with pytest.raises(ConfigurationError, match=r"URL: must be an address like https://vendor\.example/api"):
        Asking.read({"URL": wrong})


def test_an_address_ends_in_no_slash():
    assert Asking.read({"URL": "http://127.0.0.1:8080/api//"}).URL == "http://127.0.0.1:8080/api"


@pytest.mark.parametrize(
    ("address", "here"),
    [
        *((each, True) for each in ("http://127.0.0.1:1/a", "http://[::1]/", "http://localhost", "http://LOCALHOST:1")),
        *((each, False) for each in ("http://127.0.0.1.example/", "https://localhost.example", "http://10.0.0.1", "")),
    ],
)
def test_only_this_machine_is_on_loopback(address, here):
    assert on_loopback(address) is here
