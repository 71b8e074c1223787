"""Which licences let a page that is sold quote an article: named by address, by words only without one, never NC."""

from datetime import date
from xml.etree.ElementTree import Element, fromstring

import pytest

from functions.fetch.reading.licence import NotAllowed, licence_of
from shared.domain.evidence.full_text import LICENCES, Licence

TODAY = date(2026, 11, 26)
CC = "https://creativecommons.org"


def permissions(*licences: str) -> Element:
    return fromstring(
        '<permissions xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ali="http://www.niso.org/schemas/ali/1.0/">'
        f"<copyright-statement>All rights reserved.</copyright-statement>{''.join(licences)}</permissions>"
    )


def linked(address: str, words: str = "Open access.") -> str:
    return f'<license xlink:href="{address}"><license-p>{words}</license-p></license>'


def worded(words: str) -> str:
    return f"<license><license-p>{words}</license-p></license>"


def referred(address: str, attributes: str = "") -> str:
    return f"<license><ali:license_ref {attributes}>{address}</ali:license_ref></license>"


@pytest.mark.parametrize(
    ("licence", "name", "version"),
    [
        (linked(f"{CC}/licenses/by/4.0/"), "CC BY", "4.0"),
        (linked("http://www.creativecommons.org/licenses/by/3.0/us/"), "CC BY", "3.0"),
        (linked(f"{CC}/licences/by-sa/4.0"), "CC BY-SA", "4.0"),
        (linked(f"{CC}/licenses/by-nd/4.0/"), "CC BY-ND", "4.0"),
        (linked(f"{CC}/publicdomain/zero/1.0/"), "CC0", "1.0"),
        # where JATS has it otherwise: the element of NISO, and a link in the words
        (referred(f"{CC}/licenses/by/4.0/"), "CC BY", "4.0"),
        (
            f'<license><license-p><ext-link xlink:href="{CC}/licenses/by/2.0">here</ext-link></license-p></license>',
            "CC BY",
            "2.0",
        ),
        # words, where there is no address
        ("<license><license-p>Creative Commons Attribution 4.0 License</license-p></license>", "CC BY", "4.0"),
        ("<license><license-p>Creative Commons Attribution-ShareAlike</license-p></license>", "CC BY-SA", ""),
        ("<license><license-p>Creative Commons Attribution-NoDerivs 3.0</license-p></license>", "CC BY-ND", "3.0"),
        ('<license license-type="cc-by"/>', "CC BY", ""),
        ('<license license-type="CC_BY_4.0"/>', "CC BY", "4.0"),
        # words that let commerce in
        (worded("CC BY 4.0: share and adapt for any purpose, even commercially."), "CC BY", "4.0"),
        (worded("CC BY 4.0: for commercial and non-commercial purposes."), "CC BY", "4.0"),
        (worded("CC BY 4.0, including commercial use. Data without a permission are not part of it."), "CC BY", "4.0"),
    ],
)  # fmt: skip
def test_a_licence_for_every_use_is_named(licence, name, version):
    found = licence_of(permissions(licence), TODAY)

    assert (found.name, found.version) == (name, version)
    assert found.name in LICENCES


@pytest.mark.parametrize(
    "licence",
    [
        linked(f"{CC}/licenses/by-nc/4.0/"),
        linked(f"{CC}/licenses/by-nc-nd/4.0/"),
        linked(f"{CC}/licenses/by-nc-sa/3.0/igo/"),
        linked(f"{CC}/publicdomain/mark/1.0/"),
        linked(f"{CC}/licenses/sampling/1.0/"),
        linked(f"{CC}/"),
        linked("https://www.elsevier.com/tdm/userlicense/1.0/"),
        linked("https://example.org/creative-commons-attribution"),
        # an address that allows, beside words or a kind that do not
        linked(f"{CC}/licenses/by/4.0/", "Not for commercial use."),
        linked(f"{CC}/licenses/by/4.0/", "provided it is not used for commercial purposes"),
        f'<license license-type="CC-BY-NC" xlink:href="{CC}/licenses/by/4.0/"/>',
        # one that allows, beside another that does not, or that says otherwise
        linked(f"{CC}/licenses/by/4.0/") + linked(f"{CC}/licenses/by-nc/4.0/"),
        linked(f"{CC}/licenses/by/4.0/") + linked(f"{CC}/licenses/by-nd/4.0/"),
        # one that begins later
        referred(f"{CC}/licenses/by/4.0/", 'start_date="2026-11-27"'),
        "<license><license-p>Creative Commons Attribution Non-Commercial License</license-p></license>",
        "<license><license-p>Creative Commons Attribution-NonCommercial 4.0</license-p></license>",
        "<license><license-p>CC BY-NC 4.0</license-p></license>",
        # the same as publishers write it: in another order, with another dash, or beside another kind
        *map(
            worded,
            [
                "Open access under CC BY-ND-NC.",
                "Licensed CC-BY-SA-NC 3.0",
                "CC BY, NC",
                "CC BY\u2013NC 4.0",
                "CC_BY_NC_4.0",
                "Creative Commons Attribution NC 4.0",
                "Creative Commons Attribution-NoDerivs-NC 4.0 licence",
                "Creative Commons Attribution licence, provided that the use is non\u2010commercial",
                "Creative Commons Attribution licence, which permits non\u2011commercial use",
                "Creative Commons Attribution licence; use for commercial purposes is not allowed",
                "Creative Commons Attribution licence; commercial purposes are excluded",
                "Creative Commons Attribution licence. For commercial re-use please contact the publisher.",
                "Creative Commons Attribution licence, for personal or educational use only",
                "Creative Commons Attribution licence, not for profit",
                f"CC BY, see {CC}/licenses/by-nc/4.0/",
            ],
        ),
        linked(f"{CC}/licenses/by/4.0/", f"see {CC}/licenses/by-nc/4.0/"),
        linked(f"{CC}/licenses/by/4.0/") + "<copyright-statement>Non-commercial use only.</copyright-statement>",
        f'<license license-type="by-nc-nd" xlink:href="{CC}/licenses/by/4.0/"/>',
        '<license license-type="by-nc"><license-p>Creative Commons Attribution</license-p></license>',
        # an address within another one
        linked("https://example.org/creativecommons.org/licenses/by/4.0/"),
        # words, where the address begins later
        referred(f"{CC}/licenses/by/4.0/", 'start_date="2026-11-27"').replace("</lic", "<p>CC BY 4.0</p></lic", 1),
        "<license><license-p>This article is free to read.</license-p></license>",
        '<license license-type="open-access"/>',
        "",
    ],
)
def test_every_other_licence_and_none_is_not_allowed(licence):
    with pytest.raises(NotAllowed):
        licence_of(permissions(licence), TODAY)


def test_an_article_without_permissions_is_not_allowed_and_a_licence_that_has_begun_is():
    with pytest.raises(NotAllowed, match="names no licence"):
        licence_of(None, TODAY)

    begun = referred(f"{CC}/licenses/by/4.0/", 'start_date="2026-11-26"')
    assert licence_of(permissions(begun), TODAY) == Licence(name="CC BY", version="4.0", url=f"{CC}/licenses/by/4.0/")


def test_an_address_without_end_is_kept_no_longer_than_an_address_is():
    found = licence_of(permissions(linked(f"{CC}/licenses/by/4.0/{'x' * 100_000}")), TODAY)

    assert found.name == "CC BY"
    assert len(found.url) < 300
