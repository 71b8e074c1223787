"""The Worker's door: it translates Cloudflare's event and wires the platform; handler.py decides."""

from workers import WorkerEntrypoint, fetch

from functions.mail import handler
from shared.platform.cloudflare import bindings, http


class Default(WorkerEntrypoint):
    async def queue(self, batch, env=None, ctx=None):
        platform = bindings.platform(self.env, "mail", http.FetchHttp(fetch))
        await handler.queue(bindings.batch(batch), platform)
