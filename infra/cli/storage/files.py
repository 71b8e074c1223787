"""`peptalk files list|get`: what lies in the bucket, and one object of it as a file."""

import asyncio
import os
from pathlib import Path
from typing import Annotated

import typer

from functions.operate.pages.artifacts import LIST, File, ListFiles, file_of
from infra.cli.desks import reach, session
from infra.cli.desks.desk import Desk
from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.target import LOCAL, TargetOption
from infra.local.platform import reports
from shared.platform.errors import PermanentError
from shared.store.backup.backups import every_object

app = typer.Typer(no_args_is_help=True, help="The bucket: artifacts, packs, answers of models.")

KEY_AT_MOST = 1_024
"""Bytes of a key (`shared.platform.ports.Bucket`)."""

Prefix = Annotated[str, typer.Argument(help="Only keys that start so, such as artifacts/.")]
Key = Annotated[str, typer.Argument(help="A key, as reports and `files list` name it.")]
To = Annotated[Path | None, typer.Option("--to", help="The file to write; without it, the key's last part, here.")]
Direct = Annotated[
    bool, typer.Option("--direct", help="Ask the bucket itself (R2's S3 API), not operate: where that does not answer.")
]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, max=100_000, help="How many, in the order of their keys.")]


@app.command("list")
def list_files(
    prefix: Prefix = "", limit: Limit = 1_000, json: Json = False, direct: Direct = False, target: TargetOption = LOCAL
) -> int:
    """Objects with their sizes."""

    async def asked(desk: Desk) -> tuple[list[File], bool]:
        page = await desk.ask(LIST, ListFiles(prefix=prefix, limit=min(limit, 1_000)))
        found = list(page.files)
        while page.cursor is not None and len(found) < limit:
            page = await desk.ask(LIST, ListFiles(prefix=prefix, cursor=page.cursor))
            found += page.files
        return found[:limit], page.cursor is not None or len(found) > limit

    async def seen() -> tuple[list[File], bool]:
        found: list[File] = []
        async for info in every_object(reach.files_of(target), prefix):
            if len(found) == limit:
                return found, True
            found.append(file_of(info))
        return found, False

    found, more = session.until_stopped(seen()) if direct else session.at(target, asked)
    if json:
        print_json([each.model_dump(mode="json") for each in found])
    else:
        rows = [[each.key, each.size, each.uploaded[:19], each.content_type] for each in found]
        print_table("Files", ["key", "bytes", "since", "type"], rows)
    if more:
        say(f"The first {limit} are shown; --limit shows more.")
    return Exit.DONE


@app.command("get")
def get_file(key: Key, to: To = None, json: Json = False, direct: Direct = False, target: TargetOption = LOCAL) -> int:
    """Write one object to a file, and print the file's path."""
    path = to or Path(_name_in(key))
    try:
        there = path.exists()
    except OSError as exc:
        raise PermanentError(f"{str(path)[:60]!r} can be no file ({exc.strerror}); name another with --to") from exc
    if there:
        raise PermanentError(f"{path} exists already; name another file with --to")

    async def asked(desk: Desk) -> int:
        return await desk.fetch(key, path)

    async def seen() -> int:
        data = await reach.files_of(target).get(key)
        if data is None:
            raise PermanentError(f"{key} is not in the bucket; `peptalk files list` shows what is")
        await asyncio.to_thread(reports.write_whole, path, data)
        return len(data)

    size = session.until_stopped(seen()) if direct else session.at(target, asked)
    if json:
        print_json({"key": key, "file": str(path), "size": size})
    else:
        print(path)
    return Exit.DONE


def _name_in(key: str) -> str:
    """The key's last part."""
    if len(os.fsencode(key)) > KEY_AT_MOST or not (name := key.rsplit("/", 1)[-1]):
        raise typer.BadParameter(f"{key[:60]!r} is no object's key; `peptalk files list` shows them", param_hint="KEY")
    return name
