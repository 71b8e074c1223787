"""Rows of CSV (RFC 4180) that no spreadsheet takes for formulas (owasp.org/www-community/attacks/CSV_Injection)."""

import csv
import io
from collections.abc import Iterable
from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet reckon, wide forms too."""


def row_of(cells: Iterable[Any]) -> bytes:
    """One line, UTF-8, ended with CRLF. A text that would be a formula gets an apostrophe before it."""
    line = io.StringIO()
    csv.writer(line).writerow([_cell(each) for each in cells])
    return line.getvalue().encode()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA) else value
