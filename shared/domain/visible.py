"""Characters that are seen, for patterns that a document shows: written out, because dialects of regular expressions
differ in what `\\s` is (of U+0085 and U+FEFF)."""

UNSEEN = r"\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
"""Spaces and controls, to stand between brackets (unicode.org/reports/tr44/#White_Space, and ECMA-262 section 12.2)."""

CONTROLS = r"\x00-\x1f\x7f-\x9f"
"""Controls alone (Unicode's category Cc)."""
