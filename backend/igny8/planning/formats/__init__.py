"""Reading any keyword export: detect what a file is, then stream its rows. Plain Python, no framework.

>>> detection = detect(b"Keyword,Volume\\nmoka pot,1300\\n")
>>> [row.search_volume for row in read(b"Keyword,Volume\\nmoka pot,1300\\n", detection=detection)]
[1300]
"""

from igny8.planning.formats.detection import Detection, detect, remap
from igny8.planning.formats.errors import CAUSES, UnreadableFile
from igny8.planning.formats.headers import FIELDS
from igny8.planning.formats.reading import MAX_BYTES, read
from igny8.planning.formats.rows import INTENT_PRECEDENCE, REASONS, ParsedRow, Rejected
from igny8.planning.formats.text import normalise_keyword
from igny8.planning.formats.tools import LABELS

__all__ = [
    "CAUSES",
    "FIELDS",
    "INTENT_PRECEDENCE",
    "LABELS",
    "MAX_BYTES",
    "REASONS",
    "Detection",
    "ParsedRow",
    "Rejected",
    "UnreadableFile",
    "detect",
    "normalise_keyword",
    "read",
    "remap",
]
