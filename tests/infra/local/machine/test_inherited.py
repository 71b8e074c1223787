"""A child's variables are read whole, whatever other threads do to this process's."""

import os
import threading

from infra.local.machine import inherited


def test_the_variables_are_those_of_this_process(monkeypatch):
    monkeypatch.setenv("OF_THIS_TEST", "kept")

    assert inherited.variables() == dict(os.environ)


def test_a_variable_that_another_thread_sets_and_unsets_does_not_fail_the_reading(monkeypatch):
    monkeypatch.setenv("LAST_OF_ALL", "kept")
    ended = threading.Event()

    def unsettled() -> None:
        while not ended.is_set():
            os.environ["COMES_AND_GOES"] = "now"
            del os.environ["COMES_AND_GOES"]

    thread = threading.Thread(target=unsettled)
    thread.start()
    try:
        read = [inherited.variables() for _ in range(3000)]
    finally:
        ended.set()
        thread.join()

    assert {each["LAST_OF_ALL"] for each in read} == {"kept"}
