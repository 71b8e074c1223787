"""A journey is a stranger's: the command in a process of its own, in a folder of its own. How the installed console
script starts is seen where it runs in the background, and in the journeys that make a shell without `ready`."""

from pathlib import Path

import pytest
from rigs.ready import Ready
from rigs.shell import Shell


@pytest.fixture
def peptalk(tmp_path: Path, ready: Ready) -> Shell:
    return Shell(tmp_path / "home", ready=ready)
