import { describe, expect, it } from "vitest";

import { cutToWidth, TITLE_FONT, TITLE_PX } from "./measure";

/** Every letter ten pixels wide. */
const tens = (text: string): number => text.length * 10;
const cut = (text: string, limit = TITLE_PX): ReturnType<typeof cutToWidth> => cutToWidth(text, limit, TITLE_FONT, tens);

describe("the cut of a result page", () => {
  it("leaves a text alone that is exactly as wide as its place", () => {
    expect(cut("x".repeat(58))).toEqual({ shown: "x".repeat(58), width: 580, isCut: false });
  });

  it("cuts at whole words so that the ellipsis fits too", () => {
    const text = "Coffee brewing for people who have no time and even less patience today";
    const { shown, width, isCut } = cut(text);
    expect(isCut).toBe(true);
    expect(width).toBe(text.length * 10);
    expect(shown).toBe("Coffee brewing for people who have no time and even ...");
    expect(tens(shown)).toBeLessThanOrEqual(TITLE_PX);
    expect(tens(`${text.slice(0, shown.length)}less`)).toBeGreaterThan(TITLE_PX);
  });

  it("does not leave a comma or a dash before the ellipsis", () => {
    expect(cut("One two, three", 120).shown).toBe("One two ...");
    expect(cut("One two – three", 130).shown).toBe("One two ...");
  });

  it("cuts inside a word that is wider than the line", () => {
    expect(cut("x".repeat(100), 100).shown).toBe(`${"x".repeat(7)}...`);
  });

  it("measures the text as it will be shown, with single spaces", () => {
    expect(cut("  One \n two ").width).toBe(70);
  });
});
