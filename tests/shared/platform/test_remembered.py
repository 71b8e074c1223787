"""What is recalled was made of what is read now, and there is never more of it than there is room."""

from shared.platform.remembered import Remembered


def test_nothing_is_recalled_that_was_made_of_something_else():
    memory = Remembered()
    memory.remember("page", [{"version": 1, "withdrawn": None}], "shown", 5)

    assert memory.recall("page", [{"version": 1, "withdrawn": None}]) == "shown"
    assert memory.recall("page", [{"version": 1, "withdrawn": "retracted"}]) is None
    assert memory.recall("another page", [{"version": 1, "withdrawn": None}]) is None


def test_what_was_made_later_takes_the_place_of_what_had_its_name():
    memory = Remembered()
    memory.remember("page", 1, "first", 600)
    memory.remember("page", 2, "second", 400)

    assert (memory.recall("page", 1), memory.recall("page", 2)) == (None, "second")
    assert memory.size == 400


def test_what_was_recalled_least_goes_first():
    memory = Remembered(largest=80)
    for name in range(8):
        memory.remember(name, 0, str(name), 10)
    memory.recall(0, 0)

    memory.remember(8, 0, "8", 10)

    assert [name for name in range(9) if memory.recall(name, 0) is None] == [1]
    assert memory.size == 80


def test_what_is_too_large_is_not_kept_and_takes_nothing_elses_place():
    memory = Remembered(largest=80)
    memory.remember("small", 0, "small", 10)
    memory.remember("page", 0, "page", 10)

    memory.remember("page", 1, "large", 11)

    assert (memory.recall("small", 0), memory.recall("page", 0), memory.recall("page", 1)) == ("small", None, None)
    assert memory.size == 10
