"""Every command says for which PepTalk it is, and production is changed only by somebody who agrees."""

from collections.abc import Iterator

import pytest
import typer.main

from infra.cli.main import COMMANDS as NAMES
from infra.cli.main import app_with


def leaves(command, path=()) -> Iterator[tuple[str, set[str]]]:
    """Every command that does something, with its options."""
    for name, each in getattr(command, "commands", {}).items():
        yield from leaves(each, (*path, name))
    if not hasattr(command, "commands"):
        yield " ".join(path), {option for each in command.params for option in each.opts}


COMMANDS = dict(leaves(typer.main.get_command(app_with(NAMES))))


def test_there_are_commands():
    assert {"run-single", "dlq replay", "runs follow", "files get", "db health", "infra apply"} <= COMMANDS.keys()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_a_target(name):
    assert "--target" in COMMANDS[name]


@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - {"up", "sandbox", "workers dev", "workers vendor"}))
def test_every_command_that_ends_with_something_to_tell_tells_it_as_json(name):
    assert "--json" in COMMANDS[name]
