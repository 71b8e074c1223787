"""What else a record says: other abstracts, whose laboratory, substances, indexing, dates, trials, books."""

import pytest
from vendors.pubmed_xml import article, records

from functions.fetch.reading.parse import Deleted, Refused, Versioned, each_of, parse
from shared.domain.evidence.study import AbstractSection, OtherAbstract, Term, sentences, study_from_record


def only(xml: bytes):
    (study,) = parse(xml).studies
    return study


def test_other_abstracts_are_kept_apart_and_give_no_sentence():
    own = "<Abstract><AbstractText>The own one.</AbstractText></Abstract>"
    others = (
        '<OtherAbstract Type="plain-language-summary" Language="eng"><AbstractText>In other words.</AbstractText>'
        "</OtherAbstract>"
        '<OtherAbstract Type="Publisher" Language="ger"><AbstractText Label="ZIEL">Mit <i>Worten</i>.</AbstractText>'
        "<AbstractText>Und mehr.</AbstractText></OtherAbstract>"
        '<OtherAbstract Type="Publisher" Language="fre"><AbstractText/></OtherAbstract>'
    )

    study = only(records(article(inside=own, after=others)))

    assert study.abstract_text == "The own one."
    assert [each.text for each in sentences(study)] == ["The own one."]
    assert study.other_abstracts == (
        OtherAbstract(type="plain-language-summary", language="eng", text="In other words."),
        OtherAbstract(type="Publisher", language="ger", text="Mit Worten.\nUnd mehr."),
    )


def test_each_author_has_their_own_affiliations():
    def author(name: str, *places: str, valid: str = "Y") -> str:
        told = "".join(f"<AffiliationInfo><Affiliation>{each}</Affiliation></AffiliationInfo>" for each in places)
        return f'<Author ValidYN="{valid}"><LastName>{name}</LastName>{told}</Author>'

    group = "<Author><CollectiveName>A Group</CollectiveName></Author>"
    people = author("One", "Here", "There") + author("Not", "Gone", valid="N") + group + author("Last", "There")

    study = only(records(article(inside=f"<AuthorList>{people}</AuthorList>")))

    assert study.authors == ("One", "A Group", "Last")
    assert study.affiliations == ("Here", "There", "Gone")
    assert [study.affiliations_of(each) for each in range(3)] == [("Here", "There"), (), ("There",)]
    assert study.affiliations_of(-1) == ("There",)


def test_a_record_without_affiliations_says_nothing_about_each_author():
    study = only(records(article(inside="<AuthorList><Author><LastName>One</LastName></Author></AuthorList>")))

    assert study.author_affiliations == ()
    assert study.affiliations_of(-1) == ()


def test_substances_indexing_and_status_are_kept():
    after = (
        "<ChemicalList><Chemical><RegistryNumber>0</RegistryNumber>"
        '<NameOfSubstance UI="C999900003">Pretendulin</NameOfSubstance></Chemical><Chemical/></ChemicalList>'
    )
    data = (
        '<History><PubMedPubDate PubStatus="received"><Year>2020</Year><Month>2</Month><Day>8</Day></PubMedPubDate>'
        '<PubMedPubDate PubStatus="entrez"><Year>2020</Year><Month>Mar</Month><Day>18</Day></PubMedPubDate></History>'
        "<PublicationStatus>aheadofprint</PublicationStatus>"
    )

    study = only(records(article(after=after, data=data, attributes='IndexingMethod="Automated"')))

    assert study.substances == (Term(ui="C999900003", name="Pretendulin"),)
    assert (study.indexing_method, study.publication_status) == ("Automated", "aheadofprint")
    assert (study.received, study.entered) == ("2020-02-08", "2020-03-18")


@pytest.mark.parametrize("day", ["<Year>2020</Year>", "<Year>2021</Year><Month>2</Month><Day>29</Day>", ""])
def test_a_date_without_a_day_is_no_day(day):
    history = f'<History><PubMedPubDate PubStatus="entrez">{day}</PubMedPubDate></History>'

    assert only(records(article(data=history))).entered == ""


def test_trials_named_in_the_text_stand_beside_those_registered():
    inside = (
        "<Abstract><AbstractText>Registered as nct99900002 and NCT99900001 (not NCT9990000345).</AbstractText>"
        "</Abstract>"
        "<DataBankList><DataBank><DataBankName>ClinicalTrials.gov</DataBankName><AccessionNumberList>"
        "<AccessionNumber>NCT99900001</AccessionNumber><AccessionNumber>GSE1</AccessionNumber></AccessionNumberList>"
        "</DataBank></DataBankList>"
    )

    study = only(records(article(inside=inside, title="On NCT99900003.")))

    assert study.registrations == ("NCT99900001", "GSE1")
    assert study.mentioned_trials == ("NCT99900003", "NCT99900002")
    assert study.trial_numbers == ("NCT99900001", "NCT99900003", "NCT99900002")


def test_references_to_other_records_give_no_id():
    study = only(records(article().replace("<ArticleId IdType='doi'>10.5555/own</ArticleId>", "")))

    assert (study.doi, study.pmcid) == (None, None)


@pytest.mark.parametrize(
    ("date", "printed", "year"),
    [
        ("<Year>2020</Year><Season>Winter</Season>", "2020 Winter", 2020),
        ("<MedlineDate>2018 May - Jun</MedlineDate>", "2018 May - Jun", 2018),
        ("<MedlineDate>1944-1945</MedlineDate>", "1944-1945", 1944),
        ("<MedlineDate>Summer</MedlineDate>", "Summer", None),
        ("<Year>2020</Year><Month>Feb</Month><Day>18</Day>", "2020 Feb 18", 2020),
    ],
)
def test_every_kind_of_date_stays_as_printed(date, printed, year):
    record = article().replace("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", date)

    study = only(records(record))

    assert (study.published, study.year) == (printed, year)


def test_mathml_reads_in_one_line():
    math = (
        '<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:msubsup><mml:mi>SeO</mml:mi><mml:mn>3</mml:mn>'
        "<mml:mrow>\n <mml:mn>2</mml:mn>\n <mml:mo>-</mml:mo></mml:mrow></mml:msubsup></mml:math>"
    )
    quotient = "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>"

    study = only(records(article(title=f"Of {math} and {quotient} of it.")))

    assert study.title == "Of SeO₃²⁻ and 1/2 of it."


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("p &amp;amp;lt; 1", "p < 1"),
        ("R&amp;amp;D, AT&amp;T", "R&D, AT&T"),
        ("&amp;bogus; and &amp;notit;", "&bogus; and &notit;"),
        ("&amp;#945;-MSH", "α-MSH"),
        ("&amp;#x1F600;", "😀"),
    ],
)
def test_entities_encoded_twice_are_decoded_and_unknown_ones_left(sent, read):
    assert only(records(article(title=sent))).title == read


def test_a_root_keeps_its_sign():
    def math(inside: str) -> str:
        abstract = f'<m:math xmlns:m="http://www.w3.org/1998/Math/MathML">{inside}</m:math>'
        return only(
            records(article(inside=f"<Abstract><AbstractText>r = {abstract}.</AbstractText></Abstract>"))
        ).abstract_text

    three, eight = "<m:mn>3</m:mn>", "<m:mn>8</m:mn>"
    assert math(f"<m:msqrt>{eight}</m:msqrt>") == "r = √8."
    assert math(f"<m:mroot>{eight}{three}</m:mroot>") == "r = ³√8."
    assert math(f"<m:msqrt>{eight}<m:mo>+</m:mo>{three}</m:msqrt>") == "r = √(8+3)."


def test_what_is_compared_is_no_markup():
    abstract = "<Abstract><AbstractText>where n &lt;b and c&gt; d, x &lt;p q&gt; y</AbstractText></Abstract>"
    marked = (
        "<Abstract><AbstractText>a &lt;span class='x' id=y&gt;b&lt;/span&gt; &lt;br /&gt;c</AbstractText></Abstract>"
    )

    assert only(records(article(inside=abstract))).abstract_text == "where n <b and c> d, x <p q> y"
    assert only(records(article(inside=marked))).abstract_text == "a b c"


def test_editors_are_no_authors_of_an_article():
    editors = '<AuthorList Type="editors"><Author><LastName>Editor</LastName></Author></AuthorList>'
    authors = "<AuthorList><Author><LastName>Writer</LastName></Author></AuthorList>"

    assert only(records(article(inside=authors + editors))).authors == ("Writer",)


def test_a_chapter_of_a_book_names_its_book():
    book = (
        "<PubmedBookArticle><BookDocument><PMID Version='1'>990000009</PMID>"
        "<ArticleIdList><ArticleId IdType='doi'>10.5555/chapter</ArticleId></ArticleIdList>"
        "<Book><BookTitle>A <i>Made-up</i> Book</BookTitle><PubDate><Year>2012</Year></PubDate>"
        "<AuthorList Type='editors'><Author><LastName>Editor</LastName></Author></AuthorList></Book>"
        "<ArticleTitle>A Chapter</ArticleTitle><Language>eng</Language>"
        "<AuthorList Type='authors'><Author><LastName>Writer</LastName></Author></AuthorList>"
        "<PublicationType UI='D016454'>Review</PublicationType>"
        "<Abstract><AbstractText>It says so.</AbstractText></Abstract></BookDocument>"
        "<PubmedBookData><History><PubMedPubDate PubStatus='entrez'><Year>2012</Year><Month>1</Month><Day>2</Day>"
        "</PubMedPubDate></History><PublicationStatus>ppublish</PublicationStatus></PubmedBookData></PubmedBookArticle>"
    )

    study = only(records(book))

    assert (study.title, study.journal, study.authors) == ("A Chapter", "A Made-up Book", ("Writer",))
    assert (study.doi, study.year, study.entered, study.status) == ("10.5555/chapter", 2012, "2012-01-02", "Book")
    assert study.abstract == (AbstractSection(text="It says so."),)


def test_records_come_one_at_a_time_in_the_files_order():
    xml = records(article("5"), article(""), "<DeleteCitation><PMID>6</PMID></DeleteCitation>", "<Other/>")

    found = list(each_of(xml))

    assert [type(each) for each in found] == [Versioned, Refused, Deleted]
    assert found[2] == Deleted("6")


def test_what_is_new_in_a_record_survives_the_database():
    inside = "<Abstract><AbstractText>Registered as NCT99900002.</AbstractText></Abstract>"
    people = (
        "<AuthorList><Author><LastName>One</LastName><AffiliationInfo><Affiliation>Here</Affiliation>"
        "</AffiliationInfo></Author></AuthorList>"
    )

    study = only(records(article(inside=inside + people)))

    assert study_from_record(study.model_dump_json()) == study
    assert study_from_record(study.model_dump_json()).revision == study.revision
