"""The Worker's door: it translates Cloudflare's event and wires the platform; handler.py decides."""

from workers import WorkerEntrypoint

from functions.synthesize import handler
from functions.synthesize.anthropic import batches, messages
from shared.platform.cloudflare import bindings

# Imported here so that the deployment's snapshot holds it: at the first call it would cost seconds.
WRITERS = (batches, messages)


class Default(WorkerEntrypoint):
    async def queue(self, batch, env=None, ctx=None):
        await handler.queue(bindings.batch(batch), bindings.platform(self.env, "synthesize"))

    async def scheduled(self, controller, env=None, ctx=None):
        await handler.scheduled(bindings.tick(controller), bindings.platform(self.env, "synthesize"))
