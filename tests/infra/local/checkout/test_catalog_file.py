import pytest
from rigs.places import ROOT

from infra.local.checkout.catalog import load
from infra.local.checkout.marked_yaml import MAX_BYTES, BadCatalog

GOOD = """\
- slug: exemplin-12
  name: Exemplin-12
  terms: [exemplin-12]
  category: invented
"""

SECOND = """\
- slug: other-1
  name: Other-1
  terms: [other-1]
  category: invented
"""


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "peptides.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_a_good_file_is_a_catalog(written):
    catalog = load(written("\ufeff# A comment\n" + GOOD), sample=True)

    assert [(each.slug, each.sample) for each in catalog.peptides] == [("exemplin-12", True)]


RELATED = """\
  relations:
    - kind: analogue_of
      of: Inventide
      note: It shares ten amino acids with it.
    - kind: same_as
      of: Inventide-2
      note: It is the stronger drug of the two, and safe.
"""


def test_words_that_would_hold_a_page_back_are_a_fault_where_they_are_asked_about(written):
    file = written(GOOD + RELATED)

    assert len(load(file).peptides) == 1
    with pytest.raises(BadCatalog) as raised:
        load(file, worded=True)

    (fault, *_) = raised.value.faults
    assert fault.line == 9
    assert "relations: a page that says so is never published: 'stronger drug'" in str(fault)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        # The file
        ("", 1, "is empty"),
        ("# only a comment\n", 1, "is empty"),
        ("[]\n", 1, "no entry"),
        ("slug: exemplin-12\n", 1, "is not a list of entries"),
        ("just words\n", 1, "is not a list of entries"),
        (GOOD + "\n---\n" + GOOD, 6, "is not YAML: but found another document"),
        (GOOD.encode() + b"  conditions: [caf\xe9]\n", 5, "is not UTF-8"),
        (GOOD.encode("utf-16"), 1, "is not UTF-8"),
        (GOOD + "  conditions: [a\x00b]\n", 5, "a character that YAML does not allow: U+0000"),
        # YAML
        (GOOD + "\tconditions: [pain]\n", 5, "a tab at the beginning of the line"),
        (GOOD + "  conditions: [pain\n", 6, "is not YAML"),
        (GOOD + "  conditions: pain: knee\n", 5, "is not YAML: mapping values are not allowed here"),
        (GOOD + ' aliases: ["x"]\n', 5, "is not YAML"),
        (GOOD + "  aliases: &a [EX-1]\n  conditions: *a\n", 5, "anchors and aliases"),
        ("- *missing\n", 1, "anchors and aliases"),
        ("[" * 5_000, 1, "nested too deeply"),
        (GOOD + "  name: Again\n", 5, "name: stands twice in this entry, first in line 2"),
        (GOOD + "  [a, b]: c\n", 5, "a field's name is plain text"),
        (GOOD + "  <<: {slug: x}\n", 5, "a field's name is plain text"),
        (GOOD + "  aliases: [!!python/name:os.system x]\n", 5, "aliases.0: the tag"),
        (GOOD + "  aliases: [157]\n", 5, "aliases.0: YAML reads '157' as a number; put it in quotes"),
        (GOOD + "  aliases: [2026-11-23]\n", 5, "YAML reads '2026-11-23' as a date"),
        (GOOD + "  aliases:\n    - EX-1\n    - yes\n", 7, "aliases.1: YAML reads 'yes' as true or false"),
        # An entry
        (GOOD + "- just words\n", 5, "an entry is a mapping of fields, not text"),
        (GOOD + "-\n", 5, "an entry is a mapping of fields, not nothing"),
        (GOOD + "  terms:\n", 5, "terms: stands twice"),
        ("- slug: one\n  name: One\n  category: invented\n", 1, "terms: is missing"),
        (GOOD.replace("[exemplin-12]", "[]"), 3, "terms: needs at least 1 value"),
        (GOOD.replace("slug: e", "slug: E"), 1, "slug: 'Exemplin-12' is no slug"),
        (GOOD + "  dose: a lot\n", 5, "dose: is no field of an entry"),
        (GOOD + "  sample: true\n", 5, "sample: "),
        (GOOD + "  relations:\n    - kind: like\n      of: Other\n", 6, "relations.0.kind: 'like' is none of"),
        (GOOD + "  relations:\n    - kind: salt_of\n", 6, "relations.0.of: is missing"),
        # The list
        (GOOD + GOOD.replace("name: Exemplin-12", "name: Other").replace("[ex", "[x"), 5, "slug: 'exemplin-12' is the"),
        (GOOD + SECOND + "  aliases:\n    - EXEMPLIN 12\n", 10, "aliases.0: 'EXEMPLIN 12' means Exemplin-12 already"),
        (GOOD + SECOND + "  formerly: [exemplin-12]\n", 9, "formerly.0: 'exemplin-12' is the slug of an entry"),
    ],
)
def test_a_bad_file_is_refused_with_file_line_and_reason(written, text, line, reason):
    path = written(text)

    with pytest.raises(BadCatalog) as caught:
        load(path)

    first = caught.value.faults[0]
    assert first.line == line
    assert reason in first.reason
    assert str(caught.value).startswith(f"{path}:{line}: ")


def test_all_faults_are_told_at_once_in_the_files_order(written):
    text = (
        GOOD.replace("[exemplin-12]", "[]")
        + SECOND.replace("other-1\n", "Other 1\n", 1)
        + "  dose: much\n"
        + SECOND.replace("other-1", "third")
    )

    with pytest.raises(BadCatalog) as caught:
        load(written(text + GOOD.replace("[exemplin-12]", "[twelve]") + GOOD))

    assert [each.line for each in caught.value.faults] == [3, 5, 9, 18, 19]


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(BadCatalog, match=r"absent\.yaml: cannot be read: No such file"):
        load(tmp_path / "absent.yaml")


def test_a_folder_is_no_catalog(tmp_path):
    with pytest.raises(BadCatalog, match="cannot be read"):
        load(tmp_path)


def test_a_file_that_is_too_large_is_refused_unread(written):
    with pytest.raises(BadCatalog, match="is larger than"):
        load(written("#" * (MAX_BYTES + 1)))


def test_the_sample_catalog_loads():
    catalog = load(ROOT / "infra/sandbox/sample/peptides.yaml", sample=True)

    assert len(catalog.peptides) == 8


PEPTIDES = "- {slug: a-1, name: A-1, terms: [a-1], category: test}\n"
SOLD = """- slug: a-1
  wada: {status: not_named, edition: 2026, as_of: 2026-09-01, source: A page, url: 'https://example.org/a',
    note: Buy it now at a discount.}
"""
FACT = "source: A page\n      url: https://example.org/a\n"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            f"- slug: a-1\n  statuses:\n    - region: US\n      status: legal\n      as_of: 2026-09-01\n      {FACT}",
            "regulatory.yaml:4: a-1: statuses.0.status: 'legal' is none of",
        ),
        (
            f"- slug: a-1\n  statuses:\n    - region: US\n      status: approved\n      as_of: yesterday\n      {FACT}",
            "regulatory.yaml:5: a-1: statuses.0.as_of: 'yesterday' is no date",
        ),
        (
            SOLD,
            "regulatory.yaml:3: a-1: wada.note: breaks rule C15",
        ),
        ("- slug: b-2\n", "regulatory.yaml:1: slug: 'b-2' is no peptide of the catalog beside this file"),
        ("- slug: a-1\n", "regulatory.yaml:1: a-1: records nothing"),
        ("", "regulatory.yaml:1: is empty: leave it out where nothing is recorded"),
    ],
)
def test_bad_facts_are_refused_with_file_line_peptide_and_field(tmp_path, facts, said):
    (tmp_path / "peptides.yaml").write_text(PEPTIDES)
    (tmp_path / "regulatory.yaml").write_text(facts)

    with pytest.raises(BadCatalog) as caught:
        load(tmp_path / "peptides.yaml")

    assert said in str(caught.value)


def test_facts_stand_beside_the_catalog_and_not_in_it(tmp_path):
    (tmp_path / "peptides.yaml").write_text(PEPTIDES.replace("category", "regulatory: {}, category"))

    with pytest.raises(BadCatalog, match=r"regulatory: facts stand in regulatory.yaml, beside this file"):
        load(tmp_path / "peptides.yaml")


def test_the_facts_of_a_peptide_are_part_of_its_entry(tmp_path):
    (tmp_path / "peptides.yaml").write_text(PEPTIDES)
    (tmp_path / "regulatory.yaml").write_text(
        f"- slug: a-1\n  statuses:\n    - region: EU\n      status: approved\n      as_of: 2026-09-01\n      {FACT}"
    )

    (only,) = load(tmp_path / "peptides.yaml").peptides

    assert [each.status for each in only.regulatory.statuses] == ["approved"]
    assert only.entry["regulatory"]["statuses"][0]["as_of"] == "2026-09-01"
