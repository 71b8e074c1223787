"""The invented registrations below a folder, in the shape of ClinicalTrials.gov's API v2; they follow the folder."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.sandbox.literature.words import line


@dataclass(frozen=True, slots=True)
class Registration:
    """One study: what is answered, and what it is found by."""

    record: dict[str, Any]
    nct: str
    interventions: str
    updated: str


class Registrations:
    """The studies of every `*.json` below a folder that holds `{"studies": [...]}`; others are refused by name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: dict[Path, tuple[int, int]] = {}
        self.studies: dict[str, Registration] = {}
        self.refusals: dict[Path, str] = {}
        self.refresh()

    def refresh(self) -> None:
        """Read the folder anew where a file of it was added, changed or removed."""
        paths = [path for path in sorted(self._folder.rglob("*.json")) if path.is_file()]
        seen = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in paths}
        if seen == self._seen:
            return
        studies: dict[str, Registration] = {}
        refusals: dict[Path, str] = {}
        for path in paths:
            try:
                found = [_registration(each) for each in json.loads(path.read_text("utf-8"))["studies"]]
            except (ValueError, TypeError, KeyError) as exc:
                refusals[path] = f"no list of studies as the API gives it ({type(exc).__name__}: {exc})"
            else:
                studies |= {each.nct: each for each in found}
        self._seen, self.studies, self.refusals = seen, studies, refusals


def _registration(record: dict[str, Any]) -> Registration:
    protocol = record["protocolSection"]
    arms = protocol.get("armsInterventionsModule", {})
    names = [protocol["identificationModule"]["briefTitle"]]
    for each in arms.get("interventions", []):
        names += [each["name"], *each.get("otherNames", [])]
    names += [each["label"] for each in arms.get("armGroups", [])]
    return Registration(
        record=record,
        nct=protocol["identificationModule"]["nctId"],
        interventions=line(names),
        updated=protocol["statusModule"]["lastUpdatePostDateStruct"]["date"],
    )
