"""docs/security.md names a test for each requirement; each is there."""

import re

import pytest
from rigs.places import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", PAGE)))
ROWS = [line for line in PAGE.splitlines() if re.match(r"\| \d", line)]


def test_every_requirement_has_a_test_or_says_that_it_is_not_met():
    bare = [row.split("|")[1].strip() for row in ROWS if "::test_" not in row and "not met" not in row]

    assert len(ROWS) > 25
    assert bare == []


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_test_that_the_page_names_is_there(file, name):
    path = ROOT / file
    assert path.is_file(), file
    assert re.search(rf"^(async )?def {name}\(", path.read_text("utf-8"), re.MULTILINE), f"{file} has no {name}"
