"""Run a command as an unprivileged user although root started it; PostgreSQL refuses to run as root.

Run by path with ``python -I -S``: ``unprivileged.py UID GID COMMAND...``. Standard library only.

The user keeps one capability, CAP_DAC_OVERRIDE, so that a clone below a folder only root may enter (``/root``) works
without changing the permissions of anybody's folders and without adding a system user. Where the user
cannot be changed (a user namespace with one mapped user) a nested namespace shows the same user under another number.
"""

import ctypes
import os
import sys
from pathlib import Path

# linux/prctl.h and linux/capability.h
_PR_SET_KEEPCAPS = 8
_PR_SET_SECUREBITS = 28
_SECBIT_NO_SETUID_FIXUP = 1 << 2
_PR_CAP_AMBIENT = 47
_PR_CAP_AMBIENT_RAISE = 2
_CAP_DAC_OVERRIDE = 1
_CAPABILITY_VERSION_3 = 0x20080522
_CLONE_NEWUSER = 0x10000000


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Data(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


def become(*, uid: int, gid: int) -> None:
    """Give up root for good in this process.

    :raises OSError: when neither a change of user nor a nested namespace is allowed.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_KEEPCAPS, 1, 0, 0, 0)
    # Without this bit access(2) ignores the capability, and initdb asks access(2) whether postgres lies beside it.
    libc.prctl(_PR_SET_SECUREBITS, _SECBIT_NO_SETUID_FIXUP, 0, 0, 0)
    try:
        os.setgroups([])
        os.setresgid(gid, gid, gid)
        os.setresuid(uid, uid, uid)
    except OSError:
        _become_in_namespace(libc, uid=uid, gid=gid)
        return
    data = (_Data * 2)()
    data[0].effective = data[0].permitted = data[0].inheritable = 1 << _CAP_DAC_OVERRIDE
    # Refused (not in the bounding set): go on without it; folders that anybody may enter still work.
    if libc.capset(ctypes.byref(_Header(_CAPABILITY_VERSION_3, 0)), data) == 0:
        libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, _CAP_DAC_OVERRIDE, 0, 0)


def _become_in_namespace(libc: ctypes.CDLL, *, uid: int, gid: int) -> None:
    own_uid, own_gid = os.geteuid(), os.getegid()
    if libc.unshare(_CLONE_NEWUSER) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/gid_map").write_text(f"{gid} {own_gid} 1")
    Path("/proc/self/uid_map").write_text(f"{uid} {own_uid} 1")


def main() -> None:
    uid, gid, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    try:
        become(uid=uid, gid=gid)
    except OSError as error:
        sys.exit(f"FATAL: root may not become user {uid} here ({error.strerror}); start IGNY8 as an ordinary user.")
    os.execv(command[0], command)


if __name__ == "__main__":
    main()
