"""A Worker vendors what its modules import, and nothing else."""

import ast
import sys
import tomllib
from pathlib import Path

import pytest
from rigs.places import ROOT

FUNCTIONS = sorted(path.parent.name for path in (ROOT / "functions").glob("*/pyproject.toml"))
OURS = ("functions", "queues", "shared")
# Import names by the distribution that brings them; the root distribution brings pydantic.
BRINGS = {
    "anthropic": {"anthropic", "httpx2"},
    "defusedxml": {"defusedxml"},
    "fastapi": {"fastapi", "starlette"},
    "fonttools": {"fontTools"},
    "fpdf2": {"fpdf"},
    "httpx2": {"httpx2"},
    "jinja2": {"jinja2", "markupsafe"},
    "openai": {"openai", "httpx2"},
    "peptalk": {"pydantic", "pydantic_core"},
    "pymupdf-fonts": {"pymupdf_fonts"},
    "starlette": {"starlette"},
    "stripe": {"stripe"},
}
RUNTIME = {"js", "pyodide", "workers"}


def declared(function: str) -> set[str]:
    project = tomllib.loads((ROOT / "functions" / function / "pyproject.toml").read_text("utf-8"))["project"]
    return {each.split(">")[0].split("=")[0] for each in project["dependencies"]}


def imported(path: Path) -> set[str]:
    """The full names of all modules that a file imports, names imported from a package included."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def closure(function: str) -> set[str]:
    """What a Worker's entry imports from elsewhere, through all of our modules."""
    pending, seen, foreign = [ROOT / "functions" / function / "src" / "entry.py"], set(), set()
    while pending:
        path = pending.pop()
        if path in seen:
            continue
        seen.add(path)
        for name in imported(path):
            top = name.split(".")[0]
            if top not in OURS:
                foreign.add(top)
                continue
            module = ROOT.joinpath(*name.split("."))
            pending += [each for each in (module.with_suffix(".py"), module / "__init__.py") if each.is_file()]
    return foreign - set(sys.stdlib_module_names) - RUNTIME


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_worker_brings_all_that_it_imports(function):
    brought = set().union(*(BRINGS[each] for each in declared(function)))

    assert closure(function) - brought == set()


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_worker_brings_nothing_that_it_does_not_import(function):
    needed = closure(function)

    idle = [each for each in declared(function) - {"peptalk"} if not BRINGS[each] & needed]

    assert idle == []
