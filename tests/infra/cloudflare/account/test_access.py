import pytest
from pydantic import SecretStr

from infra.cloudflare.account.access import R2, Access, Need, Operate, Rest, Target
from shared.platform.errors import ConfigurationError

FULL = {
    "CLOUDFLARE_API_TOKEN": "token-of-nobody",
    "CLOUDFLARE_ACCOUNT_ID": "abc123",
    "PEPTALK_OPERATE_TOKEN": "service-token-of-nobody",
    "R2_ACCESS_KEY_ID": "key-of-nobody",
    "R2_SECRET_ACCESS_KEY": "secret-of-nobody",
}


def test_every_missing_setting_is_named_at_once_with_where_to_get_it():
    with pytest.raises(ConfigurationError) as failed:
        Access.read({}, Target.PRODUCTION, Need.REST, Need.OPERATE, Need.R2)

    for name in (*FULL, "PEPTALK_OPERATE_URL"):
        assert str(failed.value).count(name) == (2 if name == "R2_ACCESS_KEY_ID" else 1)
    assert "dashboard, R2, API tokens" in str(failed.value)
    assert "run the same command again" in str(failed.value)


def test_only_what_a_command_needs_is_asked_for():
    access = Access.read(
        {"R2_ACCESS_KEY_ID": "k", "R2_SECRET_ACCESS_KEY": "s", "CLOUDFLARE_ACCOUNT_ID": "a"}, Target.STAGING, Need.R2
    )

    assert access.r2.url == "https://a.r2.cloudflarestorage.com"
    with pytest.raises(ConfigurationError, match=r"door rest"):
        _ = access.rest


def test_addresses_have_defaults_and_can_be_set():
    default = Access.read(FULL, Target.PRODUCTION, *Need, domain="peptalk.com")
    loopback = {
        name: f"http://127.0.0.1:1/{name.lower()}/"
        for name in ("PEPTALK_CLOUDFLARE_URL", "PEPTALK_OPERATE_URL", "PEPTALK_R2_URL")
    }
    given = Access.read({**FULL, **loopback}, Target.PRODUCTION, *Need, domain="peptalk.com")

    assert default.rest == Rest("abc123", SecretStr("token-of-nobody"))
    assert default.operate == Operate("https://operate.peptalk.com", SecretStr("service-token-of-nobody"))
    assert default.r2 == R2("https://abc123.r2.cloudflarestorage.com", "key-of-nobody", SecretStr("secret-of-nobody"))
    assert given.rest.url == "http://127.0.0.1:1/peptalk_cloudflare_url"
    assert given.operate.url == "http://127.0.0.1:1/peptalk_operate_url"
    assert given.r2.url == "http://127.0.0.1:1/peptalk_r2_url"


def test_a_wrong_address_is_named():
    with pytest.raises(ConfigurationError, match="PEPTALK_R2_URL"):
        Access.read({**FULL, "PEPTALK_R2_URL": "nowhere"}, Target.STAGING, Need.R2)


def test_secrets_hide_themselves():
    shown = repr(Access.read(FULL, Target.STAGING, *Need, domain="staging.example"))

    assert "secret-of-nobody" not in shown
    assert "token-of-nobody" not in shown


def test_local_is_not_on_cloudflare():
    with pytest.raises(ConfigurationError, match="add --target staging or --target production"):
        Access.read(FULL, Target.LOCAL, Need.REST)


@pytest.mark.parametrize(
    ("target", "names"),
    [
        (Target.LOCAL, ("peptalk-db", "peptalk-files", "peptalk-nightly-ingest")),
        (Target.STAGING, ("peptalk-staging-db", "peptalk-files-staging", "peptalk-nightly-ingest-staging")),
        (Target.PRODUCTION, ("peptalk-production-db", "peptalk-files-production", "peptalk-nightly-ingest-production")),
    ],
)
def test_each_target_has_names_of_its_own(target, names):
    assert (target.database, target.bucket, target.worker("nightly_ingest")) == names
