"""Real services without installing any: PostgreSQL, Redis, Node and a local language model out of wheels.

    from igny8.core.embedded import ensure_services
    urls = ensure_services(model=True)      # ServiceUrls(database_url=..., redis_url=..., model_url=...)

``python -m igny8.core.embedded`` starts the whole product under a supervisor; see :mod:`.cli`.
"""

from .fault import ServiceError
from .services import ServiceUrls, ensure_services, services_running, stop_services

__all__ = ["ServiceError", "ServiceUrls", "ensure_services", "services_running", "stop_services"]
