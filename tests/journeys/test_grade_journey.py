"""Grading files offline: per outcome and overall, with a proof that another process recomputes byte for byte."""

import json

import pytest
from rigs.shell import Shell

from infra.cli.main import main
from infra.sandbox import samples
from shared.domain.fingerprints import GRADING_EDITION
from shared.domain.grading.grade import Grade, regrade
from shared.domain.grading.proof import proof

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
    assert done.json["grade"]["steps"][-1]["level"] == done.json["grade"]["level"] == done.json["certainty"]["overall"]
    told = done.json["reasons"]["overall"]
    assert [each["rule"] for each in told] == [each["rule"] for each in done.json["grade"]["steps"]]
    assert told[0]["why"].endswith("randomised trials in people were found.")
    assert done.json["sample"] is True
    assert sum(done.json["counts"].values()) < len(done.json["elsewhere"])


def test_the_same_files_in_another_order_and_process_give_the_same_bytes(peptalk, graded):
    _, proof = graded
    again = peptalk.home / "again.json"

    done = peptalk("grade", *reversed(CORPUS), "--peptide", "exemplin 12", "--proof", str(again), PYTHONHASHSEED="2")

    assert done.code == 0, done.err
    assert again.read_bytes() == proof.read_bytes()
    assert "Exemplin-12 (invented sample) overall" in done.out
    assert "start-rct" in done.out
    assert "randomised trials in people were found." in " ".join(done.out.split())


def test_a_proof_recomputes_in_a_process_of_its_own(peptalk, graded):
    _, proof = graded

    done = peptalk("grade", "--verify", str(proof), "--json", PYTHONHASHSEED="3")

    assert (done.code, done.json["recomputes"], done.json["differences"]) == (0, True, [])
    assert done.json["edition"] == GRADING_EDITION


def test_a_proof_that_the_api_gave_recomputes_however_it_was_saved(graded, capsys, tmp_path):
    given = Grade.model_validate_json(graded[1].read_bytes())
    saved, changed = tmp_path / "saved.json", tmp_path / "changed.json"
    saved.write_text(json.dumps(given.model_dump(mode="json"), indent=2) + "\n", "utf-8")
    changed.write_text(saved.read_text("utf-8").replace('"level": "moderate"', '"level": "high"', 1), "utf-8")

    assert main(["grade", "--verify", str(saved)]) == 0
    said = " ".join(capsys.readouterr().err.split())
    assert "every field is written out, as the API gives a proof; its canonical form is compared" in said
    assert main(["grade", "--verify", str(changed), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["differences"] == ['level: says "high", computed "moderate"']


def test_of_a_proof_that_does_not_recompute_nothing_is_said_to_be_shown(graded, capsys, tmp_path):
    changed = tmp_path / "changed.json"
    changed.write_bytes(graded[1].read_bytes().replace(b'"level":"moderate"', b'"level":"high"', 1))

    assert main(["grade", "--verify", str(changed)]) == 1
    said = " ".join(capsys.readouterr().err.split())
    assert f"does not recompute, by edition {GRADING_EDITION} of the rules" in said
    assert "It shows that the grade follows" not in said


def test_a_proof_of_an_older_edition_recomputes_by_the_rules_of_that_edition(graded, capsys, tmp_path):
    older = Grade.model_validate_json(graded[1].read_bytes()).evidence
    path, unknown = tmp_path / "older.json", tmp_path / "unknown.json"
    path.write_bytes(proof(regrade(older, 2)))
    unknown.write_bytes(graded[1].read_bytes().replace(f'"edition":{GRADING_EDITION}'.encode(), b'"edition":1'))

    assert main(["grade", "--verify", str(path)]) == 0
    said = " ".join(capsys.readouterr().err.split())
    assert "recomputes byte for byte, by edition 2 of the rules" in said
    assert "not that these are the records'" in said
    assert main(["grade", "--verify", str(unknown)]) == 1
    said = " ".join(capsys.readouterr().err.split())
    assert "of edition 1 of the grading rules; this release computes editions 2, 3, 4 and 5. Next: " in said


def test_a_name_that_no_catalog_has_finds_its_records_by_itself_alone(capsys):
    assert main(["grade", CORPUS[0], "--peptide", "Typedin", "--json"]) == 0

    told = capsys.readouterr()
    assert "Typedin is not in the catalog" in " ".join(told.err.split())
    assert (json.loads(told.out)["sample"], json.loads(told.out)["no_usable_evidence"]) == (False, ["overall"])


def columns(out: str) -> list[list[str]]:
    return [line.split("\t") for line in out.splitlines()]


def test_the_invented_sample_is_graded_by_its_own_names_and_marked(capsys):
    assert main(["grade", *CORPUS, "--peptide", "pretendulin", "--json"]) == 0

    told = capsys.readouterr()
    found = json.loads(told.out)
    assert (found["peptide"], found["sample"]) == ("pretendulin", True)
    assert found["grade"]["inputs"]["rct"] == 1
    assert "Pretendulin: Invented sample. No such peptide or study exists." in told.err

    assert main(["grade", *CORPUS, "--peptide", "Pretendulin"]) == 0
    assert "Pretendulin (invented sample) overall" in capsys.readouterr().out


def test_what_is_preclinical_only_shares_no_table_and_no_key_with_a_certainty(capsys):
    """Exemplin-12 has outcomes studied in people, and one that was studied in animals alone."""
    assert main(["grade", *CORPUS, "--peptide", "exemplin-12"]) == 0
    lines = columns(capsys.readouterr().out)
    assert main(["grade", *CORPUS, "--peptide", "exemplin-12", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)

    heads = [at for at, line in enumerate(lines) if line[0] in ("outcome", "preclinical only")]
    tables = [lines[at:to] for at, to in zip(heads, [*heads[1:], len(lines)], strict=True)]
    assert [table[0][:2] for table in tables] == [
        ["outcome", "certainty"],
        ["outcome", "rule"],
        ["preclinical only", "animal"],
        ["preclinical only", "rule"],
    ]
    certain = {row[0] for table in tables[:2] for row in table[1:]}
    assert certain.isdisjoint(row[0] for table in tables[2:] for row in table[1:])
    assert {row[1] for row in tables[0][1:]} <= {"high", "moderate", "low", "very low"}
    assert tables[2][1] == ["Body weight", "1", "0"]
    assert found["preclinical_only"] == ["body_weight"]
    assert "body_weight" not in found["certainty"]
    assert set(found["certainty"].values()) <= {"high", "moderate", "low", "very_low"}


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
