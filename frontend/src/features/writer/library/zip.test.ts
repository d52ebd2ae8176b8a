import { expect, test } from "vitest";

import { crc32, fileNames, zip } from "./zip";

test("the checksum is the usual one", () => {
  expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
});

test("an archive names its files and says where they are", async () => {
  const data = new TextEncoder().encode("Kaffee");
  const bytes = new Uint8Array(await zip([{ name: "größe.md", data }, { name: "b.md", data }], new Date(2026, 10, 20, 9, 30)).arrayBuffer());
  const view = new DataView(bytes.buffer);
  const end = bytes.length - 22;
  expect(view.getUint32(end, true)).toBe(0x06054b50);
  expect(view.getUint16(end + 10, true)).toBe(2);
  const directory = view.getUint32(end + 16, true);
  expect(view.getUint32(directory, true)).toBe(0x02014b50);
  const nameLength = view.getUint16(directory + 28, true);
  expect(new TextDecoder().decode(bytes.slice(directory + 46, directory + 46 + nameLength))).toBe("größe.md");
  const second = directory + 46 + nameLength;
  const local = view.getUint32(second + 42, true);
  expect(view.getUint32(local, true)).toBe(0x04034b50);
  expect(new TextDecoder().decode(bytes.slice(local + 30 + 4, local + 30 + 4 + data.length))).toBe("Kaffee");
});

test("file names come from titles, each once", () => {
  expect(fileNames(["Cold brew: how?", "cold brew how", "…", "Größe"], "md")).toEqual(["cold-brew-how.md", "cold-brew-how-2.md", "article.md", "größe.md"]);
});
