"""Where what is printed goes nowhere: a reader that has had enough, a stream that was closed, a disk that is full."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from rigs.places import ROOT

from infra.cli.terminal.console import Exit

PEPTALK = shlex.join([sys.executable, "-c", "from infra.cli.main import run; run()"])


def typed(line: str, home: Path) -> tuple[int, str]:
    """The exit code of `peptalk` in a line of bash, told as the last on stdout; and stderr."""
    done = subprocess.run(
        ["bash", "-c", line.replace("peptalk", PEPTALK, 1)],
        cwd=ROOT,
        env={"PEPTALK_HOME": str(home), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return int(done.stdout.splitlines()[-1]), done.stderr


@pytest.mark.parametrize("words", ["synthesize prompt", "--help", "runs list", "files list", "queues list"])
def test_a_reader_that_has_had_enough_is_no_failure(tmp_path: Path, words: str):
    for reader in ("head -n 1", "true"):
        code, said = typed(f"peptalk {words} | {reader} > /dev/null; echo ${{PIPESTATUS[0]}}", tmp_path)

        assert code == Exit.DONE, said
        assert "Exception" not in said
        assert "Broken" not in said


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_stream_that_a_shell_closed_is_one_that_nobody_reads(tmp_path: Path, closed: str):
    code, said = typed(f"(peptalk queues list {closed}); echo $?", tmp_path)

    assert (code, said) == (Exit.DONE, "")


EMPTY = "stdin is empty, or nothing in it can be seen. Next: name a file with words in it."


def test_a_stdin_that_was_closed_holds_nothing(tmp_path: Path):
    code, said = typed("peptalk comply - <&-; echo $?", tmp_path)

    assert (code, said) == (Exit.FAILED, f"peptalk: {EMPTY}\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this machine has no /dev/full, which is always full")
@pytest.mark.parametrize("words", ["queues list", "synthesize prompt", "--version"])
def test_what_cannot_be_written_is_a_failure_in_one_line(tmp_path: Path, words: str):
    code, said = typed(f"peptalk {words} > /dev/full; echo $?", tmp_path)

    assert code == Exit.FAILED
    assert said.startswith("peptalk: No space left on device. Next: ")
    assert said.count("\n") == 1
