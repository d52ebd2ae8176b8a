"""Ports on the loopback interface."""

import socket

from .fault import ServiceError


def port_is_free(port: int, *, host: str = "127.0.0.1") -> bool:
    """Whether a server could listen on ``port`` now (1-65535)."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except (OSError, OverflowError):
            return False
    return True


def port_free_any() -> int:
    """A port that the system says is free; another program may still be faster."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def port_choose(*, wanted: int, is_fixed: bool, variable: str, host: str = "127.0.0.1", taken: set[int]) -> int:
    """The port to use.

    :param wanted: first choice. :param is_fixed: the user asked for exactly this one. :param taken: ports given away
        already; the chosen one is added.
    :raises ServiceError: when a fixed port, or 100 ports in a row, are in use.
    """
    last = wanted if is_fixed else min(wanted + 99, 65535)
    for port in range(wanted, last + 1):
        if port not in taken and port_is_free(port, host=host):
            taken.add(port)
            return port
    if is_fixed:
        raise ServiceError(f"Port {wanted} is in use; stop the program that uses it or set {variable} to another port.")
    raise ServiceError(f"Ports {wanted} to {last} are all in use; set {variable} to a free port.")
