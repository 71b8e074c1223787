"""The Worker's door: it translates Cloudflare's event and wires the platform; handler.py decides."""

from workers import WorkerEntrypoint, fetch

from functions.verify import handler
from shared.platform.cloudflare import bindings, http


class Default(WorkerEntrypoint):
    async def scheduled(self, controller, env=None, ctx=None):
        platform = bindings.platform(self.env, "verify", http.FetchHttp(fetch))
        await handler.scheduled(bindings.tick(controller), platform)
