"""Invented pairs of a sound claim and a wrong one: what the file holds, and what the gates make of a part of it."""

from collections import Counter

from evaluation.pairs import counted, main, pairs

EVERY = 6
PAIRS = pairs()


def test_pairs_are_numbered_and_differ():
    assert [each.id for each in PAIRS] == [f"W{number:03d}" for number in range(1, len(PAIRS) + 1)]
    assert len(PAIRS) >= 270
    for said in ("quote", "sound", "wrong"):
        assert [text for text, count in Counter(getattr(each, said) for each in PAIRS).items() if count > 1] == []
    assert all(each.wrong not in (each.sound, each.quote) for each in PAIRS)


def test_there_are_enough_of_every_kind():
    kinds = Counter(each.kind for each in PAIRS)

    assert len(kinds) >= 28
    assert min(kinds.values()) >= 5
    assert min(Counter(each.half for each in PAIRS).values()) >= 120


def test_most_wrong_claims_of_a_part_are_caught_and_few_sound_ones_refused():
    part = [each for each in PAIRS if each.half == "odd" and each.batch != "third"][::EVERY]
    found = counted(part)
    sums = {what: sum(count for (*_, which), count in found.items() if which == what) for what in ("caught", "refused")}

    assert len(part) >= 12
    assert sums["caught"] >= 0.8 * len(part)
    assert sums["refused"] <= 1


def test_only_counts_are_told_of_the_even_half(monkeypatch, capsys):
    some = tuple(each for each in PAIRS if each.kind == "comparator")
    monkeypatch.setattr("evaluation.pairs.pairs", lambda: some)

    assert main(missed=True) == 0

    out = capsys.readouterr().out
    assert "comparator" in out
    assert [each.id for each in some if each.half == "even" and each.id in out] == []
    assert "missed: " in out
