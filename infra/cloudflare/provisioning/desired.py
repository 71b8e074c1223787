"""What a target is meant to have: the queues of the topology, and the databases and buckets that the Workers bind."""

from pathlib import Path

from infra.cloudflare.account.access import Target
from infra.cloudflare.account.resources import BucketSettings, DatabaseSettings, Lock, QueueSettings, Resources
from infra.cloudflare.manifests import Manifest, read_manifests
from infra.local.machine.project import FUNCTIONS
from queues.topology import QUEUES, deployed_name
from shared.platform.errors import ConfigurationError
from shared.store.objects import PUBLISHED_FOLDERS

LOCKED = {Target.STAGING: 86_400, Target.PRODUCTION: None}
"""How long published artifacts are locked, in seconds: staging must be destroyable, production keeps them for ever."""

REPLICATION = "auto"
"""Public reads go through D1 sessions, so replicas can serve them."""


def desired(target: Target, functions: Path = FUNCTIONS) -> Resources:
    """What `target` is meant to have.

    Raises:
        ConfigurationError: a manifest cannot be read, or names a queue that the topology does not.
    """
    manifests = read_manifests(target, functions)
    queues = {
        deployed_name(queue.name, target.environment): QueueSettings(queue.retention, queue.delivery_delay)
        for queue in QUEUES.values()
    }
    for each in manifests:
        if unknown := [name for name in each.queues if name not in queues]:
            raise ConfigurationError(f"{each.file}: queues/topology.py declares no {', '.join(unknown)}; correct one")
    locks = {folder: Lock(f"{folder}/", LOCKED[target]) for folder in PUBLISHED_FOLDERS}
    return Resources(
        queues=queues,
        databases={name: DatabaseSettings(REPLICATION) for name in _named(manifests, "databases")},
        buckets={name: BucketSettings(locks) for name in _named(manifests, "buckets")},
    )


def _named(manifests: list[Manifest], kind: str) -> list[str]:
    return sorted({name for each in manifests for name in getattr(each, kind)})
