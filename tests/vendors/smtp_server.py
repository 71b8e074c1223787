"""A mail server on loopback that speaks as much SMTP as a sender needs; what it answers to a command can be set."""

import asyncio
from dataclasses import dataclass, field


@dataclass
class Server:
    """`taken` are the mails, whole; `answers` replaces the usual answer to a command, such as `{"RCPT": "550 no"}`.
    With `silent`, the connection ends once a mail was taken, without an answer."""

    port: int = 0
    taken: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    silent: bool = False

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        sender, to = "", list[str]()

        def say(answer: str) -> None:
            writer.write(answer.encode() + b"\r\n")

        say(self.answers.get("CONNECT", "220 loopback"))
        while line := (await reader.readline()).decode().strip():
            command = line.split(" ")[0].upper()
            if command in self.answers:
                say(self.answers[command])
            elif command == "EHLO":
                say("250-loopback\r\n250-SIZE 1000000\r\n250 8BITMIME")
            elif command == "MAIL":
                sender, to = line, []
                say("250 yes")
            elif command == "RCPT":
                to.append(line)
                say("250 yes")
            elif command == "DATA":
                say("354 go on")
                await writer.drain()
                body = (await reader.readuntil(b"\r\n.\r\n")).removesuffix(b".\r\n")
                self.taken.append((sender, to, body))
                if self.silent:
                    break
                say(self.answers.get("BODY", "250 taken"))
            elif command == "QUIT":
                say("221 bye")
                break
            else:
                say("250 yes")
            await writer.drain()
        writer.close()
