"""Certificates are read once, and still checked."""

import ssl

from shared.platform.vendors.certificates import certificates


def test_they_are_read_once_in_a_process() -> None:
    assert certificates() is certificates()


def test_names_and_certificates_of_servers_are_checked() -> None:
    found = certificates()

    assert isinstance(found, ssl.SSLContext)
    assert found.check_hostname
    assert found.verify_mode is ssl.CERT_REQUIRED
