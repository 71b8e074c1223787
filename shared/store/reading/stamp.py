"""A page put in front of a PDF of ours, which says that the version has a successor.

It is an incremental update (ISO 32000-1, section 7.5.6): the published bytes stay as they are, and behind them come one
page, a new list of pages and a table of what is new. So nothing of fpdf2 or of a PDF library is needed here, and what
was published stays provable: it is what the first bytes still are.
"""

import re
from collections.abc import Sequence

from shared.platform.errors import Corrupt

_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s*(\d+)\s*%%EOF\s*\Z", re.DOTALL)
_SIZE, _ROOT = re.compile(rb"/Size (\d+)"), re.compile(rb"/Root (\d+) 0 R")
_KIDS, _COUNT = re.compile(rb"/Kids \[(.*?)\]", re.DOTALL), re.compile(rb"/Count (\d+)")
_OPENS = re.compile(rb"/OpenAction \[\d+ 0 R")

_WIDTH, _HEIGHT = 595, 842
"""A4 in points."""
_LINE = 20


def stamped(pdf: bytes, title: str, lines: Sequence[str]) -> bytes:
    """The PDF with a page before its first that says these lines; text is ASCII.

    Raises:
        Corrupt: it is no PDF as fpdf2 writes it.
    """
    trailer = _TRAILER.search(pdf)
    size, root = (each.search(trailer[1]) if trailer else None for each in (_SIZE, _ROOT))
    if trailer is None or size is None or root is None:
        raise Corrupt("a published PDF has no trailer that is known here")
    catalog = _object(pdf, int(root[1]))
    pages = re.search(rb"/Pages (\d+) 0 R", catalog)
    if pages is None:
        raise Corrupt("a published PDF names no pages")
    number, before = int(pages[1]), _object(pdf, int(pages[1]))
    kids, count = _KIDS.search(before), _COUNT.search(before)
    if kids is None or count is None:
        raise Corrupt("a published PDF lists no pages")
    first = int(size[1])
    listed = _KIDS.sub(b"/Kids [%d 0 R %s]" % (first, kids[1]), before)
    listed = _COUNT.sub(b"/Count %d" % (int(count[1]) + 1), listed)
    text = _text(title, lines)
    box = b"[0 0 %d %d]" % (_WIDTH, _HEIGHT)
    fonts = b"<< /F1 %d 0 R /F2 %d 0 R >>" % (first + 2, first + 3)
    made = {
        # A reader opens where the catalog says.
        int(root[1]): _OPENS.sub(b"/OpenAction [%d 0 R" % first, catalog),
        number: listed,
        first: b"<< /Type /Page /Parent %d 0 R /MediaBox %s /Resources << /Font %s >> /Contents %d 0 R >>"
        % (number, box, fonts, first + 1),
        first + 1: b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        first + 2: _font(b"Helvetica"),
        first + 3: _font(b"Helvetica-Bold"),
    }
    return _updated(pdf, made, trailer)


def _updated(pdf: bytes, objects: dict[int, bytes], trailer: re.Match[bytes]) -> bytes:
    """The file with these objects in place of those that have their numbers."""
    whole = bytearray(pdf if pdf.endswith(b"\n") else pdf + b"\n")
    table = bytearray(b"xref\n")
    for number in sorted(objects):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start = len(whole)
    kept = _SIZE.sub(b"/Size %d" % (max(objects) + 1), trailer[1])
    return bytes(whole + table + b"trailer\n<<%s/Prev %s\n>>\nstartxref\n%d\n%%%%EOF\n" % (kept, trailer[2], start))


def _object(pdf: bytes, number: int) -> bytes:
    """The body of an object; the last of its number holds."""
    found = re.findall(rb"(?:^|\n)%d 0 obj\s*(<<.*?>>)\s*endobj" % number, pdf, re.DOTALL)
    if not found:
        raise Corrupt(f"a published PDF lacks its object {number}")
    return found[-1]


def _font(name: bytes) -> bytes:
    return b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % name


def _text(title: str, lines: Sequence[str]) -> bytes:
    """The page's marks: a bold title, then a line each."""
    said = [b"BT", b"/F2 18 Tf", b"72 %d Td" % (_HEIGHT - 120), _shown(title), b"/F1 12 Tf", b"0 -16 Td"]
    for each in lines:
        said += [b"0 -%d Td" % _LINE, _shown(each)]
    return b"\n".join([*said, b"ET"])


def _shown(text: str) -> bytes:
    plain = text.encode("ascii", "replace")
    return b"(%s) Tj" % plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
