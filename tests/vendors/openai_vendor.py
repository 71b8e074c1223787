"""A loopback server that speaks as OpenAI's Responses API does."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from queues.messages import ReviewDraft

Stored = Callable[..., Awaitable[ReviewDraft]]
"""Keeps a pack and a draft; returns the work of judging them."""


@dataclass
class Vendor:
    """Answers every request with the next of `answers`, (status, headers, body); keeps what it was asked."""

    url: str = ""
    answers: list[tuple[int, dict[str, str], Any]] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)

    def says(self, verdicts: list[dict[str, Any]], **overrides: Any) -> None:
        """The next answer: these verdicts, as the Responses API wraps them; where they name none, no rule is broken."""
        said = [{"breaks": [], **each} for each in verdicts]
        text = {"type": "output_text", "text": json.dumps({"verdicts": said}), "annotations": []}
        message = {"type": "message", "id": "msg_1", "role": "assistant", "status": "completed", "content": [text]}
        usage = {
            "input_tokens": 120, "input_tokens_details": {"cached_tokens": 20, "cache_write_tokens": 0},
            "output_tokens": 30, "output_tokens_details": {"reasoning_tokens": 0}, "total_tokens": 150,
        }  # fmt: skip
        body = {
            "id": "resp_1", "object": "response", "created_at": 1, "status": "completed", "model": "judge-1-2026",
            "output": [message], "parallel_tool_calls": True, "tool_choice": "auto", "tools": [], "usage": usage,
        }  # fmt: skip
        self.answers.append((200, {}, {**body, **overrides}))

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = int(head.split("content-length: ")[1].split("\r\n")[0])
        self.asked.append(json.loads(await reader.readexactly(length)))
        status, headers, body = self.answers.pop(0)
        data = json.dumps(body).encode()
        lines = [f"HTTP/1.1 {status} Said", "content-type: application/json", f"content-length: {len(data)}"]
        lines += ["connection: close", *(f"{name}: {value}" for name, value in headers.items())]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + data)
        await writer.drain()
        writer.close()
