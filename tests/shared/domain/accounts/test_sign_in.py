"""The rules of signing in: who is sent mail, which networks are one, and where nobody is led to."""

import pytest

from shared.domain.accounts.networks import network_of
from shared.domain.accounts.sign_in import Limits, Standing, browser_of, domain_of, local_path, too_many, withheld


@pytest.mark.parametrize(
    ("standing", "why"),
    [
        (Standing(), None),
        (Standing(blocked=True), "blocked"),
        (Standing(disabled=True), "disabled"),
        # The fifth mail in an hour goes out, the sixth does not, from one network.
        (Standing(address_network_hour=4), None),
        (Standing(address_network_hour=5), "limited"),
        # Others may use up nineteen before a reader's own network is cut short.
        (Standing(address_hour=19), None),
        (Standing(address_hour=20), "limited"),
        # A browser that is known has five of its own, whatever strangers used up.
        (Standing(address_hour=99, address_network_hour=99, known_hour=4), None),
        (Standing(known_hour=5), "limited"),
        (Standing(blocked=True, known_hour=0), "blocked"),
        (Standing(disabled=True, known_hour=0), "disabled"),
        # Four changes of address within an hour, and no sixth.
        (Standing(user_hour=8), None),
        (Standing(user_hour=10), "limited"),
        # The reason that lasts goes before the one that passes.
        (Standing(blocked=True, address_hour=99), "blocked"),
    ],
)
def test_why_no_mail_goes_out(standing, why):
    assert withheld(standing) == why


def test_an_address_that_another_account_has_is_taken():
    assert withheld(Standing(), taken=True) == "taken"
    assert withheld(Standing(blocked=True), taken=True) == "blocked"


@pytest.mark.parametrize(
    ("standing", "told"),
    [
        (Standing(network_hour=59), False),
        (Standing(network_hour=60), True),
        (Standing(network_hour=60, known_hour=0), False),
    ],
)
def test_a_network_that_asks_too_often_is_told_so_but_for_a_browser_that_is_known(standing, told):
    assert too_many(standing) == told


def test_limits_can_be_others():
    assert withheld(Standing(address_hour=3), Limits(address_hour=3)) == "limited"


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2ff:aaaa::1", "2001:db8:1:200::/56"),
        ("fe80::1%eth0", "fe80::/56"),
        ("testclient", "unknown"),
        ("", "unknown"),
        (None, "unknown"),
    ],
)
def test_the_network_of_an_address(address, network):
    assert network_of(address) == network


@pytest.mark.parametrize("path", ["/", "/peptides/bpc-157", "/account?tab=1", "/a//b"])
def test_a_path_of_this_site_is_kept(path):
    assert local_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        *(None, "", "peptides", "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example"),
        *("/a\\b", "/\t/evil.example", "/ a", "/\n/evil.example", "javascript:alert(1)", "/" + "a" * 600, "/ä"),
    ],
)
def test_whatever_might_lead_elsewhere_leads_to_the_front_page(path):
    assert local_path(path) == "/"


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1",
            "Safari on iPhone",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Linux"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("curl/8.5.0", "a program"),
        ("<script>alert(1)</script>", "a program"),
        (None, "unknown"),
    ],
)
def test_a_session_is_told_by_browser_and_system_alone(agent, said):
    assert browser_of(agent) == said


def test_a_domain_is_written_with_its_sign():
    assert domain_of("Ada@Example.COM") == "@example.com"
