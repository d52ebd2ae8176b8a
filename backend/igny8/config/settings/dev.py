"""The embedded mode: everything on one machine; secrets are the ones the supervisor made in ``var/secrets.env``."""

from . import env

env.load_file(env.var_dir() / "secrets.env")

from .base import *  # noqa: E402, F403
