"""`peptalk sandbox mail`: look at what the mail stand-in of a running sandbox took, and have it tell of bounces."""

import os
from typing import Annotated, Any

import httpx
import typer

from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.target import LOCAL, TargetOption, only_here
from infra.cloudflare.account.access import Target
from shared.platform.errors import PermanentError
from shared.platform.vendors.certificates import certificates

app = typer.Typer(no_args_is_help=True, help="What the mail stand-in that is running took, and what it tells of it.")
app.callback()(lambda: None)

_OWN = "/sandbox/mail"
_PORT = 8788
_WEBHOOK = "http://127.0.0.1:8787/webhooks/mail"

Url = Annotated[
    str | None, typer.Option("--url", help="The sandbox; by default that of PEPTALK_MAIL_URL, else port 8788.")
]
Which = Annotated[str, typer.Argument(metavar="ID", help="A mail's id there, the beginning of one, or ours: mail_...")]
To = Annotated[str, typer.Option("--to", metavar="URL", help="The webhook that is told.")]
Times = Annotated[int, typer.Option("--times", min=1, max=100, help="How often it is told.")]


@app.command(name="list")
def listed(json: Json = False, url: Url = None, target: TargetOption = LOCAL) -> int:
    """The mails that were taken, the newest first."""
    found = _asked(url, target, "GET", _OWN)["mails"]
    if json:
        print_json(found)
        return Exit.DONE
    rows = [
        [each["id"][:12], each["at"][:19], ", ".join(each["said"]["to"]), each["said"]["subject"]] for each in found
    ]
    print_table("Mails", ["id", "taken at", "to", "subject"], rows)
    return Exit.DONE


@app.command()
def show(id: Which, json: Json = False, url: Url = None, target: TargetOption = LOCAL) -> int:
    """One mail: its headers and its text."""
    found = _asked(url, target, "GET", f"{_OWN}/{id}")
    if json:
        print_json(found)
        return Exit.DONE
    said: dict[str, Any] = found["said"]
    headers = {name: said[name] for name in ("from", "to", "reply_to", "subject") if name in said}
    rows = [[name, str(value)] for name, value in {**headers, **said.get("headers", {})}.items()]
    print_table(found["id"], ["header", "value"], rows)
    say(said.get("text", ""))
    return Exit.DONE


@app.command()
def bounce(
    id: Which, to: To = _WEBHOOK, times: Times = 1, json: Json = False, url: Url = None, target: TargetOption = LOCAL
) -> int:
    """The mail came back: tell the webhook so, signed."""
    return _told(id, "bounced", to, times, json, url, target)


@app.command()
def complain(
    id: Which, to: To = _WEBHOOK, times: Times = 1, json: Json = False, url: Url = None, target: TargetOption = LOCAL
) -> int:
    """Its reader called the mail unwanted: tell the webhook so, signed."""
    return _told(id, "complained", to, times, json, url, target)


def _told(id: str, told: str, to: str, times: int, json: bool, url: str | None, target: Target) -> int:
    asked = {"id": id, "told": told, "url": to, "times": times}
    answer = _asked(url, target, "POST", f"{_OWN}/tell", json=asked)
    taken = all(200 <= each < 300 for each in answer["answers"])
    if json:
        print_json(answer)
    else:
        say(f"{to} answered {', '.join(map(str, answer['answers']))}.")
    return Exit.DONE if taken else Exit.PARTLY


def _asked(url: str | None, target: Target, method: str, path: str, **asked: Any) -> Any:
    only_here(target, "the mail provider's dashboard")
    named = os.environ.get("PEPTALK_MAIL_URL", "").removesuffix("/").removesuffix("/mail")
    base = (url or named or f"http://127.0.0.1:{_PORT}").rstrip("/")
    try:
        with httpx.Client(base_url=base, timeout=60.0, trust_env=False, verify=certificates()) as web:
            answer = web.request(method, path, **asked)
            said = answer.json()
    except (httpx.HTTPError, ValueError) as exc:
        raise PermanentError(
            f"no sandbox answers at {base} ({type(exc).__name__}); start one with peptalk sandbox, or name it by --url"
        ) from exc
    if not answer.is_success:
        raise PermanentError(str(said.get("message") or f"the sandbox answered {answer.status_code}"))
    return said
