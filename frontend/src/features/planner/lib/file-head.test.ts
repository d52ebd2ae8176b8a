import { expect, it } from "vitest";

import { columnsOf, headOf, lineEnd } from "./file-head";

const utf16 = (text: string) => {
  const out = new Uint8Array(2 + text.length * 2);
  out.set([0xff, 0xfe]);
  for (let index = 0; index < text.length; index++) out.set([text.charCodeAt(index) & 0xff, text.charCodeAt(index) >> 8], 2 + index * 2);
  return out;
};

it("sends small files whole", async () => {
  const file = new File(["a\nb"], "a.csv");
  expect(await headOf(file)).toEqual({ head: file, isWhole: true });
});

it("cuts a long file behind its last whole line", async () => {
  const { head, isWhole } = await headOf(new File(["one\ntwo\nthree"], "a.csv"), 10);
  expect(isWhole).toBe(false);
  expect(await head.text()).toBe("one\ntwo\n");
});

it("cuts UTF-16 between characters, also where a byte of another character looks like a line feed", () => {
  const bytes = utf16("ab\nc\u0a0ad");
  expect(new TextDecoder("utf-16le").decode(bytes.slice(0, lineEnd(bytes)))).toBe("ab\n");
});

it("reads the column names of a table, whatever divides them", async () => {
  expect(await columnsOf(new File(['Product;"Size; in cm";Price\na;1;2'], "a.csv"))).toEqual(["Product", "Size; in cm", "Price"]);
  expect(await columnsOf(new File([utf16("Product\tPrice\na\t1")], "a.csv"))).toEqual(["Product", "Price"]);
  expect(await columnsOf(new File(["only one column\nand rows"], "a.csv"))).toEqual([]);
});
