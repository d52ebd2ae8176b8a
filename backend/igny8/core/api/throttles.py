"""Token buckets in Redis, one atomic script a check."""

import ipaddress
import math
from collections.abc import Sequence
from typing import Any, NamedTuple, cast
from uuid import UUID

import structlog
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from igny8.core.errors import Throttled, Unavailable
from igny8.core.principal import Principal

log = structlog.get_logger(__name__)

# KEYS: buckets; ARGV for each: capacity, tokens a second, cost. Answers the seconds to wait, 0 when all have enough: only then
# they are taken. Redis' own clock rules.
_TAKE = """
local now = redis.call('TIME'); now = tonumber(now[1]) + tonumber(now[2]) / 1e6
local left, wait = {}, 0
for i, key in ipairs(KEYS) do
  local cap, rate, cost = tonumber(ARGV[3 * i - 2]), tonumber(ARGV[3 * i - 1]), tonumber(ARGV[3 * i])
  local b = redis.call('HMGET', key, 't', 'n')
  left[i] = math.min(cap, (tonumber(b[2]) or cap) + math.max(0, now - (tonumber(b[1]) or now)) * rate)
  if left[i] < cost then wait = math.max(wait, (cost - left[i]) / rate) end
end
for i, key in ipairs(KEYS) do
  local cap, rate, cost = tonumber(ARGV[3 * i - 2]), tonumber(ARGV[3 * i - 1]), tonumber(ARGV[3 * i])
  if wait == 0 then left[i] = left[i] - cost end
  redis.call('HSET', key, 't', tostring(now), 'n', tostring(left[i]))
  redis.call('EXPIRE', key, math.ceil(cap / rate) + 1)
end
return tostring(wait)
"""
_script: Any = None


class Bucket(NamedTuple):
    """Holds up to ``capacity`` tokens and gets ``per_second`` of them; a request takes ``cost``."""

    key: str
    capacity: float
    per_second: float
    cost: float = 1


def _take(buckets: Sequence[Bucket]) -> float:
    global _script
    if _script is None:
        client = caches["default"]._cache.get_client(None, write=True)  # type: ignore[attr-defined]
        _script = client.register_script(_TAKE)
    keys = [f"igny8:bucket:{bucket.key}" for bucket in buckets]
    return float(_script(keys=keys, args=[number for bucket in buckets for number in bucket[1:]]))


def take(key: str, *, capacity: float, per_second: float, cost: float = 1, closed: bool = False) -> None:
    """Take ``cost`` tokens from the bucket ``key``.

    :param closed: refuse when Redis is down (sign-in); otherwise let the request pass.
    :raises Throttled: with the seconds to wait. :raises Unavailable: Redis is down and ``closed``.
    """
    take_all([Bucket(key, capacity, per_second, cost)], closed=closed)


def take_all(buckets: Sequence[Bucket], *, closed: bool = False) -> None:
    """Take from every bucket, or from none when one has too little; in one journey to Redis.

    :param closed: refuse when Redis is down (sign-in); otherwise let the request pass.
    :raises Throttled: with the seconds until all have enough. :raises Unavailable: Redis is down and ``closed``.
    """
    try:
        wait = _take(buckets)
    except RedisError as exc:
        log.error("throttle_down", error=str(exc)[:200])
        if closed:
            raise Unavailable(retry_after=5) from exc
        return
    if wait > 0:
        raise Throttled(f"Too many requests. Try again in {max(1, math.ceil(wait))} seconds.", retry_after=wait)


def client_address(request: HttpRequest) -> str:
    """The caller's address: the peer's, or the one our ``NUM_PROXIES`` trusted proxies report."""
    peer = request.META.get("REMOTE_ADDR", "") or "unknown"
    if settings.NUM_PROXIES:
        chain = [p.strip() for p in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if p.strip()]
        if len(chain) >= settings.NUM_PROXIES:
            return str(chain[-settings.NUM_PROXIES])
    return str(peer)


def address_bucket(address: str) -> str:
    """What one subscriber holds: an IPv4 address, or the /64 an IPv6 subscriber is given at least (RFC 6177)."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return f"ip:{address[:64]}"
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is None:
            return f"ip:{ipaddress.ip_network((ip, 64), strict=False).network_address}/64"
        ip = ip.ipv4_mapped
    return f"ip:{ip}"


def _site(request: Request, principal: Principal) -> UUID | None:
    """The site a request is about: the only one of its key, or the one it names in the query."""
    if principal.site_ids is not None and len(principal.site_ids) == 1:
        return next(iter(principal.site_ids))
    try:
        return UUID(request.query_params.get("site_id", ""))
    except ValueError:
        return None


class PrincipalThrottle(BaseThrottle):
    """600 requests a minute for a person or key (bursts of 200), twice that for all of a site's together, 60 for an
    address that is not signed in."""

    def allow_request(self, request: Request, view: Any) -> bool:
        scale = settings.THROTTLE_SCALE
        if not request.user:
            take(address_bucket(client_address(request)), capacity=60 * scale, per_second=1 * scale)
            return True
        principal = cast(Principal, request.user)
        buckets = [Bucket(principal.throttle_key, 200 * scale, 10 * scale)]
        site = _site(request, principal)
        if site is not None:  # with the account in the key: naming another account's site empties nobody's bucket
            buckets.append(Bucket(f"site:{principal.account_id}:{site}", 400 * scale, 20 * scale))
        take_all(buckets)
        return True
