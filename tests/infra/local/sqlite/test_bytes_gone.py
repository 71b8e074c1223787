"""What is deleted from a home's databases is gone from their files, not from the rows alone."""

from pathlib import Path

from infra.local.machine.home import Home
from infra.local.queues.queue_file import QueueFile
from infra.local.sqlite.database import SQLiteDatabase
from infra.local.sqlite.migrate import apply
from queues.topology import QUEUES
from shared.platform.ports import Statement

QUEUE = "peptalk-mail"
TELLING = "nora@mail.example"


async def test_a_row_that_is_deleted_or_emptied_leaves_no_bytes(tmp_path: Path):
    apply(tmp_path / "app.db")
    db = SQLiteDatabase(tmp_path / "app.db")
    for number in range(50):
        added = "INSERT INTO users (id, email) VALUES (?1, ?2)"
        await db.run(Statement(added, (f"u{number}", f"{number}.{TELLING}")))
    await db.close()
    before = (tmp_path / "app.db").read_bytes()

    db = SQLiteDatabase(tmp_path / "app.db")
    await db.run(Statement("UPDATE users SET email = id WHERE id < 'u3'"))
    await db.run(Statement("DELETE FROM users WHERE id >= 'u3'"))
    await db.close()

    assert TELLING.encode() in before
    assert TELLING.encode() not in (tmp_path / "app.db").read_bytes()


def test_a_message_that_is_settled_leaves_no_bytes(tmp_path: Path):
    home = Home(tmp_path)
    file = QueueFile(home.queue_db, QUEUES)
    file.send(QUEUE, [(f"m{number}", f"{number} {TELLING}") for number in range(50)], 0, 1)
    file.execute(Statement("INSERT INTO holders VALUES ('h', 'consuming', 1, 1, 1)"))
    file.close()
    before = home.queue_db.read_bytes()

    file = QueueFile(home.queue_db, QUEUES)
    while lease := file.lease(QUEUE, "h", 100_000):
        file.settle(lease.token, QUEUE, [], 100_001)
    file.close()

    assert TELLING.encode() in before
    assert TELLING.encode() not in home.queue_db.read_bytes()
