"""Tasks of the system domain."""

from typing import Any

from celery import shared_task

from igny8.system.services.status import heartbeat_record


@shared_task(name="system.heartbeat")
def heartbeat(**_: Any) -> None:
    """Sent by beat every 15 seconds: shows that beat and a worker are alive."""
    heartbeat_record()
