"""The provider contract, under the name the clients import it by."""

from igny8.ai.messages import *  # noqa: F403
