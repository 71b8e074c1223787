"""The folder of real records, for fixtures that last a whole module."""

from pathlib import Path

import pytest

_FOLDER = Path(__file__).parents[3] / "../shared/data/pubmed"


@pytest.fixture(scope="module")
def real_folder() -> Path:
    if not _FOLDER.is_dir():
        pytest.skip("the folder of real records (shared/data/pubmed beside the checkout) is absent")
    return _FOLDER
