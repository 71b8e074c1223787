"""A target's R2 bucket from outside, through R2's S3 API."""

from infra.cloudflare.account.access import Access
from infra.local.buckets.s3 import S3Bucket


def remote_bucket(access: Access) -> S3Bucket:
    """The target's bucket; `access` must have been read with `Need.R2`. Nothing is asked of it yet."""
    r2 = access.r2
    return S3Bucket(
        access.target.bucket, endpoint=r2.url, access_key=r2.key_id, secret_key=r2.secret.get_secret_value()
    )
