"""The invented sample catalog and its literature: where they lie, and how a file of them is known."""

from pathlib import Path

FOLDER = Path(__file__).parent / "sample"
CATALOG = FOLDER / "peptides.yaml"
CORPUS = FOLDER / "corpus"
LATER = FOLDER / "later"
"""One study more, which the demonstration adds by hand."""


def is_sample(path: Path) -> bool:
    """Whether a catalog file is the sample's, so that its peptides are marked as invented."""
    return path.resolve() == CATALOG.resolve()
