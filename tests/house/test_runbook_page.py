"""docs/runbook.md names commands of ours only as they are: each is there, with each of its options."""

import re
import shlex

import pytest
import typer
from rigs.places import ROOT

from infra.cli.main import COMMANDS, app_with

PAGE = (ROOT / "docs/runbook.md").read_text("utf-8")
TYPED = sorted(set(re.findall(r"`(?:PEPTALK_HOME=\S+ )?(peptalk [^`]+)`", PAGE)))


@pytest.fixture(scope="module")
def command():
    return typer.main.get_command(app_with(COMMANDS))


def test_the_page_names_commands():
    assert len(TYPED) > 40


@pytest.mark.parametrize("typed", TYPED)
def test_each_command_of_the_runbook_page_is_there_with_its_options(command, typed):
    words = shlex.split(typed.replace("\\|", "|").split(" > ")[0].split(" | ")[0])[1:]
    while words and hasattr(command, "commands") and words[0] in command.commands:
        command = command.commands[words.pop(0)]

    assert not hasattr(command, "commands"), f"{typed}: no such command"
    options = {each for parameter in command.params for each in parameter.opts}
    assert {each for each in words if each.startswith("--")} <= options


def test_every_page_that_it_leads_to_is_there():
    for link in re.findall(r"\]\(([^)#]+)", PAGE):
        assert (ROOT / "docs" / link).exists(), link
