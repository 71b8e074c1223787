"""A journey is a stranger's: the installed command in a process of its own, in a folder of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

from rigs.places import ROOT
from rigs.ready import Ready

PEPTALK = Path(sys.executable).with_name("peptalk")
_OURS = ("PEPTALK_", "NCBI_", "ANTHROPIC_", "OPENAI_", "STRIPE_")


@dataclass
class Done:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    def state(self, slug: str) -> dict[str, Any]:
        return next(each for each in self.json["peptides"] if each["slug"] == slug)


@dataclass
class Shell:
    """A home, an environment without anybody's keys, and the `peptalk` command: forked where a process is `ready`."""

    home: Path
    env: dict[str, str] = field(default_factory=dict)
    ready: Ready | None = None

    def __call__(self, *arguments: str, timeout: float = 120, **env: str) -> Done:
        if self.ready is not None:
            return Done(*self.ready.run(arguments, self.environment(env), timeout))
        done = subprocess.run(
            [str(PEPTALK), *arguments],
            cwd=ROOT,
            env=self.environment(env),
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    @contextmanager
    def started(self, *arguments: str, **env: str) -> Iterator[subprocess.Popen[str]]:
        """The command in the background; killed where it has not ended when the context does."""
        process = self._begun(arguments, env)
        with process:
            try:
                yield process
            finally:
                process.kill()

    def _begun(self, arguments: Sequence[str], env: Mapping[str, str]) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [str(PEPTALK), *arguments],
            cwd=ROOT,
            env=self.environment(env),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def environment(self, more: Mapping[str, str]) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
        return {**kept, "PEPTALK_HOME": str(self.home), **self.env, **more}

    @contextmanager
    def running(self, *arguments: str, until: str, **env: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
        """The command in the background, once a line of its stderr has said `until`; ended by Ctrl-C's signal.

        What it goes on to say is read all the while: a pipe that nobody reads is full one day, and stops who writes.
        """
        process = self._begun(arguments, env)
        said: list[str] = []
        assert process.stdout is not None
        assert process.stderr is not None
        readers = [Thread(target=process.stdout.read), Thread(target=process.stderr.read)]
        readers[0].start()
        try:
            for line in process.stderr:
                said.append(line)
                if until in line:
                    break
            else:
                raise AssertionError(f"{arguments} never said {until!r}: {''.join(said)}")
            readers[1].start()
            yield process, said
        finally:
            process.send_signal(2)
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
            finally:
                _joined(process, readers)


def _joined(process: subprocess.Popen[str], readers: Sequence[Thread]) -> None:
    process.wait()
    for each in readers:
        if each.ident is not None:
            each.join()
    for stream in (process.stdout, process.stderr):
        if stream is not None:
            stream.close()


def by_day() -> dict[str, str]:
    """The variable that sets `peptalk up` to the noon that comes next: the crons of the night do not fire meanwhile."""
    now = datetime.now(UTC)
    noon = now.replace(hour=12, minute=0, second=0, microsecond=0)
    ahead = (noon - now) % timedelta(days=1)
    return {"PEPTALK_CLOCK_AHEAD": f"{round(ahead.total_seconds())}s"}
