import { expect, test } from "vitest";

import { csvCell, toCsv } from "./csv";

test.each([
  ["=1+1", "'=1+1"],
  ["+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["-2+3", "'-2+3"],
  ["  =1+1", "'  =1+1"],
  ["\tHello", "'\tHello"],
  ["\t=1+1", "'\t=1+1"],
  ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
])("text that would run as a formula stays text: %j", (value, written) => {
  expect(csvCell(value)).toBe(written);
});

test.each([
  ["-12", "-12"],
  ["-1.5%", "-1.5%"],
  [-3, "-3"],
  [0, "0"],
  [null, ""],
  [undefined, ""],
  [Number.NaN, ""],
  [true, "yes"],
  ['say "hi", twice', '"say ""hi"", twice"'],
  ["two\nlines", '"two\nlines"'],
  ["how to clean - quickly", "how to clean - quickly"],
])("everything else is written as it is: %j", (value, written) => {
  expect(csvCell(value)).toBe(written);
});

test("a file begins with a byte order mark and ends its lines as spreadsheets expect", () => {
  expect(toCsv(["Keyword", "Volume"], [["café", 10], ["a,b", null]])).toBe('\uFEFFKeyword,Volume\r\ncafé,10\r\n"a,b",\r\n');
});
