/** A ZIP archive of a few files, stored as they are: several texts in one download. */
export interface ZipEntry {
  name: string;
  data: Uint8Array;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

export function crc32(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of data) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

const UTF8_NAMES = 0x0800;

export function zip(entries: readonly ZipEntry[], at: Date = new Date()): Blob {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, data } of entries) {
    const title = new TextEncoder().encode(name);
    const common = fields([2, 20], [2, UTF8_NAMES], [2, 0], [2, dosTime(at)], [2, dosDate(at)], [4, crc32(data)], [4, data.length], [4, data.length], [2, title.length], [2, 0]);
    parts.push(fields([4, 0x04034b50]), common, title, data);
    directory.push(fields([4, 0x02014b50], [2, 20]), common, fields([2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), title);
    offset += 4 + common.length + title.length + data.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = fields([4, 0x06054b50], [2, 0], [2, 0], [2, entries.length], [2, entries.length], [4, size], [4, offset], [2, 0]);
  return new Blob([...parts, ...directory, end].map((part) => part.slice().buffer), { type: "application/zip" });
}

function fields(...values: readonly (readonly [bytes: 2 | 4, value: number])[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.reduce((sum, [bytes]) => sum + bytes, 0)));
  let at = 0;
  for (const [bytes, value] of values) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return new Uint8Array(view.buffer);
}

function dosTime(at: Date): number {
  return (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1);
}

function dosDate(at: Date): number {
  return ((at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate();
}

/** Names of files from titles, each once. */
export function fileNames(titles: readonly string[], ending: string): string[] {
  const used = new Map<string, number>();
  return titles.map((title) => {
    const plain = title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-+|-+$/g, "").slice(0, 80) || "article";
    const times = (used.get(plain) ?? 0) + 1;
    used.set(plain, times);
    return `${plain}${times > 1 ? `-${String(times)}` : ""}.${ending}`;
  });
}
