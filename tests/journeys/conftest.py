"""A journey is a stranger's: the installed command in a process of its own, in a folder of its own."""

from pathlib import Path

import pytest
from shell import Shell


@pytest.fixture
def peptalk(tmp_path: Path) -> Shell:
    return Shell(tmp_path / "home")
