"""`peptalk batches`: what stands of the batches that nights sent."""

import json

from rigs.shell import Shell


def test_without_a_batch_it_says_how_nights_send_them(tmp_path, ready):
    shell = Shell(tmp_path / "home", ready=ready)

    said, listed = shell("batches"), shell("batches", "--json")

    assert (said.code, "PEPTALK_BATCHES=nightly" in said.err) == (0, True)
    assert json.loads(listed.out) == []
