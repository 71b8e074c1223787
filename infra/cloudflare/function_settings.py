"""The settings that a function reads, by the names of their variables."""

import importlib
import inspect
import re
from typing import get_args

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from infra.local.machine.project import FUNCTIONS
from shared.platform.configuration.settings import Settings

_DECLARES = re.compile(r"^class \w+\([\w, ]*Settings\):", re.MULTILINE)


def declared(function: str) -> list[type[Settings]]:
    """The settings classes of a function, whichever of its modules declares them."""
    found: list[type[Settings]] = []
    folder = FUNCTIONS / function
    # What a Worker vendors lies in a folder that is no package.
    rooms = (path for path in folder.glob("*/*.py") if path.with_name("__init__.py").is_file())
    for path in sorted([*folder.glob("*.py"), *rooms]):
        if _DECLARES.search(path.read_text("utf-8")):
            module = importlib.import_module(".".join(path.relative_to(FUNCTIONS.parent).with_suffix("").parts))
            classes = [each for _, each in inspect.getmembers(module, inspect.isclass)]
            found += [each for each in classes if each.__module__ == module.__name__ and issubclass(each, Settings)]
    return found


def settings_of(function: str) -> dict[str, FieldInfo]:
    """Every setting of a function: variable to field."""
    return {name: field for each in declared(function) for name, field in each.model_fields.items()}


def secrets_of(function: str) -> list[str]:
    """The settings that are secrets, in the order in which they are declared."""
    return [
        name
        for name, field in settings_of(function).items()
        if SecretStr in (field.annotation, *get_args(field.annotation))
    ]
