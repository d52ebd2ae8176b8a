/** The beginning of a file: enough to say what it is without sending all of it. */

/** Files up to this size are previewed whole. */
export const PREVIEW_BYTES = 6 * 1024 * 1024;
export const USUAL_LIMIT_MB = 64;

/**
 * The part of a file that its preview needs, cut at the end of a line so that no row looks broken.
 *
 * @returns the file itself when it is small
 */
export async function headOf(file: File, most = PREVIEW_BYTES): Promise<{ head: Blob; isWhole: boolean }> {
  if (file.size <= most) return { head: file, isWhole: true };
  const bytes = new Uint8Array(await file.slice(0, most).arrayBuffer());
  return { head: file.slice(0, lineEnd(bytes)), isWhole: false };
}

/** Bytes up to and with the last line feed; all of them when there is none. */
export function lineEnd(bytes: Uint8Array): number {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  for (let index = bytes.length - 1; index >= 0; index--) {
    if (bytes[index] !== 0x0a) continue;
    // In UTF-16 (little endian) a line feed is two bytes and starts at an even place.
    if (!isWide) return index + 1;
    if (index % 2 === 0 && bytes[index + 1] === 0) return index + 2;
  }
  return bytes.length;
}

const DELIMITERS = ["\t", ",", ";", "|"] as const;

/**
 * Column names of a file whose keyword column the server could not find, so that somebody can point at it.
 *
 * @returns empty when the beginning is no table
 */
export async function columnsOf(file: File): Promise<string[]> {
  const bytes = new Uint8Array(await file.slice(0, 64 * 1024).arrayBuffer());
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  const lines = new TextDecoder(encoding)
    .decode(bytes)
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== "");
  let best: string[] = [];
  for (const delimiter of DELIMITERS) {
    for (const line of lines.slice(0, 3)) {
      const cells = cellsOf(line, delimiter);
      if (cells.length > Math.max(best.length, 1)) best = cells;
    }
  }
  return best.slice(0, 100);
}

function cellsOf(line: string, delimiter: string): string[] {
  const out: string[] = [];
  let cell = "";
  let isQuoted = false;
  for (const char of line) {
    if (char === '"') isQuoted = !isQuoted;
    else if (char === delimiter && !isQuoted) {
      out.push(cell.trim());
      cell = "";
    } else cell += char;
  }
  return [...out, cell.trim()];
}

export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const megabytes = bytes / 1024 / 1024;
  return megabytes < 1 ? `${Math.round(bytes / 1024)} KB` : `${megabytes.toFixed(megabytes < 10 ? 1 : 0)} MB`;
}
