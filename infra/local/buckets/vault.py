"""Where backups are kept: a folder, or a bucket of any S3 service, as `PEPTALK_BACKUP_URL` says."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pydantic import SecretStr

from infra.local.buckets.bucket import FolderBucket
from infra.local.buckets.s3 import S3Bucket
from shared.platform.configuration.settings import Settings
from shared.platform.errors import ConfigurationError
from shared.platform.ports import Bucket

_EXAMPLES = "/mnt/backups/peptalk, or https://<account>.r2.cloudflarestorage.com/<bucket>"


class _Variables(Settings):
    PEPTALK_BACKUP_URL: str | None = None
    PEPTALK_BACKUP_KEY_ID: str | None = None
    PEPTALK_BACKUP_SECRET: SecretStr | None = None
    R2_ACCESS_KEY_ID: str | None = None
    R2_SECRET_ACCESS_KEY: SecretStr | None = None


def vault(env: Mapping[str, str]) -> Bucket:
    """The bucket that backups go to and come from.

    Raises:
        ConfigurationError: naming what is missing or wrong, and what to set.
    """
    given = _Variables.read(env)
    if given.PEPTALK_BACKUP_URL is None:
        raise ConfigurationError(
            f"PEPTALK_BACKUP_URL is missing: set it to where backups are kept, such as {_EXAMPLES}"
        )
    url = urlsplit(given.PEPTALK_BACKUP_URL)
    if url.scheme in ("", "file"):
        if url.netloc or not url.path:
            raise ConfigurationError(f"PEPTALK_BACKUP_URL names no folder of this machine; write {_EXAMPLES}")
        return FolderBucket(Path(unquote(url.path) if url.scheme else given.PEPTALK_BACKUP_URL))
    bucket = url.path.strip("/")
    if url.scheme not in ("http", "https") or not url.hostname or not bucket or "/" in bucket or url.query:
        raise ConfigurationError(f"PEPTALK_BACKUP_URL is neither a folder nor the URL of a bucket; write {_EXAMPLES}")
    if url.username or url.password:
        raise ConfigurationError("PEPTALK_BACKUP_URL holds a secret; give it as PEPTALK_BACKUP_SECRET instead")
    key, secret = given.PEPTALK_BACKUP_KEY_ID, given.PEPTALK_BACKUP_SECRET
    if key is None and secret is None:
        key, secret = given.R2_ACCESS_KEY_ID, given.R2_SECRET_ACCESS_KEY
    if key is None or secret is None:
        raise ConfigurationError(
            f"backups on {url.hostname} need PEPTALK_BACKUP_KEY_ID and PEPTALK_BACKUP_SECRET "
            "(or R2_ACCESS_KEY_ID and R2_SECRET_ACCESS_KEY, where it is the same account)"
        )
    return S3Bucket(
        bucket, endpoint=f"{url.scheme}://{url.netloc}", access_key=key, secret_key=secret.get_secret_value()
    )
