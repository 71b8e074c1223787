"""Headings below which an abstract says only why the work was done."""

import pytest

from shared.domain.evidence.headings import is_before_the_work


@pytest.mark.parametrize(
    "heading",
    [
        "BACKGROUND",
        "Background and Aims",
        "OBJECTIVE",
        "Purpose",
        "INTRODUCTION",
        "Context",
        "HYPOTHESIS",
        "IMPORTANCE",
    ],
)
def test_background_and_aims_come_before_the_work(heading: str):
    assert is_before_the_work(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "METHODS",
        "Aims and methods",
        "OBJECTIVES AND DESIGN",
        "Results",
        "CONCLUSIONS",
        "Purpose: findings",
        "Contexts",
    ],
)
def test_what_may_tell_of_the_work_itself_does_not(heading: str):
    assert not is_before_the_work(heading)
