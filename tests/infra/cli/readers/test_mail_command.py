"""`peptalk mail` and `peptalk sandbox mail`, over a home of their own and a running stand-in."""

import asyncio
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

from fastapi import FastAPI
from rigs.shell import Shell

from infra.cli.main import main
from infra.sandbox.mail.box import Box
from infra.sandbox.mail.routes import router
from infra.sandbox.serving import served

WORDS = "On Sunday\n\nFrom two to four nothing can be read.\n"


def test_an_announcement_is_planned_then_made_once(tmp_path, ready):
    shell, file = Shell(tmp_path / "home", ready=ready), tmp_path / "notice.txt"
    file.write_text(WORDS)
    shell("mail", "list")
    with closing(sqlite3.connect(tmp_path / "home" / "app.db")) as database, database:
        database.execute("INSERT INTO users (id, email) VALUES ('u1', 'reader@example.com')")
    given = ("mail", "announce", str(file), "--kind", "maintenance", "--until", "2099-01-01", "--json")

    plan = shell(*given, "--dry-run").json
    before = shell("mail", "list", "--json").json
    made, again = shell(*given, "--yes"), shell(*given, "--yes")
    (listed,) = shell("mail", "list", "--json").json
    shown = shell("mail", "show", listed["id"])

    assert (plan["readers"], plan["subject"], before) == (1, "On Sunday", [])
    assert made.json == again.json == {"id": plan["id"], "asked": 1, "left_out": 0}
    assert (listed["kind"], listed["state"], listed["about"]) == ("maintenance", "queued", {"announcement": plan["id"]})
    assert "reader@example.com" in shown.out


def test_mistakes_say_what_to_do(tmp_path, ready):
    shell, file = Shell(tmp_path / "home", ready=ready), tmp_path / "notice.txt"
    file.write_text("no subject of its own\nand no gap")

    no_gap = shell("mail", "announce", str(file), "--kind", "maintenance", "--until", "2099-01-01", "--yes")
    no_file = shell("mail", "announce", str(tmp_path / "nope"), "--kind", "incident", "--until", "2099-01-01", "--yes")
    no_kind = shell("mail", "announce", str(file), "--kind", "party", "--until", "2099-01-01")
    no_mail = shell("mail", "show", "mail_" + "0" * 32)
    nobody = shell("mail", "lift", "reader@example.com", "--reason", "it works", "--yes")

    assert (no_gap.code, "an empty line" in no_gap.err) == (1, True)
    assert (no_file.code, "nope cannot be read: No such file or directory; name a" in no_file.err) == (1, True)
    assert (no_kind.code, "neither maintenance nor incident" in no_kind.err) == (2, True)
    assert (no_mail.code, "peptalk mail list" in no_mail.err) == (1, True)
    assert (nobody.code, "nothing keeps mail from" in nobody.err) == (1, True)


async def test_the_stand_ins_mails_are_listed_shown_and_told_of(capsys):
    box, hooks, told = Box(), FastAPI(), []

    @hooks.post("/webhooks/mail")
    async def hear(said: dict) -> dict:
        told.append(said["type"])
        return {}

    stand = FastAPI()
    stand.include_router(router(box))
    said = {"from": "a@b.example", "to": "c@d.example", "subject": "On Sunday", "text": "words"}
    taken = box.take(said, "mail_1", datetime.now(UTC))

    async with served(stand, 0, None) as port, served(hooks, 0, None) as hook:

        async def run(*given: str) -> tuple[int, str, str]:
            arguments = ["sandbox", "mail", *given, "--url", f"http://127.0.0.1:{port}"]
            code = await asyncio.to_thread(main, arguments)
            written = capsys.readouterr()
            return code, written.out, written.err

        listed = await run("list", "--json")
        shown = await run("show", "mail_1")
        webhook = f"http://127.0.0.1:{hook}/webhooks/mail"
        bounced = await run("bounce", taken.id[:6], "--to", webhook, "--json")
        complained = await run("complain", "mail_1", "--to", webhook)
        nobody = await run("show", "mail_2")
        lost = await run("bounce", "mail_1", "--to", f"http://127.0.0.1:{hook}/nothing")

    assert [each["key"] for each in json.loads(listed[1])] == ["mail_1"]
    assert "On Sunday" in shown[1]
    assert (bounced[0], json.loads(bounced[1])["answers"]) == (0, [200])
    assert complained[0] == 0
    assert told == ["email.bounced", "email.complained"]
    assert (nobody[0], "peptalk sandbox mail list" in nobody[2]) == (1, True)
    assert lost[0] == 3
