"""Templates of a function: every value that is put into HTML is escaped, and one that is missing is an error."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape


@cache
def templates(package: str) -> Environment:
    """The templates in the folder `templates` of a package (`functions.site`)."""
    folder = files(package).joinpath("templates")
    return Environment(
        loader=FunctionLoader(lambda name: folder.joinpath(name).read_text("utf-8")),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
