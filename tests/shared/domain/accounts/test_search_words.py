"""What is typed is read as words: nothing of it is an operator, and nothing a syntax error."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.accounts.search_words import BEGIN, END, NoWords, match_of, names_of, pieces, plain, record_of


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("tendon healing", '"tendon" "healing"'),
        ('"tendon healing" rat', '"tendon healing" "rat"'),
        ("tend*", '"tend" *'),
        ('"tendon heal"*', '"tendon heal" *'),
        # What FTS5 would take for operators, columns and brackets
        ("a AND b OR NOT c", '"a" "AND" "b" "OR" "NOT" "c"'),
        ("title:rat (NEAR) ^x", '"title:rat" "(NEAR)" "^x"'),
        ("+ a - * ** ()", '"a"'),
        # A quote without its other half
        ('"tendon healing', '"tendon healing"'),
        ('ten"don', '"ten" "don"'),
        # A word of letters and digits, in all the ways of writing it
        ("bpc157", '("bpc157" OR "bpc 157")'),
        ("BPC-157", '("BPC-157" OR "BPC157")'),
        ("BPC 157", '(("BPC" AND "157") OR "BPC157")'),
        ("PE-22-28", '("PE-22-28" OR "PE2228" OR "PE22 28")'),
        ("a bpc15* c d", '"a" AND ("bpc15" * OR "bpc 15" *) AND "c" "d"'),
        ("bpc 15*", '(("bpc" AND "15" *) OR "bpc15" *)'),
        ('"bpc157" a 1*', '"bpc157" AND (("a" AND "1" *) OR "a1" *)'),
        ("1 a", '"1" "a"'),
        ("Thymosin β4", '"Thymosin" AND ("β4" OR "β 4")'),
        ("rat\x00s", '"rat" "s"'),
    ],
)
def test_words_phrases_and_beginnings_become_quoted_strings(typed, query):
    assert match_of(typed) == query


NAMES = names_of([("MOTS-c", ["Frame c"]), ("BPC-157", ["PL 14736"]), ("PTH-X", ["PTH(1-34)", "Tβ4"])])


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("motsc", '("motsc" OR "MOTS-c")'),
        ("mots c", '(("mots" "c") OR "MOTS-c" OR "MOTSc")'),
        ("MOTS-c", '("MOTS-c" OR "MOTSc")'),
        ("rats motsc pain", '"rats" AND ("motsc" OR "MOTS-c") AND "pain"'),
        ("framec", '("framec" OR "Frame c" OR "MOTS-c" OR "MOTSc")'),
        ("bpc157", '("bpc157" OR "bpc 157")'),
        ("pth 1-34", '(("pth" "1-34") OR "PTH(1-34)" OR "PTH-X" OR "PTH134" OR "PTHX")'),
        ("tbeta4", '(("tbeta4" OR "tbeta 4") OR "Tβ4" OR "PTH-X" OR "PTHX")'),
        # Neither quoted words nor beginnings of words are a name, and nothing that is a part of one or has more in it.
        ('"mots c"', '"mots c"'),
        ("mots c*", '"mots" "c" *'),
        ("motsc*", '"motsc" *'),
        ("mots", '"mots"'),
        ("motscx", '"motscx"'),
        ('mots "c"', '"mots" "c"'),
        ("- motsc -", '("motsc" OR "MOTS-c")'),
    ],
)
def test_a_name_of_the_catalog_is_one_however_it_is_written(typed, query):
    assert re.sub(r"\s+", " ", match_of(typed, NAMES)) == query


@pytest.mark.parametrize(
    ("typed", "why"),
    [("", "no word"), ('"" * - "..."', "no word"), ("x" * 501, "501 characters"), ("a " * 33, "33 words")],
)
def test_what_cannot_be_searched_for_says_why(typed, why):
    with pytest.raises(NoWords, match=why):
        match_of(typed)


@given(st.text(max_size=200) | st.text(alphabet='MOTScbp157 -*"()', max_size=30))
def test_every_quote_of_a_query_has_its_other_half(typed):
    try:
        query = match_of(typed, NAMES)
    except NoWords:
        return

    outside = " ".join(query.split('"')[::2])
    assert set(re.sub(r"[()]", " ", outside).split()) <= {"*", "AND", "OR"}
    assert outside.count("(") == outside.count(")")


@pytest.mark.parametrize(
    ("typed", "record"),
    [
        ("94000003", "PMID:94000003"),
        (" PMID: 94000003 ", "PMID:94000003"),
        ("pmid 1", "PMID:1"),
        ("0", None),
        ("BPC 157", None),
        ("94000003 rats", None),
        ("1234567890", None),
        ("", None),
    ],
)
def test_a_pmid_alone_is_a_record(typed, record):
    assert record_of(typed) == record


def test_a_marked_text_is_its_pieces_and_the_marks_are_in_no_text():
    marked = f"The {BEGIN}tendon{END} of a {BEGIN}rat{END}"

    assert [(each.text, each.found) for each in pieces(marked)] == [
        ("The ", False),
        ("tendon", True),
        (" of a ", False),
        ("rat", True),
    ]
    assert plain(marked) == "The tendon of a rat"
