"""Addresses of mail: which are taken, and the one form in which each is kept.

Taken is what mail servers everywhere carry: a local part in ASCII as RFC 5321 section 4.1.2 has it unquoted, and a
domain of letters, digits and hyphens in any script, kept in its ASCII form (RFC 5890). So nothing that could end a
header line, or open a second address, is ever kept.
"""

import re
import unicodedata

LONGEST = 254
"""Characters of an address (RFC 5321 section 4.5.3.1.3: a path has 256 with its brackets)."""

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_LONGEST_LOCAL = 64
_LETTERS = ("L", "M", "Nd")


def checked(address: str) -> str:
    """The address in the form that is kept: no space around it, its domain in lower-case ASCII.

    Raises:
        ValueError: it is none that can be written to; the text says why and shows nothing of it.
    """
    given = address.strip(" \t\r\n")
    if len(given) > LONGEST:
        raise ValueError(f"an address has at most {LONGEST} characters")
    local, at, domain = given.rpartition("@")
    if not at or not local or not domain:
        raise ValueError("an address has a name, an @ and a domain, like reader@example.com")
    if len(local) > _LONGEST_LOCAL or not _LOCAL.fullmatch(local):
        raise ValueError(
            f"the part before the @ has at most {_LONGEST_LOCAL} characters: letters and digits without accents, and "
            "signs such as . - _ +"
        )
    kept = f"{local}@{_ascii(domain)}"
    if len(kept) > LONGEST:
        raise ValueError(f"an address has at most {LONGEST} characters, its domain written in ASCII")
    return kept


def _ascii(domain: str) -> str:
    labels = [_label(each) for each in unicodedata.normalize("NFC", domain.lower()).split(".")]
    if len(labels) < 2 or labels[-1].isdecimal():
        raise ValueError("the part behind the @ is no domain, like example.com")
    return ".".join(labels)


def _label(label: str) -> str:
    if not label.isascii():
        if not all(unicodedata.category(each).startswith(_LETTERS) or each == "-" for each in label):
            raise ValueError("a domain has letters, digits and hyphens alone")
        label = "xn--" + label.encode("punycode").decode("ascii")
    if not _LABEL.fullmatch(label):
        raise ValueError("the part behind the @ is no domain, like example.com")
    return label
