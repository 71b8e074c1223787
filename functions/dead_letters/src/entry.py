"""The Worker's door: it translates Cloudflare's event and wires the platform; handler.py decides."""

from workers import WorkerEntrypoint

from functions.dead_letters import handler
from shared.platform.cloudflare import bindings


class Default(WorkerEntrypoint):
    async def queue(self, batch, env=None, ctx=None):
        await handler.queue(bindings.batch(batch), bindings.platform(self.env, "dead_letters"))
