"""What a child process is given of this one's variables."""

import os


def variables() -> dict[str, str]:
    """This process's variables, name to value; also while another thread sets and unsets some.

    `dict(os.environ)` fails where a variable goes between its name's turn and its value's.
    """
    found = {name: os.environ.get(name) for name in list(os.environ)}
    return {name: value for name, value in found.items() if value is not None}
