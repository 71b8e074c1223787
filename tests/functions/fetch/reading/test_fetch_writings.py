"""However XML allows a record to be written, the same is read: nothing rests on how NLM's own writer does it."""

import html
import re
import sys
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vendors.pubmed_xml import article, records

from functions.fetch.reading.parse import Parsed, parse
from infra.sandbox import samples

TOKEN = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
ATTRIBUTE = re.compile(r"""\s([\w:]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
UNREAD = (
    "<!-- <PMID>7</PMID> </ReferenceList> <ReferenceList> -->",
    "<?reader <ArticleTitle>No.</ArticleTitle> ?>",
    '<x:PMID xmlns:x="urn:invented" note="a > b &#60;">7</x:PMID>',
    "<Unheard><PMID>7</PMID><ArticleTitle>No.</ArticleTitle><ReferenceList/></Unheard>",
)
FOREIGN = (
    "<Reference><Citation>Somebody. 2001.</Citation><ArticleIdList><ArticleId IdType='doi'>10.5555/foreign</ArticleId>"
    "<ArticleId IdType='pmc'>PMC7</ArticleId></ArticleIdList></Reference>"
)
BEFORE_OTHERS = ("PubDate", "Author", "MeshHeading", "PMID", "PubMedPubDate")
"""Elements after which a stranger may stand, because their parents are read by the names of their children."""
MIXED = ("ArticleTitle", "VernacularTitle", "AbstractText", "Affiliation", "BookTitle", "CoiStatement", "Keyword")


def rewritten(xml: str, seed: int) -> str:
    """The same document in another hand: other quotes, spaces, CDATA, references, and between it what nobody reads."""
    random = Random(seed)
    mixed = 0
    told: list[str] = []
    for token in TOKEN.split(xml[xml.index("<Pubmed") :]):
        if not token.startswith("<") or token.startswith("<!"):
            told.append(_text(token, random) if mixed or not token.isspace() else token)
            continue
        name = re.match(r"</?([\w:]+)", token)[1]
        if name in MIXED and not token.endswith("/>"):
            mixed += -1 if token.startswith("</") else 1
        told.append(_tag(token, name, random))
        if not mixed and token.startswith("</") and random.random() < 0.1:
            told.append(random.choice(UNREAD) if name in BEFORE_OTHERS else UNREAD[0])
        if token == "<ReferenceList>":
            told.append(f"<ReferenceList><Title/>{FOREIGN}<ReferenceList>{FOREIGN}</ReferenceList></ReferenceList>")
    return "".join(told)


def _tag(token: str, name: str, random: Random) -> str:
    space = random.choice(("", "", " ", "\n\t"))
    if token.startswith("</"):
        return f"</{name}{space}>"
    found = [(each[1], each[2] or each[3] or "") for each in ATTRIBUTE.finditer(token)]
    random.shuffle(found)
    if random.random() < 0.1:
        found.append(("note", "a > b &lt;/PMID>"))
    said = ""
    for key, value in found:
        mark = random.choice("\"'")
        said += f" {key}{space}={space}{mark}{value.replace(mark, f'&#{ord(mark)};')}{mark}"
    if token.endswith("/>"):
        return f"<{name}{said}{space}/>" if random.random() < 0.5 else f"<{name}{said}{space}></{name}>"
    return f"<{name}{said}{space}>"


def _text(text: str, random: Random) -> str:
    if not text or text.startswith("<!"):
        return text
    how = random.randrange(8)
    plain = html.unescape(text) if how < 3 else ""
    if how == 0 and "]]>" not in plain:
        return f"<![CDATA[{plain}]]>"
    if how == 1:
        return "".join(f"&#{ord(each)};" if random.random() < 0.3 or each in "<&" else each for each in plain)
    if how == 2:
        at = random.randrange(len(plain) + 1)
        first, rest = html.escape(plain[:at], quote=False), html.escape(plain[at:], quote=False)
        return f"{first}<!-- > -->{rest}<?x <y>?>"
    return text


def same(xml: bytes, seeds: range) -> Parsed:
    plain = parse(xml)
    for seed in seeds:
        again = rewritten(xml.decode(), seed)
        assert parse(again.encode()) == plain, f"seed {seed}"
    return plain


WORDS = st.text(alphabet="aB1 .,β()-", min_size=1, max_size=12)
INLINE = st.recursive(
    WORDS | st.sampled_from(["p &lt; 0.05", "&amp;lt;", "&amp;amp;", "R&amp;D", "NCT99900001", "&#8201;"]),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(["i", "b", "sup", "sub", "u"]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=6,
)
PLACES = st.sampled_from(
    ["", *(f"<AffiliationInfo><Affiliation>{each}</Affiliation></AffiliationInfo>" for each in ("X", "Y &amp; Z"))]
)
ENTERED = (
    '<History><PubMedPubDate PubStatus="entrez"><Year>2020</Year><Month>3</Month><Day>1</Day></PubMedPubDate></History>'
)


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """Sets of one to three records with markup, authors, terms and dates in every number from none."""

    def some(made: st.SearchStrategy[str], most: int = 3) -> str:
        return "".join(draw(st.lists(made, max_size=most)))

    author = st.builds(
        "<Author ValidYN='{}'><LastName>{}</LastName>{}</Author>".format, st.sampled_from("YN"), WORDS, PLACES
    )
    section = st.builds("<AbstractText Label='{}'>{}</AbstractText>".format, WORDS, INLINE)
    heading = st.builds(
        '<MeshHeading><DescriptorName UI="D{}" MajorTopicYN="{}">{}</DescriptorName></MeshHeading>'.format,
        st.integers(1, 9), st.sampled_from("YN"), WORDS,
    )  # fmt: skip
    made = (
        article(
            str(number),
            title=some(INLINE),
            inside=f"<Abstract>{some(section)}</Abstract><AuthorList>{some(author)}</AuthorList>",
            after=f"<MeshHeadingList>{some(heading)}</MeshHeadingList>",
            data=draw(st.sampled_from(["", ENTERED])),
        )
        for number in range(1, draw(st.integers(1, 3)) + 1)
    )
    return records(*made)


@settings(max_examples=60, deadline=None)
@given(documents(), st.integers(0, 1_000_000))
def test_any_document_reads_the_same_however_it_is_written(xml, seed):
    plain = same(xml, range(seed, seed + 2))

    assert {each.doi for each in plain.studies} == {"10.5555/own"}
    assert not plain.refused


@pytest.mark.parametrize("path", sorted(samples.CORPUS.glob("*.xml")), ids=lambda path: path.stem)
def test_every_sample_reads_the_same_however_it_is_written(path):
    assert same(path.read_bytes(), range(3)).studies


@pytest.mark.skipif(sys.platform == "emscripten", reason="ten megabytes twice over take an isolate too long")
def test_every_real_record_reads_the_same_however_it_is_written(real_data):
    studies = 0
    for number, path in enumerate(sorted((real_data / "pubmed").rglob("*.xml"))):
        studies += len(same(path.read_bytes(), range(number, number + 1)).studies)
    assert studies == 675
