"""An element's children by their names."""

from xml.etree.ElementTree import Element

Named = dict[str, Element]
"""The first child of each name."""


def by_name(element: Element | None) -> Named:
    """The first child of each name; none for None."""
    # From the last to the first, so that the first stays.
    return {} if element is None else {each.tag: each for each in element[::-1]}
