"""Files of records that a command is given by mistake."""

import gzip

from infra.cli.literature.record_files import read_files


def test_a_packed_file_is_told_as_such_with_what_unpacks_it(tmp_path):
    path = tmp_path / "records.xml.gz"
    path.write_bytes(gzip.compress(b"<PubmedArticleSet/>", mtime=0))

    found, faults = read_files([path], lambda data: None)

    assert found == []
    assert faults == [{"file": str(path), "reason": f"it is packed with gzip: unpack it first with `gzip -dk {path}`"}]
