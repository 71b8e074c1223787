"""What of a Worker no version holds: secrets, crons, domains, subdomain and tails."""

import json
from typing import Any

from fastapi import APIRouter, Request, Response

from infra.sandbox.cloudflare.account import Account, Script, Version
from infra.sandbox.cloudflare.envelope import Refusal, answer, body
from infra.sandbox.cloudflare.uploads import deployed
from infra.sandbox.cloudflare.workers import found


def router(account: Account) -> APIRouter:
    """Read and set."""
    routes = APIRouter(prefix="/workers/scripts/{name}")

    @routes.get("/secrets")
    async def secrets(name: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        return answer([{"name": key, "type": kind} for key, kind in found(account, name).secrets.items()])

    @routes.put("/secrets")
    async def put_secret(name: str, request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        script, asked = found(account, name), await body(request)
        _versioned(script, {**script.secrets, asked["name"]: asked["type"]}, account)
        return answer({"name": asked["name"], "type": asked["type"]})

    @routes.delete("/secrets/{key}")
    async def delete_secret(name: str, key: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        script = found(account, name)
        if key not in script.secrets:
            raise Refusal(404, 10056, "Secret not found")
        _versioned(script, {each: kind for each, kind in script.secrets.items() if each != key}, account)
        return answer(None)

    @routes.get("/settings")
    async def settings(name: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        script = found(account, name)
        bindings: list[Any] = script.versions[-1].metadata["bindings"] if script.versions else []
        return answer({"bindings": bindings, "tags": script.tags})

    @routes.get("/script-settings")
    async def script_settings(name: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        script = found(account, name)
        return answer({**script.settings, "tags": script.tags})

    @routes.patch("/script-settings")
    async def set_script_settings(name: str, request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        script, asked = found(account, name), await body(request)
        script.tags = asked.pop("tags", None) or script.tags
        script.settings |= asked
        return answer({**script.settings, "tags": script.tags})

    @routes.get("/subdomain")
    async def subdomain(name: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        return answer(found(account, name).subdomain)

    @routes.post("/subdomain")
    async def set_subdomain(name: str, request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        script, asked = found(account, name), await body(request)
        script.subdomain = {key: bool(asked.get(key)) for key in script.subdomain}
        return answer(script.subdomain)

    @routes.get("/schedules")
    async def schedules(name: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        return answer({"schedules": found(account, name).schedules})

    @routes.put("/schedules")
    async def set_schedules(name: str, request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        script = found(account, name)
        script.schedules = await _listed(request)
        return answer({"schedules": script.schedules})

    @routes.put("/routes")
    async def set_routes(name: str, request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        script, asked = found(account, name), [each["pattern"] for each in await _listed(request)]
        for other in account.scripts.values():
            if taken := sorted(set(asked) & set(other.routes)) if other is not script else []:
                raise Refusal(409, 10020, f"A route with the same pattern already exists: {taken[0]}")
        script.routes = asked
        return answer([{"pattern": each, "script": name} for each in script.routes])

    @routes.post("/domains/changeset")
    async def changeset(name: str, request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        script, asked = found(account, name), [each["hostname"] for each in await _listed(request)]
        return answer(
            {
                "added": [{"hostname": each} for each in asked if each not in script.domains],
                "removed": [{"hostname": each} for each in script.domains if each not in asked],
                "updated": [],
                "conflicting": [],
            }
        )

    @routes.put("/domains/records")
    async def set_domains(name: str, request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        script = found(account, name)
        script.domains = [each["hostname"] for each in (await body(request))["origins"]]
        return answer([{"hostname": each} for each in script.domains])

    return routes


def _versioned(script: Script, secrets: dict[str, str], account: Account) -> None:
    """A changed secret is a version of its own, at once deployed to all; refused while the newest version is not."""
    newest = script.versions[-1]
    if script.serving.get(newest.id, 0) < 100:
        raise Refusal(400, 10215, "The latest version of the Worker is not currently deployed")
    script.secrets = secrets
    kept = [each for each in newest.metadata["bindings"] if each["type"] != "secret_text"]
    version = Version(
        id=account.new_uuid(),
        number=newest.number + 1,
        created=account.now(),
        metadata={
            **newest.metadata,
            "bindings": [*kept, *({"name": key, "type": kind} for key, kind in secrets.items())],
        },
        modules=newest.modules,
        annotations={"workers/triggered_by": "secret"},
    )
    script.versions.append(version)
    deployed(script, {version.id: 100}, account, {"workers/triggered_by": "secret"})


async def _listed(request: Request) -> list[dict[str, Any]]:
    return json.loads(await request.body())
