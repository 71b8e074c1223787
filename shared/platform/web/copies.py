"""When the copy that somebody has at hand will do."""


def matches(asked: str | None, etag: str) -> bool:
    """Whether an If-None-Match header names this entity tag (weakly compared, RFC 9110 section 13.1.2)."""
    if asked is None:
        return False
    tags = [each.strip().removeprefix("W/") for each in asked.split(",")]
    return "*" in tags or etag in tags
