"""Where the embedded platform keeps everything: `PEPTALK_HOME`, by default `.peptalk` in the current folder."""

import os
from dataclasses import dataclass
from pathlib import Path

from shared.platform.errors import ConfigurationError

ROOM = 1_000_000
"""Bytes that must be free for work to go on: some pages of the two databases' logs."""


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of one embedded platform; any number of processes may share it."""

    path: Path

    @property
    def app_db(self) -> Path:
        """The database, D1's part."""
        return self.path / "app.db"

    @property
    def search_db(self) -> Path:
        """The search index, D1's second part; it can be made again from the first and the bucket."""
        return self.path / "search.db"

    @property
    def queue_db(self) -> Path:
        """The queue broker's own file."""
        return self.path / "queue.db"

    @property
    def holders(self) -> Path:
        """One lock file for each process that is at work."""
        return self.path / "holders"

    @property
    def bucket(self) -> Path:
        """The folder bucket, R2's part."""
        return self.path / "bucket"

    @property
    def published(self) -> Path:
        """Pages and PDFs under names that a person reads."""
        return self.path / "published"

    @property
    def signing_key(self) -> Path:
        """What sign-ins' secrets are derived from, where no variable gives it."""
        return self.path / "signing.key"

    @property
    def mail(self) -> Path:
        """Mails as .eml files, where no carrier takes them."""
        return self.path / "mail"

    @property
    def log(self) -> Path:
        """The log, JSON lines."""
        return self.path / "peptalk.log"

    def create(self) -> None:
        """Make the folder and its parts where they are missing.

        Raises:
            ConfigurationError: something else lies there, or it cannot be written.
        """
        for folder in (self.path, self.holders, self.bucket):
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            except (FileExistsError, NotADirectoryError) as exc:
                raise ConfigurationError(
                    f"{exc.filename or folder} is not a folder, so nothing can be kept there; "
                    f"move it away or set PEPTALK_HOME to another folder"
                ) from exc
            except OSError as exc:
                raise ConfigurationError(
                    f"the folder {folder} cannot be made ({exc.strerror}); set PEPTALK_HOME to a folder you may write"
                ) from exc
            if not os.access(folder, os.W_OK | os.X_OK):
                raise ConfigurationError(
                    f"the folder {folder} is read-only for you; change its permissions "
                    f"or set PEPTALK_HOME to a folder you may write"
                )

    def lacks_room(self) -> str | None:
        """What to tell an operator where the disk is full, None where there is room."""
        disk = os.statvfs(self.path)
        if disk.f_bavail * disk.f_frsize >= ROOM:
            return None
        return f"no space is left on the disk of {self.path}: free some there; nothing is lost"
