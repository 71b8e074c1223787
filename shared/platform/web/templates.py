"""Templates of a function: every value that is put into HTML is escaped, and one that is missing is an error.

What the pages of several functions share (head and foot of the site) stands beside this file: `shared/site_header.html`
names it, in whichever function's template. The head needs `here`, the foot `disclaimer` and `methods_title`.
"""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape

SHARED = "shared/"
"""What the name of a template that functions share begins with."""


@cache
def templates(package: str) -> Environment:
    """The templates in the folder `templates` of a package (`functions.site`)."""
    own, shared = files(package).joinpath("templates"), files("shared.platform.web")

    def source(name: str) -> str:
        beside = name.removeprefix(SHARED)
        return (own.joinpath(name) if beside == name else shared.joinpath(beside)).read_text("utf-8")

    return Environment(
        loader=FunctionLoader(source),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
