"""A process that has imported the whole command and all that it runs, and forks one for each time that the command is
asked for.

Most of a short command's time is its imports, and half of a night's over the sample. What is forked is a process of its
own in its own folder, with the variables that it is given and no others; the console script itself is started by the
journeys. A module of the tests that forks commands itself is started in the same way.
"""

import gc
import importlib
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from infra.cli import main
from infra.local.machine.project import FUNCTIONS

LATE = ("openai.resources.responses.responses", "anthropic.resources.messages.batches")
"""What the SDKs import at their first call, half a second of every process."""


class Ready:
    """The process; `run` may be called by several threads at once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = tempfile.TemporaryDirectory(prefix="ready-")
        self._socket = f"{self._folder.name}/socket"
        self._process = subprocess.Popen(
            [sys.executable, "-P", __file__, self._socket],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        if self._process.stdout.readline() != "ready\n":
            raise AssertionError(f"the command could not be imported: {self._process.wait()}")

    def run(
        self, arguments: Sequence[str], env: Mapping[str, str], timeout: float, module: str = ""
    ) -> tuple[int, str, str]:
        """Exit code or minus the signal that ended it, stdout, stderr; TimeoutExpired is raised as by subprocess.

        `module` of the tests is run in place of the command, as `python -m` would.
        """
        with tempfile.TemporaryDirectory(dir=self._folder.name) as folder:
            out, err = (Path(folder, name) for name in ("out", "err"))
            begun = self.begin(arguments, env, out, err, module)
            try:
                code = begun.ended(timeout)
            except TimeoutError:
                begun.kill(signal.SIGKILL)
                raise subprocess.TimeoutExpired(list(arguments), timeout) from None
            return code, out.read_text("utf-8"), err.read_text("utf-8")

    def begin(
        self, arguments: Sequence[str], env: Mapping[str, str], out: Path, err: Path, module: str = ""
    ) -> "Begun":
        """The command in the background; what it says is added to the two files."""
        asked = {
            "arguments": list(arguments),
            "env": dict(env),
            "root": str(self._root),
            "said": [str(out), str(err)],
            "module": module,
        }
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(self._socket)
        connection.sendall(json.dumps(asked).encode() + b"\n")
        answers = connection.makefile("r")
        return Begun(int(answers.readline()), connection, answers)

    def close(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.communicate()
        self._folder.cleanup()


@dataclass
class Begun:
    """A command that was begun, in a session of its own."""

    pid: int
    connection: socket.socket
    answers: TextIO

    def kill(self, number: signal.Signals) -> None:
        """Send a signal to it and whatever it started."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, number)

    def ended(self, timeout: float) -> int:
        """Its exit code, or minus the signal that ended it, once it has ended.

        Raises:
            TimeoutError: it has not ended within so many seconds.
        """
        self.connection.settimeout(timeout)
        with self.connection, self.answers:
            return int(self.answers.readline())


def preload(*functions: str) -> None:
    """Import these functions' modules, by default every one's, which compiles the rules, so that no child has to; nor
    does any go through all this for garbage."""
    for path in sorted(FUNCTIONS.glob("*/*.py")):
        if functions and path.parent.name not in functions:
            continue
        importlib.import_module(f"functions.{path.parent.name}.{path.stem}".removesuffix(".__init__"))
    for each in LATE:
        importlib.import_module(each)
    gc.collect()
    gc.freeze()


def forked(path: str) -> str:
    """Listen, and return in each process that is to be the command, or the module that is named."""
    main.app_with(main.COMMANDS)
    preload()
    if threading.active_count() > 1:
        raise RuntimeError(f"an import started threads: {threading.enumerate()}")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen()
    print("ready", flush=True)
    while True:
        connection, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            return _attended(connection)
        connection.close()
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


def _attended(connection: socket.socket) -> str:
    """Fork the command, and tell its exit code; returns in the command alone."""
    asked = json.loads(connection.makefile("r").readline())
    begun, begins = os.pipe()
    pid = os.fork()
    if pid == 0:
        connection.close()
        os.setsid()
        os.write(begins, b".")
        os.close(begins)
        os.close(begun)
        return _become(**asked)
    os.read(begun, 1)
    connection.sendall(f"{pid}\n".encode())
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    with suppress(BrokenPipeError):
        connection.sendall(f"{code}\n".encode())
    os._exit(0)


def _become(arguments: list[str], env: dict[str, str], root: str, said: list[str], module: str) -> str:
    for number, path in enumerate(said, 1):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(descriptor, number)
        os.close(descriptor)
    os.chdir(root)
    os.environ.clear()
    os.environ.update(env)
    sys.argv = ["peptalk", *arguments]
    return module


if __name__ == "__main__":
    if asked_for := forked(sys.argv[1]):
        sys.path.insert(0, str(Path(__file__).parents[1]))
        runpy.run_module(asked_for, run_name="__main__", alter_sys=True)
    else:
        main.run()
