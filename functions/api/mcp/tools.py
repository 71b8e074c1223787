"""What programs of readers may call by MCP: each tool is one of the API's own reads, with its parameters."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

_SLUG: Mapping[str, Any] = {
    "type": "string",
    "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
    "maxLength": 80,
    "description": "A peptide's slug, such as bpc-157; search_peptides finds it.",
}
_WORDS: Mapping[str, Any] = {"type": "string", "minLength": 1, "maxLength": 120}
_COUNT: Mapping[str, Any] = {"type": "integer", "minimum": 1, "maximum": 100}
_CURSOR: Mapping[str, Any] = {"type": "string", "maxLength": 500, "description": "`next` of the answer before."}
_GRADE: Mapping[str, Any] = {
    "type": "string",
    "enum": ["high", "moderate", "low", "very_low", "preclinical", "none"],
}
_NUMBER: Mapping[str, Any] = {"type": "integer", "minimum": 1, "maximum": 999_999_999}


class WrongArguments(Exception):
    """The arguments do not fit the tool; the text says which."""


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool: `path` is the read's address, whose `{names}` are arguments; the others go into the query, under the
    name that `renamed` gives."""

    name: str
    title: str
    description: str
    path: str
    properties: Mapping[str, Mapping[str, Any]]
    required: tuple[str, ...] = ()
    renamed: Mapping[str, str] | None = None

    def described(self) -> dict[str, Any]:
        """As `tools/list` tells it."""
        schema = {
            "type": "object",
            "properties": {name: dict(each) for name, each in self.properties.items()},
            "required": list(self.required),
            "additionalProperties": False,
        }
        hints = {"readOnlyHint": True, "destructiveHint": False, "idempotentHint": True, "openWorldHint": False}
        return {
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "inputSchema": schema,
            "annotations": hints,
        }

    def address(self, given: Mapping[str, Any]) -> tuple[str, str]:
        """Path and query of the read. The read itself checks values; here only names and kinds are.

        Raises:
            WrongArguments: a name is unknown or missing, or a value is neither text, number nor truth value.
        """
        if unknown := sorted(set(given) - set(self.properties)):
            raise WrongArguments(f"{self.name} has no argument {', '.join(unknown)[:200]}")
        if missing := [name for name in self.required if name not in given]:
            raise WrongArguments(f"{self.name} needs {', '.join(missing)}")
        texts = {name: _text(self.name, name, value) for name, value in given.items()}
        path = self.path
        for name in [each for each in texts if f"{{{each}}}" in path]:
            path = path.replace(f"{{{name}}}", quote(texts.pop(name), safe=""))
        renamed = self.renamed or {}
        return path, urlencode({renamed.get(name, name): value for name, value in texts.items()})


def _text(tool: str, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int):
        return str(value)
    raise WrongArguments(f"{name} of {tool} must be a text, a whole number, true or false")


TOOLS: Mapping[str, Tool] = {
    tool.name: tool
    for tool in (
        Tool(
            "search_peptides",
            "Search peptides",
            "Published peptides, by name, alias or condition, with the grade of their evidence.",
            "/api/peptides",
            {
                "q": {**_WORDS, "description": "Looked for in names, aliases and conditions."},
                "condition": {**_WORDS, "description": "Looked for in conditions alone."},
                "grade": _GRADE,
                "human": {"type": "string", "enum": ["any", "rct", "none"], "description": "Evidence in people."},
                "count": _COUNT,
                "cursor": _CURSOR,
            },
        ),
        Tool(
            "get_peptide",
            "Get a peptide",
            "A peptide's present version: claims, each with the sentences it rests on, grade and proof.",
            "/api/peptides/{slug}",
            {"slug": _SLUG},
            ("slug",),
        ),
        Tool(
            "search_claims",
            "Search claims",
            "Claims across peptides, each with the sentences it rests on; or studies, or what they say of an outcome.",
            "/api/search",
            {
                "q": {**_WORDS, "description": 'Words, a "phrase in quotes", the begin* of a word: all must be there.'},
                "outcome": {**_WORDS, "description": "Such as wound_healing."},
                "condition": {**_WORDS, "description": "Of peptides that are studied for this."},
                "slug": _SLUG,
                "grade": {**_GRADE, "description": "Of the claim's outcome."},
                "human": {"type": "boolean", "description": "Of people, or not."},
                "kind": {"type": "string", "enum": ["claim", "study", "outcome"]},
                "count": _COUNT,
                "cursor": _CURSOR,
            },
        ),
        Tool(
            "list_studies",
            "List studies",
            "The studies behind a peptide's present version, with design, species, sample size and flags.",
            "/api/peptides/{slug}/studies",
            {
                "slug": _SLUG,
                "human": {"type": "boolean", "description": "In people, or not."},
                "selected": {"type": "boolean", "description": "Whether claims may rest on it."},
                "retracted": {"type": "boolean"},
                "count": _COUNT,
                "cursor": _CURSOR,
            },
            ("slug",),
        ),
        Tool(
            "list_versions",
            "List versions",
            "Which versions of a peptide's page were published, and when.",
            "/api/peptides/{slug}/versions",
            {"slug": _SLUG, "count": _COUNT, "cursor": _CURSOR},
            ("slug",),
        ),
        Tool(
            "diff_versions",
            "Compare two versions",
            "What changed from one version of a peptide's page to another.",
            "/api/peptides/{slug}/diff",
            {"slug": _SLUG, "before": _NUMBER, "after": _NUMBER},
            ("slug", "before", "after"),
            {"before": "from", "after": "to"},
        ),
        Tool(
            "compare_peptides",
            "Compare peptides",
            "Two to five peptides side by side: grades, numbers of studies, the grade of each outcome.",
            "/api/compare",
            {"slugs": {"type": "string", "maxLength": 410, "description": "Slugs with commas between them."}},
            ("slugs",),
        ),
        Tool(
            "get_changelog",
            "What changed in a week",
            "What was published, graded otherwise, corrected or withdrawn in a week.",
            "/api/changelog",
            {"week": {"type": "string", "maxLength": 10, "description": "Such as 2026-W48; this week without it."}},
        ),
        Tool(
            "get_methodology",
            "How grades are made",
            "The rules by which studies are graded and claims are checked, as data.",
            "/api/methodology",
            {},
        ),
    )
}
"""By name."""
