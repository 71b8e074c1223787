"""Pages and PDFs as other people's programs draw them: Chromium and poppler."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from rigs.ready import Ready
from rigs.shell import Shell

from functions.site import pages
from shared.domain.accounts.search_words import Piece

WIDTHS = (390, 1100)

MEASURE = """<!doctype html><meta charset="utf-8"><title>waiting</title>
<iframe id="page" src="{page}" style="width:{width}px;height:900px;border:0"></iframe>
<script>
document.getElementById("page").onload = event => {{
  const drawn = event.target.contentDocument.documentElement;
  document.title = "drawn " + drawn.scrollWidth + " of " + drawn.clientWidth + ", " + drawn.scrollHeight + " high";
}};
</script>"""


def tool(name: str) -> str:
    """A program of the machine; where it is absent the test skips, but not in CI, which installs it."""
    found = shutil.which(name)
    if found is None:
        reason = f"{name} is not installed; apt-get install chromium poppler-utils"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    return str(found)


@pytest.fixture(scope="module")
def published(tmp_path_factory, ready: Ready) -> Path:
    """The pages and PDFs of a night over the sample catalog."""
    home = tmp_path_factory.mktemp("drawn") / "home"
    done = Shell(home, ready=ready)("demo", "--no-serve", "--json")
    assert done.code == 0, done.err
    return home / "demo" / "published"


def chromium(*arguments: str) -> str:
    quiet = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
             "--disable-background-networking", "--disable-component-update", "--virtual-time-budget=5000")  # fmt: skip
    done = subprocess.run(
        [tool("chromium"), *quiet, *arguments], capture_output=True, text=True, timeout=90, check=False
    )
    assert done.returncode == 0, done.stderr[-500:]
    return done.stdout


def drawn_at(width: int, page: Path, tmp_path: Path) -> tuple[int, int, int]:
    """How wide the page would have to be for nothing to be cut, how wide it is, and how high."""
    wrapper = tmp_path / "measure.html"
    wrapper.write_text(MEASURE.format(page=page.as_uri(), width=width), "utf-8")

    drawn = chromium("--allow-file-access-from-files", f"--user-data-dir={tmp_path}", "--dump-dom", wrapper.as_uri())

    found = re.search(r"<title>drawn (\d+) of (\d+), (\d+) high</title>", drawn)
    assert found is not None, drawn[:300]
    needed, given, height = map(int, found.groups())
    return needed, given, height


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("slug", ["exemplin-12", "imaginotensin"])
def test_a_page_fits_the_width_it_is_given(published, tmp_path, slug, width):
    needed, given, height = drawn_at(width, published / f"{slug}-v1.html", tmp_path)

    assert needed <= given
    assert height > 900


@pytest.mark.parametrize("width", [320, *WIDTHS])
def test_the_page_on_methods_fits_the_width_it_is_given(tmp_path, width):
    page = tmp_path / "methods.html"
    page.write_bytes(pages.methods())

    needed, given, height = drawn_at(width, page, tmp_path)

    assert needed <= given
    assert height > 900


@pytest.mark.parametrize("width", [320, *WIDTHS])
def test_what_a_search_found_fits_the_width_it_is_given(tmp_path, width):
    words = (Piece("Grip strength", True), Piece(f" rose in {'x' * 120}.", False))
    claims = [
        {
            "id": f"c{at}",
            "passage": words,
            "badge": badge,
            "certain": not at,
            "outcome": "Muscle healing",
            "noticed": True,
        }
        for at, badge in enumerate(("Very low certainty", "No study in people could be graded"))
    ]
    group = {"slug": "exemplin", "name": "Exemplin" * 12, "sample": True, "claims": claims, "many": 8, "all": "/search"}
    told = {"groups": [group] * 4, "samples": 4, "begun": True, "more": "/search", "whole": "/search"}
    page = tmp_path / "search.html"
    page.write_bytes(pages.search(q="y" * 120, whom="people", of="", **told, behind="1 page was", withheld=None))

    needed, given, height = drawn_at(width, page, tmp_path)

    assert needed <= given
    assert height > 900


def test_a_table_that_is_too_wide_for_a_phone_scrolls_by_itself_and_the_page_does_not(tmp_path):
    page = tmp_path / "methods.html"
    page.write_bytes(pages.methods().replace(b"<td>1 level: fewer than 400 ", b"<td>" + b"participants" * 40, 1))

    needed, given, _ = drawn_at(320, page, tmp_path)

    assert b"participants" * 40 in page.read_bytes()
    assert needed <= given


def test_chromium_shows_the_words_of_the_page(published, tmp_path):
    shown = chromium(f"--user-data-dir={tmp_path}", "--dump-dom", (published / "nullipressin-v1.html").as_uri())

    assert "Invented sample. No such peptide or study exists." in shown
    assert "Not reviewed by a person." in shown


def printed(page: Path, tmp_path: Path) -> list[str]:
    """The words of each sheet that Chromium prints of a page."""
    pdf = tmp_path / "printed.pdf"
    chromium(f"--user-data-dir={tmp_path}", "--no-pdf-header-footer", f"--print-to-pdf={pdf}", page.as_uri())
    text = subprocess.run([tool("pdftotext"), str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    return text.split("\f")[:-1]


def test_a_sample_says_that_it_is_one_on_every_page_that_is_printed_and_of_the_pdf(published, tmp_path):
    sheets = printed(published / "exemplin-12-v1.html", tmp_path)
    pdf = str(published / "exemplin-12-v1.pdf")
    text = subprocess.run([tool("pdftotext"), pdf, "-"], capture_output=True, text=True, check=True).stdout

    assert len(sheets) > 4
    for each in (*sheets, *text.split("\f")[:-1]):
        assert each.count("Invented sample. No such peptide or study exists.") == 1, each[:300]


def test_poppler_reads_the_words_of_the_pdf_and_finds_every_font_embedded(published):
    pdf = str(published / "exemplin-12-v1.pdf")

    text = subprocess.run([tool("pdftotext"), pdf, "-"], capture_output=True, text=True, check=True).stdout
    fonts = subprocess.run([tool("pdffonts"), pdf], capture_output=True, text=True, check=True).stdout

    assert "Exemplin-12" in text
    assert "Invented sample. No such peptide or study exists." in text
    embedded = [re.findall(r"\b(yes|no)\b", line)[:3] for line in fonts.splitlines()[2:]]
    assert embedded
    assert all(each == ["yes", "yes", "yes"] for each in embedded), fonts


def test_no_page_of_a_pdf_is_blank(published, tmp_path):
    pdf = str(published / "fictamorelin-v1.pdf")

    subprocess.run([tool("pdftoppm"), "-r", "30", "-gray", pdf, str(tmp_path / "sheet")], check=True)

    sheets = sorted(tmp_path.glob("sheet*.pgm"))
    assert len(sheets) >= 2
    for sheet in sheets:
        _, size, _, pixels = sheet.read_bytes().split(b"\n", 3)
        width, height = map(int, size.split())
        between = pixels[width * (height // 10) : width * (height * 9 // 10)]
        # Between head and foot. At thirty dots an inch even four lines of small print leave some hundred grey points.
        assert sum(value < 200 for value in between) > 150, sheet.name
