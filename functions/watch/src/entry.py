"""The Worker's door: it translates Cloudflare's event and wires the platform; handler.py decides."""

from workers import WorkerEntrypoint

from functions.watch import handler
from shared.platform.cloudflare import bindings


class Default(WorkerEntrypoint):
    async def scheduled(self, controller, env=None, ctx=None):
        await handler.scheduled(bindings.tick(controller), bindings.platform(self.env, "watch"))
