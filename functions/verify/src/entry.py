"""The Worker's door: it translates Cloudflare's event and wires the platform; handler.py decides."""

from workers import WorkerEntrypoint, fetch

from functions.verify import handler
from shared.platform import cloudflare, cloudflare_http


class Default(WorkerEntrypoint):
    async def scheduled(self, controller, env=None, ctx=None):
        platform = cloudflare.platform(self.env, "verify", cloudflare_http.FetchHttp(fetch))
        await handler.scheduled(cloudflare.tick(controller), platform)
