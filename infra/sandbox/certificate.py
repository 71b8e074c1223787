"""A certificate for loopback and the authority that signed it, so that clients are seen to speak TLS.

`trustme` makes them; it comes with the extra `dev`.
"""

from dataclasses import dataclass
from pathlib import Path

from shared.platform.errors import ConfigurationError

_NAMES = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Certificate:
    """PEM files: `authority` is whom clients must trust; `server` holds key and chain of the server."""

    authority: Path
    server: Path

    def env(self) -> dict[str, str]:
        """The variables that let OpenSSL's users (Python) and Node trust it."""
        trusted = str(self.authority.absolute())
        return {"SSL_CERT_FILE": trusted, "NODE_EXTRA_CA_CERTS": trusted}


def certificate(folder: Path) -> Certificate:
    """The certificate kept in `folder`, made where there is none.

    Raises:
        ConfigurationError: there is none, and `trustme`, which makes it, is not installed or cannot write there.
    """
    kept = Certificate(folder / "ca.pem", folder / "server.pem")
    if kept.authority.is_file() and kept.server.is_file():
        return kept
    try:
        import trustme  # noqa: PLC0415  (only who wants TLS on loopback has it)
    except ImportError as exc:
        raise ConfigurationError(
            f"{folder} holds no ca.pem and server.pem; put them there, or let them be made: pip install trustme"
        ) from exc
    authority = trustme.CA(organization_name="PepTalk's sandbox, trusted by nobody else")
    server = authority.issue_cert(*_NAMES)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        server.private_key_and_cert_chain_pem.write_to_path(str(kept.server))
        kept.server.chmod(0o600)
        authority.cert_pem.write_to_path(str(kept.authority))
    except OSError as exc:
        raise ConfigurationError(f"the certificate cannot be kept in {folder} ({exc.strerror}); name another") from exc
    return kept
