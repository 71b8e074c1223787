"""Where the project's own files lie: the checkout that this code runs from."""

from pathlib import Path

ROOT = Path(__file__).parents[3]
MIGRATIONS = ROOT / "migrations"
FUNCTIONS = ROOT / "functions"
SEARCH_MIGRATIONS = ROOT / "migrations-search"
CATALOG = ROOT / "catalog" / "peptides.yaml"
MODELS = ROOT / "catalog" / "models.yaml"
