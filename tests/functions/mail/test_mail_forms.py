"""What a mail says, in both of its forms."""

import re

import pytest

from functions.mail import to_accounts
from functions.mail.content import Code, Content, Item, Link, Words, one_line
from functions.mail.layout import html, text
from functions.mail.settings import MailSettings, mailbox
from shared.platform.errors import ConfigurationError

HOSTILE = Content(
    "A <b>subject</b>",
    (
        Words("Grip <script>alert(1)</script> & strength"),
        Code("<i>12345678</i>"),
        Link('Follow "this"', 'https://peptalk.example/?a=1&b="2"'),
        Item("Exemplin-12 <img src=x>", "https://peptalk.example/exemplin-12", "graded <moderate>"),
    ),
    "Why & wherefore",
    sample=True,
)


def test_everything_that_is_said_is_escaped_in_html_and_as_it_is_in_text():
    made = html(HOSTILE, "PepTalk <Ltd>", "https://peptalk.example/unsubscribe?a=1&b=2")

    assert not re.search(r"<(script|img|i|b|moderate|Ltd)\b", made)
    assert "Grip &lt;script&gt;alert(1)&lt;/script&gt; &amp; strength" in made
    assert "Grip <script>alert(1)</script> & strength" in text(HOSTILE, None, None)


def test_html_fetches_nothing():
    made = html(HOSTILE, None, None)

    assert set(re.findall(r"<(\w+)", made)) <= {
        *("html", "head", "meta", "title", "body", "div", "p", "a", "br"),
    }
    assert "url(" not in made


def test_both_forms_say_that_a_sample_is_one():
    sample = "Invented sample. No such peptide or study exists."

    assert sample in html(HOSTILE, None, None)
    assert text(HOSTILE, None, None).startswith(sample)


def test_a_line_of_text_has_78_characters_but_for_addresses():
    made = text(to_accounts.welcome("https://peptalk.example"), "PepTalk, 1 Invented Street", None)

    assert max(len(line) for line in made.splitlines() if "https://" not in line) <= 78
    assert made.endswith("PepTalk, 1 Invented Street\n")


@pytest.mark.parametrize(
    "content",
    [
        to_accounts.welcome("https://o.example"),
        to_accounts.payment_failed("https://o.example"),
        to_accounts.account_erased(),
    ],
    ids=lambda content: content.subject,
)
def test_every_link_begins_with_the_origin_and_both_forms_have_it(content):
    links = [each.url for each in content.blocks if isinstance(each, Link | Item)]

    assert all(url.startswith("https://o.example/") for url in links)
    for form in (text(content, None, None), html(content, None, None)):
        assert sorted(set(re.findall(r"https?://[^\s\"<]+", form))) == sorted(set(links))


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("New evidence\r\nBcc: all@example.com", "New evidence Bcc: all@example.com"),
        ("Päpste \u2028 und\x00 Ätna", "Päpste und Ätna"),
        ("x" * 400, "x" * 149 + "…"),
    ],
)
def test_a_subject_is_one_line(said, line):
    assert one_line(said) == line


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("PepTalk <mail@EXAMPLE.com>", "PepTalk <mail@example.com>"),
        ("mail@example.com", "mail@example.com"),
        ("PepTalk News <mail@bücher.example>", "PepTalk News <mail@xn--bcher-kva.example>"),
    ],
)
def test_a_sender_is_a_plain_name_and_an_address(said, kept):
    assert mailbox(said) == kept


@pytest.mark.parametrize(
    "said", ["PepTalk", "a@b@c", "A\r\nBcc: x <mail@example.com>", '"x, y" <mail@example.com>', ""]
)
def test_what_is_no_sender_is_refused(said):
    with pytest.raises(ValueError, match=r"must be an address|an address has|the part|no domain"):
        mailbox(said)


def test_a_wrong_setting_is_named():
    with pytest.raises(ConfigurationError, match=r"PEPTALK_ORIGIN: .*is no origin.*PEPTALK_MAIL_FROM: "):
        MailSettings.read({"PEPTALK_ORIGIN": "peptalk", "PEPTALK_MAIL_FROM": "nobody"})


def test_without_a_sender_of_its_own_mail_comes_from_the_origins_host():
    assert (
        MailSettings.read({"PEPTALK_ORIGIN": "https://peptalk.example", "PEPTALK_SIGNING_KEY": "ab" * 32}).sender
        == "PepTalk <mail@peptalk.example>"
    )
