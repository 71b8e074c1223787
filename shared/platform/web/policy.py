"""What a browser may do with a page of ours: apply its own inline style, known by its hash, and run nothing."""

import base64
import hashlib
import re

_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


def policy_of(page: bytes, forms_to: str = "'none'") -> str:
    """The Content-Security-Policy of a page; `forms_to` are the sources to which its forms may lead."""
    styles = " ".join(f"'sha256-{_base64(each)}'" for each in _STYLE.findall(page)) or "'none'"
    return (
        f"default-src 'none'; style-src {styles}; img-src data:; base-uri 'none'; form-action {forms_to}; "
        "frame-ancestors 'none'"
    )


def _base64(style: bytes) -> str:
    return base64.b64encode(hashlib.sha256(style).digest()).decode()
