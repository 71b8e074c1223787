"""What a screen reader, and eyes that see little contrast, need of a page: its outline, its landmarks, its colours."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from invented.editions import edition
from invented.factories import SLUG
from invented.sheets import sheet_of

from functions.render.typesetting.page import page
from functions.site import pages
from shared.platform.web.templates import templates

LANDMARKS = ("header", "main", "footer", "nav", "aside", "section")
VOID = ("meta", "link", "br", "col", "hr", "img", "input")
TEXT = 4.5
"""Contrast that WCAG 2.2 AA asks of text."""


class Outline(HTMLParser):
    """Headings, ids, landmarks with their names and where they stand, and words outside of all landmarks."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.landmarks: list[tuple[str, str]] = []
        self.nested: list[str] = []
        self.outside: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if found := re.fullmatch(r"h([1-6])", tag):
            self.headings.append(int(found[1]))
        if id := given.get("id"):
            self.ids.append(id)
        if tag in LANDMARKS:
            self.landmarks.append((tag, given.get("aria-label") or ""))
            if tag == "aside" and self.open != ["html", "body"]:
                self.nested.append(tag)
        if tag not in VOID:
            skip = given.get("class") == "skip"
            self.open.append("skip" if skip else tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() not in (tag, "skip"):
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and "body" in self.open and not {*LANDMARKS, "skip"} & {*self.open}:
            self.outside.append(data.strip())


@pytest.mark.parametrize("extractive", [True, False])
def test_a_page_has_one_outline_and_everything_stands_in_a_landmark_with_a_name_of_its_own(extractive: bool) -> None:
    made = edition(extractive=extractive, more=2)
    html = page(sheet_of(made.pack, made.monograph), SLUG).decode()
    found = Outline(html)

    assert found.headings[0] == 1
    assert found.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(found.headings))
    assert len(found.ids) == len(set(found.ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(found.ids)
    assert found.outside == []
    assert found.nested == []
    assert len(found.landmarks) == len(set(found.landmarks))
    assert '<html lang="en">' in html


def _styles() -> dict[str, str]:
    made = edition()
    account = templates("functions.api").get_template("sign_in.html")
    told = {"email": None, "next": "/", "said": None, "address": "", "disclaimer": "", "methods_title": ""}
    return {
        "page": page(sheet_of(made.pack, made.monograph), SLUG).decode(),
        "site": pages.listing([]).decode(),
        "account": account.render(**told),
    }


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    text = "".join(each * 2 for each in colour) if len(colour) == 3 else colour
    parts = [int(text[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("where", ["page", "site", "account"])
def test_text_stands_out_from_what_lies_behind_it_by_day_and_by_night(where: str) -> None:
    light, dark = re.findall(r":root\{([^}]*)\}", _styles()[where])[:2]

    day = dict(re.findall(r"--([\w-]+):#([0-9a-f]{3,6})\b", light))
    night = day | dict(re.findall(r"--([\w-]+):#([0-9a-f]{3,6})\b", dark))
    assert day != night
    for colours in (day, night):
        for ink in ("ink", "soft", "accent"):
            for ground in ("paper", "sheet"):
                assert _contrast(colours[ink], colours[ground]) >= TEXT, (where, ink, ground)
        assert _contrast(colours["warn"], colours["warn-wash"]) >= TEXT
        if "on" in colours:
            assert _contrast(colours["on"], colours["accent"]) >= TEXT


def test_contrast_is_counted_as_it_is_defined() -> None:
    assert round(_contrast("fff", "000000"), 1) == 21.0
    assert _contrast("777777", "ffffff") < TEXT < _contrast("767676", "fff")
