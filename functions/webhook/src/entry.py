"""The Worker's door: it translates Cloudflare's event and wires the platform; handler.py decides."""

from workers import WorkerEntrypoint, asgi

from functions.webhook import handler
from shared.platform.cloudflare import bindings
from shared.platform.cloudflare.requests import Bounded

app = handler.app(lambda scope: bindings.platform(scope["env"], "webhook"))


class Default(WorkerEntrypoint):
    async def fetch(self, request):
        return await asgi.fetch(app, Bounded(request), self.env)
