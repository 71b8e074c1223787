"""Imports point one way, and importing a module does nothing."""

import json
import subprocess
import sys
from pathlib import Path

from rigs.places import ROOT

IMPORT_TWICE = r"""
import importlib, json, os, pkgutil, random, secrets, sys, uuid

OURS = ("functions", "infra", "queues", "shared")

def modules():
    for name in OURS:
        package = importlib.import_module(name)
        yield name
        for found in pkgutil.walk_packages(package.__path__, name + "."):
            yield found.name

# The first time loads other people's packages, which may do as they please.
names = list(modules())
for name in names:
    importlib.import_module(name)
for name in [name for name in sys.modules if name.split(".")[0] in OURS]:
    del sys.modules[name]

deeds = []
current = ""
SOURCE = (".py", ".pyc")

def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and not arguments[0].endswith(SOURCE):
        if not any(part in arguments[0] for part in (".pyc.", "__pycache__")):
            deeds.append(f"{current}: opened {arguments[0]}")
    elif event.startswith(("socket.connect", "socket.bind", "sqlite3.connect", "subprocess.", "shutil.", "ssl.")):
        deeds.append(f"{current}: {event}")

def draws(name, real):
    def drawn(*arguments, **options):
        deeds.append(f"{current}: drew from {name}")
        return real(*arguments, **options)
    return drawn

sys.addaudithook(watch)
for module, names_drawn in ((os, ["urandom"]), (random, ["random", "getrandbits", "randint", "choice"]),
                            (secrets, ["token_hex", "token_bytes"]), (uuid, ["uuid4", "uuid1"])):
    for name in names_drawn:
        setattr(module, name, draws(f"{module.__name__}.{name}", getattr(module, name)))

for name in names:
    current = name
    importlib.import_module(name)
json.dump({"modules": len(names), "deeds": deeds}, sys.stdout)
"""


def test_the_contracts_of_the_layout_hold():
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "0 broken" in checked.stdout


def test_importing_any_module_does_no_io_and_draws_no_randomness():
    done = subprocess.run([sys.executable, "-c", IMPORT_TWICE], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["modules"] > 50
    assert found["deeds"] == []
