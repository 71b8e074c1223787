"""Who else reads PubMed's XML, as their users run them; and the XML parser's own pass, which makes nothing of it.

The two peers are installed by `make bench` alone (extra `bench`); where they are missing, their place stays empty.
"""

import gzip
import io
import sys
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from xml.etree.ElementTree import fromstring
from xml.parsers import expat

from functions.fetch.reading.parse import each_of

INSTALLED = Path(sys.prefix) / "bench-peers"
"""Where `make bench` puts the peers: not beside our packages, because one of them brings a package called `tests`."""

Read = Callable[[Path], int]
"""Reads the whole file and counts its records, or what stands for them."""


def ours(path: Path) -> int:
    """Every record to a study, one at a time, as fetch does."""
    return sum(1 for _ in each_of(path.read_bytes()))


def entrez(path: Path) -> int:
    """Biopython's Entrez.read: every element to lists and dictionaries, checked against the DTD that it brings."""
    from Bio import Entrez

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = Entrez.read(io.BytesIO(path.read_bytes()))
    return len(found["PubmedArticle"]) + len(found["PubmedBookArticle"])


def pubmed_parser(path: Path) -> int:
    """pubmed_parser's parse_medline_xml with its defaults; it reads gzip only, so it is given some that is stored."""
    import pubmed_parser as peer

    packed = path.with_suffix(".xml.gz")
    if not packed.exists():
        packed.write_bytes(gzip.compress(path.read_bytes(), compresslevel=0))
    return sum(1 for _ in peer.parse_medline_xml(str(packed)))


def bare_expat(path: Path) -> int:
    """expat with no handler at all: no name, no attribute and no text reaches Python."""
    expat.ParserCreate().Parse(path.read_bytes(), True)
    return 0


def idle_expat(path: Path) -> int:
    """expat that tells Python of each start, where nothing is done: the least that a reader by events takes."""

    def begin(name: str, attributes: object) -> None:
        del name, attributes

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.Parse(path.read_bytes(), True)
    return 0


def bare_tree(path: Path) -> int:
    """ElementTree's parser in C: elements, attributes and texts become Python's, and nothing is made of them."""
    return len(fromstring(path.read_bytes()))


PEERS: dict[str, tuple[str, Read]] = {
    "Biopython's Entrez.read": ("Bio", entrez),
    "pubmed_parser": ("pubmed_parser", pubmed_parser),
}


def peers() -> dict[str, Read]:
    """The peers that are installed."""
    if (folder := str(INSTALLED)) not in sys.path:
        sys.path.append(folder)
    return {name: read for name, (module, read) in PEERS.items() if find_spec(module) is not None}
