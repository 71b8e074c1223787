"""The records that wrangler writes for programs, one JSON object a line: read, or kept aside where they are broken.

`Deploying` goes back on what `CommandFailed` tells; a broken record must not pass it by as another error would, with
the traffic halfway.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from shared.domain.nesting import parsed
from shared.platform.errors import PepTalkError

_SHOWN = 160


class CommandFailed(PepTalkError):
    """A command ended with an error; the text holds its last lines."""


class RecordsBroken(CommandFailed):
    """A command ended well, and what wrangler wrote of it cannot be read; the text says where, and what to do next."""


def records_in(file: Path, command: str) -> dict[str, Mapping[str, Any]]:
    """The last record of each type; none where nothing was written.

    Raises:
        RecordsBroken: a line is no record, or the file cannot be read.
    """
    try:
        lines = file.read_bytes().split(b"\n")
    except FileNotFoundError:
        return {}
    except OSError as exc:
        raise RecordsBroken(_said(command, f"cannot be read ({exc.strerror})", None)) from exc
    found: dict[str, Mapping[str, Any]] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                record = _record(line)
            except ValueError as exc:
                shown = line[:_SHOWN].decode(errors="replace") + ("..." if len(line) > _SHOWN else "")
                wrong = f"are broken in line {number} ({exc}): {json.dumps(shown)}"
                raise RecordsBroken(_said(command, wrong, _kept(file))) from exc
            found[record["type"]] = record
    return found


def _record(line: bytes) -> Mapping[str, Any]:
    value = parsed(line.decode())
    if not isinstance(value, dict):
        raise ValueError("no object")
    record = cast("dict[str, Any]", value)
    if not isinstance(record.get("type"), str):
        raise ValueError("no `type`")
    if not isinstance(record.get("version_id"), str | None):
        raise ValueError("`version_id` is no text")
    return record


def _kept(file: Path) -> Path | None:
    """A copy that outlives the command's own folder; None where the disk takes none."""
    try:
        number, name = tempfile.mkstemp(prefix="wrangler-records-", suffix=".ndjson")
        os.close(number)
        return Path(shutil.copyfile(file, name))
    except OSError:
        return None


def _said(command: str, wrong: str, copy: Path | None) -> str:
    kept = f"; the file is kept as {copy}" if copy else ""
    return (
        f"`{command}` ended well, but the records that wrangler wrote {wrong}{kept}. See whether the disk is full "
        "and wrangler the pinned one (`make node`), then give the same `peptalk deploy` again: each of its commands "
        "may be run twice"
    )
