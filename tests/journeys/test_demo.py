"""The demo is a whole night: published once, unchanged after, and a version 2 for exactly what changed."""

import email
import email.policy
import re
import shutil
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from pypdf import PdfReader
from rigs.shell import Shell

from infra.sandbox import samples

LATER = next(samples.LATER.glob("*.xml"))


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("demo") / "home"


@pytest.fixture(scope="module")
def nights(home):
    """Three nights over the sample catalog: the first, the same again, and one with a study more."""
    peptalk = Shell(home)
    # Real keys and addresses in the environment must not reach the demo.
    foreign = {"ANTHROPIC_API_KEY": "real", "PEPTALK_NCBI_URL": "http://127.0.0.1:9/nowhere", "PEPTALK_WRITER": "model"}
    first = peptalk("demo", "--no-serve", "--json", **foreign)
    second = peptalk("demo", "--no-serve", "--json")
    shutil.copy(LATER, home / "demo" / "corpus")
    third = peptalk("demo", "--no-serve", "--json")
    return first, second, third


def test_the_first_night_publishes_every_sample_peptide_that_has_evidence(nights):
    first, _, _ = nights

    assert first.code == 0, first.err
    assert first.json["published"] + first.json["held"] == len(first.json["peptides"]) == 8
    assert first.json["published"] >= 7
    assert first.json["failed"] == 0
    assert first.json["llm_calls"] > 0


def test_pages_and_pdfs_lie_where_the_report_says_and_say_that_all_is_invented(nights):
    first, _, _ = nights

    for each in first.json["peptides"]:
        if each["state"] != "published":
            continue
        page = Path(each["artifacts"]["page"]).read_text("utf-8")
        pdf = PdfReader(each["artifacts"]["pdf"])
        text = " ".join(sheet.extract_text() for sheet in pdf.pages)
        assert "nvented" in page
        assert "nvented" in text
        assert "not reviewed by a person" in " ".join(page.lower().split())
        assert "not reviewed by a person" in " ".join(text.lower().split())


def test_the_same_literature_changes_nothing_and_asks_no_model(nights):
    _, second, _ = nights

    counts = {key: second.json[key] for key in ("published", "failed", "llm_calls", "tokens_used")}
    assert counts == {"published": 0, "failed": 0, "llm_calls": 0, "tokens_used": 0}
    assert {each["state"] for each in second.json["peptides"]} == {"unchanged"}


def test_one_study_more_makes_a_version_two_of_exactly_one_peptide(nights):
    _, _, third = nights

    changed = [(each["name"], each["version"]) for each in third.json["peptides"] if each["state"] == "published"]
    assert changed == [("Pretendulin", 2)]
    assert third.json["unchanged"] == 7


def test_every_published_version_is_proved_offline(nights, home):
    _, _, third = nights
    peptalk = Shell(home / "demo")

    for each in third.json["peptides"]:
        if each["artifacts"]:
            proof = peptalk("verify", each["slug"], "--json")
            assert (proof.code, proof.json["faults"]) == (0, []), each["slug"]
    assert peptalk("verify", "pretendulin@1").code == 0


def test_a_trace_tells_the_life_of_an_item(nights, home):
    first, _, _ = nights
    item = first.state("pretendulin")

    life = Shell(home / "demo")("trace", item["trace_id"], "--json").json["life"]

    kinds = [moment["kind"] for moment in life]
    assert kinds[0] == "asked"
    assert {"work", "model", "published"} <= set(kinds)


def test_the_served_site_lists_pages_and_gives_the_pdfs(nights, home):
    with Shell(home).running("demo", "--port", "18787", until="The pages are on"):
        index = _get("http://127.0.0.1:18787/")
        page = _get("http://127.0.0.1:18787/peptides/pretendulin")
        pdf = _get("http://127.0.0.1:18787/peptides/pretendulin.pdf")
        with pytest.raises(urllib.error.HTTPError) as missing:
            _get("http://127.0.0.1:18787/peptides/nothing-of-the-kind")
        code = _mailed_code(home / "demo" / "mail", "http://127.0.0.1:18787")

    assert b"Pretendulin" in index
    assert b"<h1" in page
    assert pdf.startswith(b"%PDF-")
    assert missing.value.code == 404
    missing.value.close()
    assert re.fullmatch(r"\d{8}", code)


def _mailed_code(folder: Path, origin: str) -> str:
    """The code of the mail that signing in there sends."""
    headers = {"origin": origin, "content-type": "application/json"}
    asked = urllib.request.Request(f"{origin}/api/sign-in", b'{"email": "ada@example.com"}', headers)
    urllib.request.urlopen(asked, timeout=10).close()
    until = time.monotonic() + 20
    while not (mails := list(folder.glob("*.eml"))) and time.monotonic() < until:
        time.sleep(0.1)
    said = email.message_from_bytes(mails[0].read_bytes(), policy=email.policy.default)
    text = said.get_body(("plain",))
    assert text is not None
    found = re.search(r"\d{8}", text.get_content())
    assert found is not None
    return found[0]


def _get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read()
