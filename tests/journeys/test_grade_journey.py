"""Grading files offline: per outcome and overall, with a proof that another process recomputes byte for byte."""

import json

import pytest
from shell import Shell

from infra.cli.main import main
from infra.sandbox import samples

CORPUS = tuple(map(str, sorted(samples.CORPUS.glob("*.xml"))))


@pytest.fixture(scope="module")
def peptalk(tmp_path_factory):
    return Shell(tmp_path_factory.mktemp("grading"))


@pytest.fixture(scope="module")
def graded(peptalk):
    """A grade as JSON, and its proof."""
    proof = peptalk.home / "proof.json"
    done = peptalk("grade", *CORPUS, "--peptide", "exemplin 12", "--json", "--proof", str(proof), PYTHONHASHSEED="1")
    return done, proof


def test_files_are_graded_for_one_peptide_with_counts_and_steps(graded):
    done, proof = graded

    assert done.code == 0, done.err
    assert done.json["grade"] == json.loads(proof.read_bytes())
    assert done.json["grade"]["steps"][-1]["level"] == done.json["grade"]["level"]
    assert sum(done.json["counts"].values()) < len(done.json["elsewhere"])
    assert "is not in the catalog" in done.err


def test_the_same_files_in_another_order_and_process_give_the_same_bytes(peptalk, graded):
    _, proof = graded
    again = peptalk.home / "again.json"

    done = peptalk("grade", *reversed(CORPUS), "--peptide", "exemplin 12", "--proof", str(again), PYTHONHASHSEED="2")

    assert done.code == 0, done.err
    assert again.read_bytes() == proof.read_bytes()
    assert "exemplin 12 overall" in done.out
    assert "start-rct" in done.out


def test_a_proof_recomputes_in_a_process_of_its_own(peptalk, graded):
    _, proof = graded

    done = peptalk("grade", "--verify", str(proof), "--json", PYTHONHASHSEED="3")

    assert (done.code, done.json["recomputes"], done.json["differences"]) == (0, True, [])


def test_a_proof_that_was_changed_says_where(graded, capsys, tmp_path):
    _, proof = graded
    changed = tmp_path / "changed.json"
    changed.write_bytes(proof.read_bytes().replace(b'"level":"moderate"', b'"level":"high"'))

    assert main(["grade", "--verify", str(changed)]) == 1
    assert 'level: says "high", computed "moderate"' in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--verify", "{xml}"), 1, "is no JSON of a proof"),
        (("--verify", "no-such-file"), 1, "Next: name a file"),
        (("--verify", "{xml}", "--peptide", "BPC-157"), 2, "stands alone"),
        (("{xml}",), 2, "name the peptide"),
        (("{xml}", "--peptide", "BPC-157", "--proof", "{xml}"), 2, "exists already"),
        (("no-such-file", "--peptide", "BPC-157"), 1, "No such file"),
        ((), 2, "give PubMed XML files"),
    ],
)
def test_what_cannot_be_graded_or_verified_says_what_to_do(capsys, arguments, code, said):
    assert main(["grade", *(each.format(xml=CORPUS[0]) for each in arguments)]) == code

    told = capsys.readouterr()
    assert told.out == ""
    assert said in " ".join(told.err.split())
