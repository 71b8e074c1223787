"""Following the logs of many Workers as one stream of lines: one `wrangler tail` for each."""

import asyncio
import codecs
import json
import re
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from infra.cloudflare.deployment.commands import Runner
from infra.cloudflare.wrangler import Wrangler

_AGAIN = 5.0
"""Seconds before a tail that ended is begun anew; wrangler itself reconnects what was cut."""
_TIMES = 5
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_ASIDE = "If you think this is a bug"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a Worker's log. `level` is the logger's, `exception`, or `outcome` where an invocation ended ill."""

    worker: str
    at: datetime
    level: str
    text: str

    def __str__(self) -> str:
        return f"{self.worker} {self.at:%Y-%m-%dT%H:%M:%S.%f}"[:-3] + f"Z {self.level} {self.text}"


def lines(worker: str, event: dict[str, Any]) -> list[Line]:
    """What one invocation said, in order: its log, its exceptions, and its end where that was not `ok`."""
    logs: list[dict[str, Any]] = event.get("logs") or []
    exceptions: list[dict[str, Any]] = event.get("exceptions") or []
    found = [
        Line(worker, _instant(each), str(each.get("level", "log")), " ".join(map(_word, each.get("message") or [])))
        for each in logs
    ]
    found += [
        Line(worker, _instant(each), "exception", f"{each.get('name', 'Error')}: {each.get('message', '')}")
        for each in exceptions
    ]
    outcome = str(event.get("outcome", "ok"))
    if outcome != "ok":
        what = ", ".join(event.get("event") or {})
        at = {"timestamp": event.get("eventTimestamp")}
        found.append(Line(worker, _instant(at), "outcome", f"{outcome} ({what})"))
    return found


async def follow(
    workers: Sequence[str],
    runner: Runner,
    emit: Callable[[Line], None],
    say: Callable[[str], None],
    status: str | None = None,
    again: float = _AGAIN,
) -> None:
    """Follow every Worker until cancelled, or until no tail is left.

    `status` is wrangler's filter: `ok`, `error` or `canceled`. A tail that ends is begun anew a few times.
    """
    async with asyncio.TaskGroup() as group:
        for worker in workers:
            group.create_task(_follow(worker, runner, emit, say, status, again))


async def _follow(
    worker: str, runner: Runner, emit: Callable[[Line], None], say: Callable[[str], None],
    status: str | None, again: float,
) -> None:  # fmt: skip
    words = ["tail", worker, "--format", "json", *(["--status", status] if status else [])]
    for _ in range(_TIMES):
        process = await asyncio.create_subprocess_exec(
            *Wrangler.installed().command(*words),
            cwd=runner.root,
            env=runner.environment(),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is ours to pass on, so that each tail is ended on Cloudflare too
        )
        said, complained = cast("asyncio.StreamReader", process.stdout), cast("asyncio.StreamReader", process.stderr)
        complaints = asyncio.create_task(complained.read())
        try:
            async for event in events(said):
                for line in lines(worker, event):
                    emit(line)
            await process.wait()
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGINT)
                await process.wait()
        why = _why((await complaints).decode(errors="replace"))
        say(f"{worker}: its tail ended{f': {why}' if why else ''}")
        await asyncio.sleep(again)
    say(f"{worker} is not followed any more")


def _why(complaint: str) -> str:
    """wrangler's complaint as one line, without its colours, which it writes to pipes too, and without its asides."""
    return " ".join(_COLOUR.sub("", complaint).partition(_ASIDE)[0].split())


async def events(stream: asyncio.StreamReader) -> AsyncIterator[dict[str, Any]]:
    """The JSON objects of a stream, each over as many lines as it takes."""
    # What is read ends anywhere, in the middle of a letter too.
    decoder, text, buffer = json.JSONDecoder(), codecs.getincrementaldecoder("utf-8")("replace"), ""
    while chunk := await stream.read(65_536):
        buffer += text.decode(chunk)
        while start := buffer.find("{") + 1:
            try:
                event, end = decoder.raw_decode(buffer, start - 1)
            except json.JSONDecodeError:
                break
            yield event
            buffer = buffer[end:]


def _instant(told: dict[str, Any]) -> datetime:
    return datetime.fromtimestamp((told.get("timestamp") or 0) / 1000, UTC)


def _word(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
