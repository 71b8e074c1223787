"""The house keeps its rules: sizes, names, doors, and what may not stand in it."""

import ast
import re
from pathlib import Path

import pytest
from rigs.places import ROOT, tracked

SOURCES = ("functions", "infra", "queues", "shared")
WORKER_ONLY = {"js", "pyodide", "workers"}
AT_THE_TOP = {
    *(".ci", ".github", ".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "SECURITY.md"),
    *("pyproject.toml", "requirements", "wrangler.toml"),
    *("catalog", "docs", "functions", "infra", "migrations", "migrations-search", "queues", "shared", "tests"),
}
VAGUE = {"common", "helper", "helpers", "misc", "util", "utils"}


def lines_of(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_nothing_lies_at_the_top_that_has_no_room_there():
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} == AT_THE_TOP


def test_no_file_is_over_400_lines_and_few_over_200():
    sizes = {str(path.relative_to(ROOT)): lines_of(path) for path in tracked("*.py", "*.sql", "*.html")}
    sources = {name: size for name, size in sizes.items() if name.startswith(SOURCES)}

    assert {name: size for name, size in sizes.items() if size > 400} == {}
    assert sum(size > 200 for size in sources.values()) <= len(sources) * 0.15


def test_every_name_has_an_idea_in_it():
    assert [path for path in tracked("*.py") if path.stem in VAGUE] == []


def test_an_entry_is_at_most_40_lines_and_alone_in_its_folder():
    entries = tracked("functions/*/src/*")

    assert {path.name for path in entries} == {"entry.py"}
    assert [path for path in entries if lines_of(path) > 40] == []


def test_only_entries_and_the_cloudflare_adapter_touch_the_workers_runtime():
    allowed = {ROOT / "shared/platform/cloudflare/bindings.py", *tracked("functions/*/src/entry.py")}

    found = [path for path in tracked(*(f"{name}/*.py" for name in SOURCES)) if _imports(path) & WORKER_ONLY]

    assert set(found) <= allowed


def test_every_source_module_says_what_it_is():
    silent = [
        path.relative_to(ROOT)
        for path in tracked(*(f"{name}/*.py" for name in SOURCES))
        if path.read_text("utf-8").strip() and ast.get_docstring(ast.parse(path.read_text("utf-8"))) is None
    ]

    assert silent == []


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        # Written in halves, so that this file does not match itself.
        ("a package index's host", "py" + r"pi\.org|python" + r"hosted\.|registry\.np" + r"mjs|deb\.deb" + "ian"),
        ("a path of some machine", "/ro" + "ot/|/ho" + "me/[a-z]+/|/wo" + "rk/"),
        ("something left for later", r"(#|--|<!--).*\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b"),
        ("a secret", r"sk-ant-[a-zA-Z0-9]{8}|sk-(proj|live)-[a-zA-Z0-9]{8}|whsec_[a-zA-Z0-9]{8}"),
    ],
)
def test_the_repository_is_free_of(what, pattern):
    text_files = [path for path in tracked() if path.suffix not in (".png", ".pdf", ".ttf")]

    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in text_files
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]

    assert found == [], what


def test_migrations_are_numbered_without_a_gap():
    numbers = [path.name[:4] for path in sorted((ROOT / "migrations").glob("*.sql"))]

    assert numbers == [f"{number:04d}" for number in range(1, len(numbers) + 1)]
    assert all(re.fullmatch(r"\d{4}_[a-z_]+\.sql", path.name) for path in (ROOT / "migrations").iterdir())


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found
