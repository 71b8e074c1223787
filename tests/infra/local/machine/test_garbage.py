"""What was there is set aside once, and taken back once; in a process whose tests have set nothing aside."""

import subprocess
import sys

PROGRAM = """
import gc
from infra.local.machine.garbage import OBJECTS_A_COLLECTION, rarer_collections

def seen():
    return gc.get_freeze_count() > bare, gc.get_threshold()

bare, own = gc.get_freeze_count(), gc.get_threshold()
rarely = (OBJECTS_A_COLLECTION, *own[1:])
first, second = rarer_collections(), rarer_collections()

first.__enter__()
assert seen() == (True, rarely)
set_aside = gc.get_freeze_count()
made = [[] for _ in range(1_000)]
second.__enter__()
assert seen() == (True, rarely)
assert gc.get_freeze_count() - set_aside < 1_000, "what was made since is not set aside"
first.__exit__(None, None, None)
assert seen() == (True, rarely), "the second is still open"
second.__exit__(None, None, None)
assert (gc.get_freeze_count(), gc.get_threshold()) == (0, own)

with rarer_collections():
    assert seen() == (True, rarely)
print("and once more")
"""


def test_of_contexts_that_overlap_the_first_sets_aside_and_the_last_takes_back() -> None:
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)

    assert (run.stdout, run.stderr) == ("and once more\n", "")
