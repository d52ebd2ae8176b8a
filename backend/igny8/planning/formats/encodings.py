"""From bytes to text: which encoding a keyword file is in, and which files are no text at all."""

import codecs
import re

from igny8.planning.formats.errors import UnreadableFile

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "EXCEL_WORKBOOK"),
    (b"%PDF", "PDF"),
    (b"\x1f\x8b", "ARCHIVE"),
    (b"Rar!\x1a", "ARCHIVE"),
    (b"7z\xbc\xaf\x27\x1c", "ARCHIVE"),
    (b"\xfd7zXZ", "ARCHIVE"),
    (b"\x28\xb5\x2f\xfd", "ARCHIVE"),
    (b"\x89PNG", "BINARY"),
    (b"GIF8", "BINARY"),
    (b"\xff\xd8\xff", "BINARY"),
    (b"\x7fELF", "BINARY"),
    (b"SQLite format 3", "BINARY"),
    (b"{\\rtf", "BINARY"),
)
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_MARKUP = re.compile(r"\s*<(?:!doctype|html|\?xml|head|body|table|svg)\b", re.IGNORECASE)
_JSON = re.compile(r"\s*(?:\{\s*(?:\"|\})|\[\s*(?:\{|\"[^\"\n]*\"\s*[,\]]\s*(?:\"|$)))")
# Share of characters that no keyword export holds (controls, undecodable) above which the text is not text.
_GARBAGE_SHARE = 0.1


def _read_as_windows(error: UnicodeError) -> tuple[str, int]:
    """Decoding error handler: bytes that are not UTF-8 are read as Windows-1252, as in files pasted together."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    piece = error.object[error.start : error.end]
    return piece.decode("cp1252", errors="replace"), error.end


codecs.register_error("igny8-windows", _read_as_windows)


def decoding_errors(encoding: str) -> str:
    """Name of the error handler to decode ``encoding`` with, in detection and in reading alike."""
    return "igny8-windows" if encoding in ("utf-8", "utf-8-sig") else "replace"


def refuse_binary(sample: bytes) -> None:
    """:raises UnreadableFile: when the first bytes are those of a workbook, archive, PDF, picture or program."""
    if not sample.strip():
        raise UnreadableFile("EMPTY_FILE")
    if sample.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise UnreadableFile("EXCEL_WORKBOOK" if b"xl/" in sample or b"[Content_Types]" in sample else "ARCHIVE")
    for magic, code in _MAGIC:
        if sample.startswith(magic):
            raise UnreadableFile(code)


def _utf16_without_bom(sample: bytes) -> str | None:
    """Little or big endian by where the NUL halves of ASCII characters stand; ``None`` when it is not UTF-16."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    least = max(2, len(sample) // 50)
    if odd >= least and odd > 4 * even:
        return "utf-16-le"
    if even >= least and even > 4 * odd:
        return "utf-16-be"
    return None


def _share(text: str, low: int, high: int) -> float:
    foreign = [c for c in text if ord(c) > 127]
    return sum(low <= ord(c) <= high for c in foreign) / len(foreign) if foreign else 0.0


def _strict(sample: bytes, encoding: str) -> str | None:
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(sample, False)
    except UnicodeDecodeError:
        return None


def _legacy(sample: bytes) -> str:
    """Best guess among the code pages exports still come in. Latin text has single high bytes, other scripts runs."""
    runs = _HIGH_RUN.findall(sample)
    # Double-byte text may use ASCII trail bytes (Shift-JIS), so it is tried before looking at the runs.
    japanese = _strict(sample, "cp932")
    if japanese is not None and _share(japanese, 0x3040, 0x30FF) > 0.2:
        return "cp932"
    if sum(map(len, runs)) / max(1, len(runs)) >= 2.5:
        korean = _strict(sample, "cp949")
        if korean is not None and _share(korean, 0xAC00, 0xD7A3) > 0.9:
            return "cp949"
        high = b"".join(runs)
        # Cyrillic letters are C0-FF in Windows-1251 and mostly small (E0-FF); frequent Chinese lead bytes are B0-D7.
        if sum(b >= 0xE0 for b in high) > 0.6 * len(high):
            return "cp1251"
        chinese = _strict(sample, "gb18030")
        if chinese is not None and _share(chinese, 0x4E00, 0x9FFF) > 0.7:
            return "gb18030"
    return "cp1252"


def detect_encoding(sample: bytes) -> str:
    """Name of the codec of a text file, from its first bytes.

    :param sample: the beginning of the file, at least a few hundred bytes where the file has them.
    :returns: a Python codec name; ``utf-8-sig`` when there is a byte order mark.
    :raises UnreadableFile: ``NUL_BYTES`` when the bytes are neither UTF-16 nor free of NUL.
    """
    for mark, encoding in _BOMS:
        if sample.startswith(mark):
            return encoding
    if b"\x00" in sample:
        encoding16 = _utf16_without_bom(sample)
        if encoding16 is None:
            raise UnreadableFile("NUL_BYTES")
        return encoding16
    if _strict(sample, "utf-8") is not None:
        return "utf-8"
    # Not valid throughout: count characters of several bytes that are valid against single bytes that are not.
    valid = invalid = 0
    for run in _HIGH_RUN.findall(sample):
        text = run.decode("utf-8", errors="replace")
        bad = text.count("\ufffd")
        invalid += bad
        valid += len(text) - bad
    return "utf-8" if valid > invalid else _legacy(sample)


def decode_sample(sample: bytes, encoding: str) -> str:
    """The sample as text.

    :raises UnreadableFile: ``UNDECODABLE``, ``NUL_BYTES``, ``MARKUP`` or ``JSON`` when it is no table of keywords.
    """
    text = codecs.getincrementaldecoder(encoding)(decoding_errors(encoding)).decode(sample, False)
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise UnreadableFile("EMPTY_FILE")
    if "\x00" in text:
        raise UnreadableFile("NUL_BYTES")
    garbage = sum(1 for c in text if c == "\ufffd" or (not c.isprintable() and not c.isspace() and ord(c) < 0xA0))
    if garbage > _GARBAGE_SHARE * len(text):
        raise UnreadableFile("UNDECODABLE")
    if _MARKUP.match(text):
        raise UnreadableFile("MARKUP")
    if _JSON.match(text):
        raise UnreadableFile("JSON")
    return text
