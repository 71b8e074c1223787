"""The benchmark itself runs; how fast anything is is read by people, never asserted."""

import json
from pathlib import Path
from random import Random

import pytest

from bench import cost
from bench.__main__ import main, parts
from bench.crowd import AT_MOST, number_of, told
from bench.library import Library
from bench.lost import KNOWN, Count, counted, killed
from bench.readers import peers
from bench.rows import TINY, Row, Scale
from functions.fetch.packs.pack import build_pack
from functions.fetch.reading.parse import parse


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


def test_parsing_stands_beside_its_peers_and_the_parsers_own_pass():
    rows = parts()["parsing"](TINY)

    assert [row.unit for row in rows] == ["records/s", "records/s", "MB", "MB"]
    assert all(row.baseline for row in rows)
    assert all(row.ours > 0 for row in rows if row.better == "more")
    assert all((row.peer is None) == (len(peers()) < 2) for row in rows)


def test_each_shape_of_the_broker_stands_beside_its_best_peer_and_a_bare_table():
    rows = parts()["broker"](TINY)

    assert [row.what.partition(": ")[2] for row in rows] == [*["send", "lease, no-op, ack", "all"] * 3, ""]
    assert all(row.ours > 0 and row.ratio and row.ratio_to_baseline for row in rows)
    assert all("huey" in row.note and "litequeue" in row.note and "ours all synced" in row.note for row in rows)
    assert all("huey has no batches" in row.note for row in rows if row.what.startswith("batches of 100"))


def test_the_pipeline_stands_beside_the_sum_of_its_pure_functions():
    rows = parts()["pipeline"](TINY)

    assert [row.unit for row in rows] == ["ms", "ms"]
    assert all(row.better == "less" and row.ours > 0 and row.ratio_to_baseline for row in rows)


def test_what_one_machine_holds_stands_beside_a_tenth_of_it():
    rows = parts()["load"](TINY)

    assert [row.what.partition(", ")[2] for row in rows] == [
        *("seconds a peptide", "CPU a peptide", "files a peptide", "disk a peptide", "most memory"),
    ]
    assert all(row.ours > 0 and row.ratio_to_baseline for row in rows)
    assert "10 peptides" in rows[0].note
    assert "baseline: 1 peptides" in rows[0].note


def test_the_invented_crowd_has_names_and_records_of_its_own():
    crowd = [told(number) for number in (0, 8, 4_899, AT_MOST - 1)]

    assert [number_of(each.peptide.terms[0]) for each in crowd] == [0, 8, 4_899, AT_MOST - 1]
    pmids = [study.pmid for each in crowd for study in parse(each.fetched).studies]
    assert len(set(pmids)) == len(pmids) > len(crowd)
    assert [number_of(parse(each.fetched).studies[0].pmid) for each in crowd] == [0, 8, 4_899, AT_MOST - 1]
    assert all(each.peptide.sample for each in crowd)


def test_a_kill_at_work_loses_nothing_of_ours_and_one_message_is_all_that_it_may_cost_a_peer():
    kills = 2

    counts = {name: killed(name, kills, Random(1)) for name in KNOWN}

    assert counts["ours"].lost == counts["ours"].by_hand == 0
    assert counts["litequeue"].lost == 0
    assert counts["huey"].lost <= kills


def test_what_is_never_done_is_lost_and_what_is_done_twice_is_not():
    assert counted(5, ["0", "1", "3", "1"], by_hand=1) == Count(lost=2, again=1, by_hand=1)


def test_the_table_shows_every_row_with_both_ratios(capsys):
    rows = [Row("steps", 6.0, 3.0, None, "steps/s"), Row("falls", 0, 0, None, "falls", better="less")]

    main([], {"walking": lambda scale: rows})

    shown = capsys.readouterr().out
    assert "2.00 x peer" in shown.replace("\n", " ")
    assert "less is better" in shown.replace("\n", " ")


def test_a_night_costs_less_than_a_first_draft_and_both_less_than_all_abstracts():
    # Of a handful of short abstracts the instructions would weigh more than all of them.
    rows = {row.what: row for row in parts()["cost"](Scale(share=0.05)) if "invented" in row.what}

    first, added, retracted = rows.values()
    assert 0 < added.ours < first.ours
    assert retracted.ours < first.ours
    assert all(row.baseline and row.ours < row.baseline for row in rows.values())


def test_the_second_model_is_charged_only_for_what_a_night_adds(tmp_path: Path):
    Library(peptides=1, studies=30, largest=30).save(tmp_path)
    whose = Library(peptides=1, studies=30, largest=30).entries()[0]
    found = cost.usable(sorted(tmp_path.rglob("*.xml")), whose)
    first, page = cost.drafted(build_pack(whose, found[1:]), None)

    night, after = cost.drafted(build_pack(whose, found), page)

    new = {each.text for each in after.claims} - {each.text for each in page.claims}
    assert first.verdicts == cost.SMALL_VERDICT * len(page.claims)
    assert night.verdicts == cost.SMALL_VERDICT * len(new) > 0


def test_asking_to_sign_in_stands_beside_an_unknown_address():
    rows = parts()["signing"](TINY)

    assert [row.what.partition(", ")[2] for row in rows] == [
        f"{kind} address: {name}"
        for kind in ("known", "disabled", "blocked")
        for name in ("median", "p95", "p95 of CPU")
    ]
    assert all(row.better == "less" and row.ours > 0 and row.ratio for row in rows)
