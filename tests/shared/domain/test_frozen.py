"""Values that are stored under the hash of their bytes: the hash is made once, and never taken from another value."""

import hashlib

import pytest
from pydantic import ValidationError

from shared.domain.frozen import Stored


class Note(Stored):
    text: str
    number: int = 0


def test_the_hash_is_that_of_the_canonical_bytes_whoever_asks_first():
    encoded_first, asked_first = Note(text="µ"), Note(text="µ")

    data = encoded_first.encode()

    assert data == '{"number":0,"text":"µ"}'.encode()
    assert encoded_first.hash == asked_first.hash == hashlib.sha256(data).hexdigest()


def test_a_copy_with_other_fields_has_a_hash_of_its_own():
    note = Note(text="a")
    before = note.hash

    other = note.model_copy(update={"text": "b"})

    assert other.hash == Note(text="b").hash != before
    assert note.hash == before


def test_what_was_computed_of_a_value_makes_no_difference_to_its_equality():
    one, two = Note(text="a"), Note(text="a")

    _ = one.hash

    assert one == two
    assert one.model_dump() == {"text": "a", "number": 0}


def test_what_was_stored_before_a_field_was_known_keeps_the_hash_of_its_bytes():
    data = b'{"text":"a"}'

    note = Note.decode(data)

    assert note == Note(text="a")
    assert note.hash == hashlib.sha256(data).hexdigest() != Note(text="a").hash
    assert note.encode() != data
    assert note.hash == hashlib.sha256(data).hexdigest()


def test_bytes_that_are_no_such_value_are_refused():
    with pytest.raises(ValidationError):
        Note.decode(b'{"number":1}')
