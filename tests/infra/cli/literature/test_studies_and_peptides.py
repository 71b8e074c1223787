"""`peptalk peptides`, `studies` and `search` as they are typed, on a home of their own."""

import asyncio
import json
from types import SimpleNamespace

import pytest

from functions.operate.literature.overriding import Overridden
from functions.operate.running.running import Begun
from infra.cli.desks.desk import Report
from infra.cli.literature import studies
from infra.cli.main import main
from infra.cli.running import run_single
from infra.cli.terminal.console import print_table, say
from infra.local.sqlite.database import SQLiteDatabase
from infra.sandbox import samples
from shared.platform.ports import Statement
from shared.store.evidence.searches import Search, record
from shared.store.publishing import quoted

WHY = ("--reason", "read in full", "--person", "Ada")


@pytest.fixture
def typed(tmp_path, monkeypatch, capsys):
    """Run a command; gives its exit code, stdout and stderr."""
    monkeypatch.setenv("PEPTALK_HOME", str(tmp_path / "home"))

    def run(*words):
        code = main([*words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("12", *WHY), "say what: exclude, include or reclassify"),
        (("12x", "exclude", *WHY), "'12x' is no PMID"),
        (("12", "exclude", "--n", "3", *WHY), "what is excluded is not classified: leave --n out"),
        (("12", "reclassify", *WHY), "reclassify as what?"),
        (("12", "exclude", "--undo", *WHY), "--undo withdraws; leave exclude out"),
        (("12", "exclude", "--person", "Ada"), "say why"),
        (("12", "exclude", "--reason", "x"), "say who reviewed the study"),
        (("12", "reclassify", "--design", "rtc", *WHY), "'rtc' is not one of"),
    ],
)
def test_an_override_that_contradicts_itself_is_a_mistake_of_usage(typed, tmp_path, words, said):
    code, out, err = typed("studies", "override", *words)

    assert (code, out) == (2, "")
    assert said in err
    assert not (tmp_path / "home").exists()


def test_peptides_are_listed_and_shown_and_an_empty_index_finds_nothing(typed):
    assert typed("catalog", "sync", str(samples.CATALOG))[0] == 0

    code, out, _ = typed("peptides", "list", "--json")
    assert (code, len(json.loads(out))) == (0, 8)

    code, out, _ = typed("peptides", "show", "exm 12", "--json")
    shown = json.loads(out)
    assert (code, shown["slug"], shown["classes"], shown["overrides"]) == (0, "exemplin-12", {}, [])

    code, out, _ = typed("studies", "search", '"tendon heal"* NEAR(', "--json")
    assert (code, json.loads(out)) == (0, {"hits": [], "documents": 0})

    code, out, _ = typed("search", "rebuild", "--json")
    assert (code, json.loads(out)) == (0, {"documents": 0, "pages": 1})


BLANK = [
    ("peptides", "show"),
    ("run-single",),
    ("run-single", "Exemplin-12"),
    ("verify",),
    ("dlq", "list", "--peptide"),
    ("grade", "x.xml", "--peptide"),
    ("studies", "override", "12", "exclude", *WHY, "--peptide"),
]


@pytest.mark.parametrize("blank", ["", "  ", "\t"])
@pytest.mark.parametrize("words", BLANK, ids=" ".join)
def test_a_blank_name_is_a_mistake_of_usage_that_says_what_to_do(typed, tmp_path, words, blank):
    code, out, err = typed(*words, blank)

    assert (code, out) == (2, "")
    assert "the name is blank: give a name, an alias or a slug; `peptalk peptides list` lists them" in err
    assert not (tmp_path / "home").exists()


def test_a_name_that_is_too_long_for_one_is_refused_without_a_trace(typed):
    code, out, err = typed("peptides", "show", "x" * 201)

    assert (code, out) == (2, "")
    assert "the name has 201 characters" in err


async def _graded(home, levels):
    db = SQLiteDatabase(home / "app.db")
    for slug, level in levels.items():
        await db.run(Statement("UPDATE peptides SET evidence_grade = ?1 WHERE slug = ?2", (level, slug)))
    await db.close()


def test_a_level_that_claims_no_certainty_has_a_column_and_keys_of_its_own(typed, tmp_path):
    assert typed("catalog", "sync", str(samples.CATALOG))[0] == 0
    levels = {"exemplin-12": "very_low", "nullipressin": "preclinical", "utopentide": "none"}
    asyncio.run(_graded(tmp_path / "home", levels))

    lines = [line.split("\t") for line in typed("peptides", "list")[1].splitlines()]
    told = {each["slug"]: each for each in json.loads(typed("peptides", "list", "--json")[1])}
    shown = json.loads(typed("peptides", "show", "nullipressin", "--json")[1])
    said = typed("peptides", "show", "nullipressin")[1]

    columns = [lines[0].index(name) for name in ("slug", "certainty", "no certainty")]
    assert {row[columns[0]]: (row[columns[1]], row[columns[2]]) for row in lines[1:]} == {
        **dict.fromkeys(told, ("", "")),
        "exemplin-12": ("very low", ""),
        "nullipressin": ("", "preclinical only"),
        "utopentide": ("", "no usable evidence"),
    }
    keys = ("evidence_grade", "preclinical_only", "no_usable_evidence")
    assert [tuple(told[slug][key] for key in keys) for slug in levels] == [
        ("very_low", False, False),
        (None, True, False),
        (None, False, True),
    ]
    assert [shown[key] for key in keys] == [None, True, False]
    assert "no certainty\tpreclinical only" in said


async def _searched(home, at, ids, since=""):
    db = SQLiteDatabase(home / "app.db")
    await db.run(record(Search(at, "exemplin-12", "clinicaltrials", "q", "h", "", (), 2, ids, at, since=since)))
    await db.close()


def test_a_search_for_news_is_not_shown_as_one_that_named_fewer(typed, tmp_path):
    assert typed("catalog", "sync", str(samples.CATALOG))[0] == 0
    first, second = "2026-11-27T02:00:00.000Z", "2026-11-28T02:00:00.000Z"

    asyncio.run(_searched(tmp_path / "home", first, ("NCT1", "NCT2")))
    before = typed("peptides", "show", "exemplin-12")[1]
    asyncio.run(_searched(tmp_path / "home", second, ("NCT2",), since=first))
    after = typed("peptides", "show", "exemplin-12")[1]

    assert f"{first}: 2 found, 2 named, 0 missing" in before
    assert f"{second}: 2 found, 1 of them new or changed since 2026-11-27, 0 missing" in after


async def _quoted(home, reason):
    db = SQLiteDatabase(home / "app.db")
    await db.batch(
        [
            Statement("UPDATE peptides SET decided_draft = 'drafts/d.json' WHERE slug = 'exemplin-12'"),
            quoted.mark("exemplin-12", "drafts/d.json", reason),
        ]
    )
    await db.close()


def test_why_a_page_quotes_in_a_models_place_is_shown_with_what_to_do_next(typed, tmp_path):
    assert typed("catalog", "sync", str(samples.CATALOG))[0] == 0
    before = typed("peptides", "show", "exemplin-12")[1]

    asyncio.run(_quoted(tmp_path / "home", "claude was asked 3 times, each refused; the last: it was cut off"))
    after = typed("peptides", "show", "exemplin-12")[1]
    told = json.loads(typed("peptides", "show", "exemplin-12", "--json")[1])

    assert "quoted in a model's place" not in before
    assert "quoted in a model's place\tclaude was asked 3 times, each refused; the last: it was cut off. " in after
    assert "Next: `peptalk run-single exemplin-12`" in after
    assert told["quoted_because"] == "claude was asked 3 times, each refused; the last: it was cut off"


def test_what_is_not_there_is_told_with_what_to_do_next(typed):
    assert typed("catalog", "sync", str(samples.CATALOG))[0] == 0

    code, _, err = typed("studies", "search", "tendon")
    assert (code, "There is nothing to search yet" in err, "peptalk run-single" in err) == (0, True, True)
    code, _, err = typed("search", "rebuild")
    assert (code, "No document read into the index, in 1 page." in err) == (0, True)

    code, _, err = typed("studies", "override", "12", "exclude", *WHY)
    assert (code, "PMID 12 is not known here" in err, "peptalk studies search" in err) == (1, True, True)
    code, _, err = typed("peptides", "show", "Exemplyn-12")
    assert (code, "did you mean Exemplin-12" in err) == (1, True)
    code, _, err = typed("studies", "search", "...")
    assert (code, "there is no word in it" in err) == (1, True)


def test_overrides_of_a_study_are_asked_for_by_its_pmid(typed):
    code, _, err = typed("studies", "overrides", "--pmid", "12x")
    assert (code, "'12x' is no PMID" in err) == (2, True)
    code, _, err = typed("studies", "overrides", "--pmid", "12")
    assert (code, "No override of PMID 12 stands. Next: peptalk studies override 12 exclude" in err) == (0, True)
    code, _, err = typed("studies", "overrides", "--pmid", "PMID:12")
    assert (code, "No override of PMID 12 stands. Next: peptalk studies override 12 exclude" in err) == (0, True)
    code, _, err = typed("studies", "override", "pmid: 12", "exclude", *WHY)
    assert (code, "PMID 12 is not known here" in err) == (1, True)
    code, _, err = typed("studies", "overrides", "--all")
    assert (code, "No override was ever made." in err) == (0, True)


@pytest.mark.parametrize(("action", "said"), [(studies.Act.INCLUDE, "decided"), (None, "the decision is withdrawn")])
async def test_what_was_withdrawn_is_not_called_decided(capsys, action, said):
    done = Overridden(pmid="12", title="A study", slug=None, run_id=None, slugs=())

    await studies._told(None, done, action, json=False, wait=True)

    assert capsys.readouterr().err.startswith(f"PMID 12 (A study): {said} for all its peptides.\nNo active peptide")


@pytest.mark.parametrize(
    ("state", "calls", "asks", "action", "said"),
    [
        ("published", 0, ("writer",), studies.Act.EXCLUDE, True),
        ("published", 0, ("writer",), None, False),
        ("published", 2, ("writer",), studies.Act.EXCLUDE, False),
        ("published", 0, (), studies.Act.EXCLUDE, False),
        ("unchanged", 0, ("writer",), studies.Act.EXCLUDE, False),
    ],
    ids=["narrowed", "withdrawn", "written by a model", "no model", "unchanged"],
)
async def test_who_takes_a_study_out_is_told_how_the_page_is_written_anew(capsys, state, calls, asks, action, said):
    item = SimpleNamespace(slug="ex", name="Ex", state=state, version=2, reason=None)
    spending = SimpleNamespace(calls=calls, tokens=0, cost_microusd=0, unpriced=0)
    found = SimpleNamespace(
        run=SimpleNamespace(id="r"), items=[item], spending=spending, owed=(), pruned=None, open=0, total=1,
        count=lambda of: int(of == state),
    )  # fmt: skip

    async def follow(*given):
        del given

    async def report(run_id):
        return Report(found, {"ex": {}})

    desk = SimpleNamespace(follow=follow, report=report, asked_roles=lambda: asks)
    done = Overridden(pmid="12", title="A study", slug=None, run_id="r", slugs=("ex",))

    await studies._told(desk, done, action, json=False, wait=True)

    assert ("peptalk run-single ex --full-draft" in capsys.readouterr().err) is said


@pytest.mark.parametrize(("listed", "said"), [(True, "peptalk peptides show oxytocin"), (False, "Aliases widen")])
def test_where_nothing_is_found_the_advice_is_one_that_can_be_followed(capsys, listed, said):
    run_single.advise(Begun(run_id="r", listed=listed), "oxytocin", "nothing found: PubMed knows no record")

    advice = capsys.readouterr().err
    assert said in advice
    assert listed is not ("ALIAS" in advice)


def test_a_name_outside_the_catalog_is_told_as_such_with_those_that_are_near():
    told = run_single.outside(Begun(run_id="r", nearest=("Semaglutide",)), "semaglutid")

    assert told.startswith("semaglutid is not in the catalog: it runs ad hoc")
    assert told.endswith("Nearest in the catalog: Semaglutide.")
    assert "Nearest" not in run_single.outside(Begun(run_id="r"), "x")


@pytest.mark.parametrize("said", ["pain", "pain=worse", "=null="])
def test_an_outcome_without_a_direction_is_a_mistake_of_usage(typed, said):
    code, _, err = typed("studies", "override", "12", "reclassify", "--direction", "null", "--outcome", said, *WHY)

    assert (code, f"{said!r} is no ID=DIRECTION; the directions are benefit" in err) == (2, True)


def test_a_search_that_is_too_long_is_a_mistake_of_usage(typed):
    code, out, err = typed("studies", "search", "x" * 2_001)

    assert (code, out) == (2, "")
    assert "has 2,001 characters; give 2,000 at most" in err


def test_nothing_that_is_printed_turns_letters_round(capsys):
    print_table("Studies", ["title"], [["Grip \u202eesol\u202c\u200b"]])
    say("It \u2066was\u2069")

    assert capsys.readouterr() == ("title\nGrip esol\n", "It was\n")


def test_nothing_that_is_printed_commands_the_terminal(capsys):
    print_table("Studies", ["title"], [["Grip\x1b[2J"], ["a\tb\nc"]])
    say("x.xml: \x1b]0;title\x07words\r\x9b2J\nand more")

    assert capsys.readouterr() == ("title\nGrip[2J\na b c\n", "x.xml: ]0;titlewords2J\nand more\n")
