"""Files that are packed, told by how they begin: what is in one has to be unpacked before anybody can read it."""

_BEGINNINGS = (
    (b"\x1f\x8b", ("gzip", "gzip -dk")),
    (b"PK\x03\x04", ("zip", "unzip")),
    (b"BZh", ("bzip2", "bzip2 -dk")),
    (b"\xfd7zXZ\x00", ("xz", "xz -dk")),
    (b"\x28\xb5\x2f\xfd", ("zstd", "zstd -dk")),
)


def packed_with(data: bytes) -> tuple[str, str] | None:
    """What a file was packed with, and the command that unpacks it; None where it is not packed."""
    return next((how for begins, how in _BEGINNINGS if data.startswith(begins)), None)
