"""What wrangler uploads: a form of metadata and modules, and the version that it becomes."""

import json
from email import message_from_bytes
from email.policy import HTTP
from typing import Any

from fastapi import Request

from infra.sandbox.cloudflare.account import Account, Deployment, Script, Version
from infra.sandbox.cloudflare.envelope import Refusal


async def version_of(request: Request, script: Script, account: Account) -> Version:
    """The uploaded version, kept with the script. Raises `Refusal` where a binding inherits what is not there."""
    metadata, modules = await _form(request)
    given = [_resolved(each, script, account) for each in metadata.get("bindings", [])]
    kept = [{"name": name, "type": kind} for name, kind in script.secrets.items()]
    metadata["bindings"] = [*given, *(each for each in kept if each not in given)]
    if not metadata.get("main_module"):
        raise Refusal(400, 10021, "No main module was uploaded")
    version = Version(
        id=account.new_uuid(),
        number=len(script.versions) + 1,
        created=account.now(),
        metadata=metadata,
        modules=modules,
        annotations={
            "workers/triggered_by": "upload",
            **{name: value for name, value in metadata.get("annotations", {}).items() if value},
        },
    )
    script.versions.append(version)
    return version


def deployed(script: Script, split: dict[str, float], account: Account, annotations: dict[str, str]) -> Deployment:
    """From now on these versions serve. Raises `Refusal` where one is unknown or it is not 100 percent in all."""
    known = {each.id for each in script.versions}
    if unknown := split.keys() - known:
        raise Refusal(404, 10146, f"The version {', '.join(unknown)} does not exist")
    if not 1 <= len(split) <= 2 or abs(sum(split.values()) - 100) > 0.01:
        raise Refusal(400, 10147, "A deployment is one or two versions whose percentages add up to 100")
    deployment = Deployment(
        id=account.new_uuid(),
        created=account.now(),
        versions=[{"version_id": id, "percentage": percentage} for id, percentage in split.items()],
        annotations={"workers/triggered_by": "deployment", **{k: v for k, v in annotations.items() if v}},
    )
    script.deployments.append(deployment)
    return deployment


async def _form(request: Request) -> tuple[dict[str, Any], tuple[str, ...]]:
    content_type = request.headers.get("content-type", "")
    message = message_from_bytes(
        f"content-type: {content_type}\r\n\r\n".encode() + await request.body(), policy=HTTP.clone(utf8=True)
    )
    metadata: dict[str, Any] = {}
    modules: list[str] = []
    for part in message.iter_parts() if message.is_multipart() else ():  # type: ignore[union-attr]
        name = part.get_param("name", header="content-disposition")
        if name == "metadata":
            metadata = json.loads(part.get_payload(decode=True))  # type: ignore[arg-type]
        else:
            modules.append(str(name))
    if not metadata:
        raise Refusal(400, 10021, "The upload has no metadata")
    return metadata, tuple(modules)


def _resolved(binding: dict[str, Any], script: Script, account: Account) -> dict[str, Any]:
    """The binding as it is kept; Cloudflare refuses one that points at nothing."""
    name, kind = binding["name"], binding["type"]
    if kind == "inherit":
        before: list[dict[str, Any]] = script.versions[-1].metadata["bindings"] if script.versions else []
        inherited = next((each for each in before if each["name"] == name), None)
        if inherited is None:
            raise Refusal(400, 10057, f"Binding {name} cannot be inherited: the previous version has no such binding")
        return inherited
    if kind == "d1" and binding.get("id") not in account.databases:
        raise Refusal(400, 10021, f"binding {name} of type d1 must have a valid `id` specified")
    if kind == "r2_bucket" and binding.get("bucket_name") not in account.buckets:
        raise Refusal(400, 10085, f"R2 bucket '{binding.get('bucket_name')}' not found")
    if kind == "queue" and not any(each.name == binding.get("queue_name") for each in account.queues.values()):
        raise Refusal(400, 11000, f"Queue '{binding.get('queue_name')}' not found")
    return binding
