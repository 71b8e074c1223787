"""The benchmark itself runs; how fast anything is is read by people, never asserted."""

import json

import pytest

from bench.__main__ import main, parts
from bench.rows import TINY, Row, Scale


def test_a_part_is_measured_by_its_name(capsys):
    def measured(scale: Scale) -> list[Row]:
        return [Row("steps", 6.0, 3.0, 12.0, "steps/s", f"share {scale.share}")]

    code = main(["walking", "--json", "--tiny"], {"walking": measured, "running": lambda scale: []})

    (row,) = json.loads(capsys.readouterr().out)
    assert code == 0
    assert (row["what"], row["ratio"], row["ratio_to_baseline"]) == ("steps", 2.0, 0.5)
    assert row["note"] == f"share {TINY.share}"


def test_a_part_that_there_is_not_is_refused_with_the_known_ones(capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["brokr"], {"broker": lambda scale: []})

    assert "no part brokr; there are broker" in capsys.readouterr().err


def test_the_parse_row_stands_beside_its_baseline():
    (row,) = parts()["parsing"](TINY)

    assert row.ours > 0
    assert row.baseline
