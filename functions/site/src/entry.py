"""The Worker's door: it translates Cloudflare's event and wires the platform; handler.py decides."""

from workers import WorkerEntrypoint, asgi

from functions.site import handler
from shared.platform.cloudflare import bindings
from shared.platform.cloudflare.requests import Bounded


def platform_of(scope):
    return bindings.platform(scope["env"], "site", replicas=handler.may_read_replicas(scope["headers"]))


app = handler.app(platform_of)


class Default(WorkerEntrypoint):
    async def fetch(self, request):
        return await asgi.fetch(app, Bounded(request), self.env)
