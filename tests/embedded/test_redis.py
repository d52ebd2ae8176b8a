"""The embedded Redis: private, reused, and back after a crash."""

import os
import signal
import socket
from pathlib import Path

import pytest
import redis

from igny8.core.embedded import ensure_services, stop_services
from igny8.core.embedded.ports import port_is_free
from igny8.core.embedded.processes import record_read


def start(var: Path) -> str:
    return ensure_services(postgres=False, var=var).redis_url


def server(var: Path) -> int:
    record = record_read(var / "run" / "redis.json")
    assert record is not None
    return record.pid


def test_only_the_password_opens_it(var: Path) -> None:
    url = start(var)
    with redis.Redis.from_url(f"{url}/1") as connection:
        connection.set("a", "1")
        assert connection.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    with redis.Redis.from_url("redis://" + url.rpartition("@")[2]) as stranger:
        with pytest.raises(redis.AuthenticationError):
            stranger.get("a")
    assert (var / "redis" / "redis.conf").stat().st_mode & 0o777 == 0o600
    assert (var / "run" / "redis.json").stat().st_mode & 0o777 == 0o600


def test_second_call_reuses_the_server_and_a_restart_keeps_the_address(var: Path) -> None:
    url, pid = start(var), server(var)
    assert (start(var), server(var)) == (url, pid)
    stop_services(var)
    assert start(var) == url


def test_kill_9_keeps_address_and_data(var: Path) -> None:
    url = start(var)
    with redis.Redis.from_url(url) as connection:
        connection.set("kept", "yes")
        connection.execute_command("BGREWRITEAOF")
    os.kill(server(var), signal.SIGKILL)
    assert start(var) == url
    with redis.Redis.from_url(url) as connection:
        assert connection.get("kept") == b"yes"


def test_port_that_somebody_took_meanwhile_is_left_to_him(var: Path) -> None:
    url = start(var)
    stop_services(var)
    port = int(url.rpartition(":")[2])
    with socket.create_server(("127.0.0.1", port)):
        assert not port_is_free(port)
        assert start(var) != url


def test_damaged_log_is_set_aside(var: Path) -> None:
    start(var)
    stop_services(var)
    (var / "redis" / "appendonly.aof").write_bytes(
        b"*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$1\r\nv\r\nthis is not a command\r\n" * 3
    )
    with redis.Redis.from_url(start(var)) as connection:
        assert connection.ping()
    assert (var / "redis" / "appendonly.aof.damaged").exists()
