"""A file that cannot be read at all. A single bad row is never an exception: it is a ``Rejected``."""


class UnreadableFile(Exception):
    """The file as a whole cannot be imported.

    :param code: machine name of the cause, one of the keys of ``CAUSES``.
    :param sentence: cause and cure, for a person; the standard sentence of the code when empty.
    """

    def __init__(self, code: str, sentence: str = "") -> None:
        self.code = code
        self.sentence = sentence or CAUSES[code]
        super().__init__(self.sentence)


CAUSES: dict[str, str] = {
    "EMPTY_FILE": "The file is empty. Export it again and check that it holds keywords.",
    "NO_ROWS": "The file has a header but no rows under it. Export it again without filters that hide every keyword.",
    "EXCEL_WORKBOOK": "This is an Excel workbook, not a CSV file. Open it, save it as “CSV UTF-8” and import that.",
    "ARCHIVE": "This is a compressed archive. Unpack it and import the CSV file with the keywords that is inside it.",
    "PDF": "This is a PDF document. Export the keywords as CSV from the tool that made it.",
    "BINARY": "This is a picture, a document or a program, not a text file. Export the keywords as CSV.",
    "MARKUP": "This is a web page or an XML document, not a table. Download the export itself instead.",
    "JSON": "This is a JSON document. Send it to the bulk-create endpoint, or export the keywords as CSV.",
    "NUL_BYTES": "The file holds NUL bytes, so it is binary or damaged. Export it again as CSV (UTF-8).",
    "UNDECODABLE": "The text of the file cannot be decoded. Save it as CSV (UTF-8) and import it again.",
    "NO_KEYWORD_COLUMN": "No column with keywords was found. Name the column “Keyword” or choose it in the mapping.",
    "QUOTED_ROWS": "Every row of the file is quoted as one single cell. Export it again, or split the column in a "
    "spreadsheet and save it as “CSV UTF-8”.",
    "TOO_MANY_COLUMNS": "The file has more than 1,000 columns. Keep the columns about keywords and import it again.",
    "TOO_LARGE": "The file is too large. Split it into parts and import them one after the other.",
    "BAD_MAPPING": "The chosen columns do not fit this file.",
}
