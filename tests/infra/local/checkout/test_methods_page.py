"""docs/methods.md as the site shows it: links that lead somewhere, headings in order, tables that scroll, no markup
but ours."""

import re

import pytest
from jinja2 import Environment

from infra.local.checkout import methods_page
from shared.platform.errors import ConfigurationError

TEXT = """# All of it

Before the first section, over
two lines.

## First things

See [below](#second-things), [the figures](evaluation.md), [a decision](adr/0001-something.md) and
[elsewhere](https://peptide.example/a?b=1&c=2).

| Rule | What it does |
|---|---|
| `start-none` | nothing & <b>bold</b> |
| in words | `{{ 1 + 1 }}` |

### Deeper

## Second things
"""


def shown(markdown: str) -> str:
    """What a template that includes it would send."""
    return Environment(autoescape=True, trim_blocks=True).from_string(methods_page.html(markdown)).render()


def test_the_list_of_sections_stands_before_the_first_and_leads_to_each():
    html = shown(TEXT)

    assert re.findall(r'<li><a href="#([a-z-]+)">(.+?)</a></li>', html) == [
        ("first-things", "First things"),
        ("second-things", "Second things"),
    ]
    assert re.findall(r'<h([23]) id="([a-z-]+)">', html) == [
        ("2", "first-things"),
        ("3", "deeper"),
        ("2", "second-things"),
    ]
    assert html.index("over two lines.") < html.index("<nav aria-label") < html.index("<h2")
    assert html.startswith("<h1>All of it</h1>")


def test_links_lead_somewhere_and_those_to_documents_of_the_source_are_words():
    html = shown(TEXT)

    assert '<a href="#second-things">below</a>, the figures, a decision and' in html
    assert '<a href="https://peptide.example/a?b=1&amp;c=2">elsewhere</a>' in html
    assert ".md" not in html


def test_a_table_scrolls_by_itself_has_heads_and_rules_that_can_be_linked_to():
    html = shown(TEXT)

    assert '<div class="scroll" role="region" tabindex="0" aria-label="Table 1: First things">\n<table>' in html
    assert "</table>\n</div>" in html
    assert '<tr><th scope="col">Rule</th><th scope="col">What it does</th></tr>' in html
    assert '<tr id="start-none"><th scope="row"><code>start-none</code></th><td>' in html
    assert '<tr><th scope="row">in words</th>' in html


def test_markup_and_braces_of_the_text_are_shown_as_they_are_written():
    html = shown(TEXT)

    assert "nothing &amp; &lt;b&gt;bold&lt;/b&gt;" in html
    assert "<code>&#123;&#123; 1 + 1 &#125;&#125;</code>" in html
    assert "<script" not in shown("# A\n\n<script>alert(1)</script>\n")


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("# A\n\n[gone](#nowhere)\n", "no section or rule has the id nowhere"),
        ("# A\n\n[code](../functions/site/handler.py)\n", "nobody can follow a link to ../functions/site/handler.py"),
        ("# A\n\n[plain](http://peptide.example)\n", "nobody can follow a link to http://peptide.example"),
        ("# A\n\n![a picture](x.png)\n", "the site has no images, and so none called a picture"),
        ("# A\n\n## B\n\n#### C\n", "the heading “C” is of level 4 after one of level 2"),
        ("## A\n", "the heading “A” is of level 2 after one of level 0"),
        ("# A\n\n## B\n\n# C\n", "the heading “C” is of level 1 after one of level 2"),
        ("# A\n\n## B\n\n## B\n", "two sections or rules have the id b"),
        ("# A\n\n## Pre\n\n| Rule |\n|---|\n| `pre` |\n", "two sections or rules have the id pre"),
    ],
)
def test_what_readers_could_not_follow_is_refused(markdown, said):
    with pytest.raises(ConfigurationError, match=re.escape(said)):
        methods_page.html(markdown)


def test_it_is_written_beside_the_sites_templates(tmp_path):
    source, target = tmp_path / "methods.md", tmp_path / "methods_text.html"
    source.write_text(TEXT, "utf-8")

    methods_page.main(source, target)

    assert target.read_text("utf-8") == methods_page.html(TEXT)
    assert methods_page.TARGET.parent.name == "templates"
    assert methods_page.SOURCE.is_file()
