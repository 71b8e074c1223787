"""The Worker's door: it translates Cloudflare's event and wires the platform; handler.py decides."""

from workers import WorkerEntrypoint, fetch

from functions.mail import handler
from shared.platform import cloudflare, cloudflare_http


class Default(WorkerEntrypoint):
    async def queue(self, batch, env=None, ctx=None):
        platform = cloudflare.platform(self.env, "mail", cloudflare_http.FetchHttp(fetch))
        await handler.queue(cloudflare.batch(batch), platform)
