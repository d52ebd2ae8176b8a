import { describe, expect, it } from "vitest";

import { articlesOf, blocksOf, htmlOf } from "./blocks";
import { blocksFor, type Choices, repeated, resultOf } from "./decide";
import { merge, type Merge } from "./merge";

const P = (...words: string[]): string => words.map((one) => `<p>${one}</p>`).join("\n");
const A = "Weigh the beans before you grind them";
const B = "Heat the water to ninety-three degrees";
const C = "Pour in slow circles and wait";
const D = "Rinse the cone as soon as you are done";

const origins = (found: Merge): string => found.pieces.map((piece) => piece.origin).join(" ");
const all = (found: Merge, take: "ours" | "theirs" | "both"): Choices => Object.fromEntries(found.pieces.filter((piece) => piece.origin === "conflict").map((piece) => [piece.id, { take }]));

describe("what is merged by itself", () => {
  const same = P(A, B, C);
  it.each<[what: string, base: string, ours: string, theirs: string, result: string, origins: string]>([
    ["nothing", same, same, same, same, "same same same"],
    ["our change", same, P(A, `${B} at most`, C), same, P(A, `${B} at most`, C), "same ours same"],
    ["their change", same, same, P(A, B, `${C} a little`), P(A, B, `${C} a little`), "same same theirs"],
    ["the same change", same, P(`${A} twice`, B, C), P(`${A} twice`, B, C), P(`${A} twice`, B, C), "agreed same same"],
    ["neighbours", same, P(`${A} twice`, B, C), P(A, `${B} at most`, C), P(`${A} twice`, `${B} at most`, C), "ours theirs same"],
    ["what we put in", same, P(A, D, B, C), same, P(A, D, B, C), "same ours same same"],
    ["what they put at the end", same, same, P(A, B, C, D), P(A, B, C, D), "same same same theirs"],
    ["what both put in", same, P(A, B, C, D), P(A, B, C, D), P(A, B, C, D), "same same same agreed"],
    ["what we took out", same, P(A, C), same, P(A, C), "same ours same"],
    ["what both took out", same, P(A, C), P(A, C), P(A, C), "same agreed same"],
    ["what they moved", P(A, B, C, D), P(A, B, C, D), P(B, C, D, A), P(B, C, D, A), "theirs same same same theirs"],
    ["all of theirs", "", "", P(A, B), P(A, B), "theirs theirs"],
    ["everything gone there", same, same, "", "", "theirs theirs theirs"],
    ["a heading that became another", `<h2>${A}</h2>`, `<h2>${A}!</h2>`, `<h2>${A}</h2>`, `<h2>${A}!</h2>`, "ours"],
    ["form only", P(A), `<p><strong>${A}</strong></p>`, P(A), `<p><strong>${A}</strong></p>`, "ours"],
  ])("takes over %s", (_, base, ours, theirs, result, expected) => {
    const found = merge(base, ours, theirs);
    expect(origins(found)).toBe(expected);
    expect(resultOf(found, {})).toEqual({ html: result, open: 0 });
  });

  it("sees no change in what a platform adds by itself", () => {
    const found = merge('<p class="">One</p><img src="/a.png" alt="A">', '<p>One</p><img src="/a.png" alt="A">', '<p>One</p>\n<img loading="lazy" src="/a.png" srcset="/a-2.png 2x" alt="A">');
    expect(origins(found)).toBe("same same");
  });
});

describe("what a person decides", () => {
  it("is a block that both changed, each in its way", () => {
    const found = merge(P(A, B, C), P(A, `${B}, not more`, C), P(A, `${B}, not less`, C));
    expect(origins(found)).toBe("same conflict same");
    expect(resultOf(found, {})).toEqual({ html: P(A, `${B}, not more`, C), open: 1 });
    expect(resultOf(found, all(found, "theirs"))).toEqual({ html: P(A, `${B}, not less`, C), open: 0 });
    expect(resultOf(found, all(found, "both")).html).toBe(P(A, `${B}, not more`, `${B}, not less`, C));
  });

  it("is a block that one side took out and the other changed", () => {
    const found = merge(P(A, B, C), P(A, C), P(A, `${B} at most`, C));
    expect(origins(found)).toBe("same conflict same");
    expect(resultOf(found, all(found, "ours")).html).toBe(P(A, C));
    expect(resultOf(found, all(found, "theirs")).html).toBe(P(A, `${B} at most`, C));
  });

  it("is what both put in at one place, but not what they have in common there", () => {
    const found = merge(P(A), P(A, B, "Ours alone"), P(A, B, "Theirs, quite another"));
    expect(origins(found)).toBe("same agreed conflict");
  });

  it("is each changed block alone, also when many neighbours were changed", () => {
    const found = merge(P(A, B, C, D), P(`${A} 1`, `${B} 1`, `${C} 1`, D), P(A, `${B} 2`, `${C} 2`, `${D} 2`));
    expect(origins(found)).toBe("ours conflict conflict theirs");
  });

  it("may be written by hand, also as several blocks or none", () => {
    const found = merge(P(A), P(`${A} 1`), P(`${A} 2`));
    const id = found.pieces[0]?.id ?? "";
    expect(resultOf(found, { [id]: { take: "edit", html: `<p>One</p><ul><li>Two</li></ul>` } })).toEqual({ html: "<p>One</p>\n<ul><li>Two</li></ul>", open: 0 });
    expect(resultOf(found, { [id]: { take: "edit", html: "" } }).html).toBe("");
  });

  it("may also be what would have been merged", () => {
    const found = merge(P(A, B), P(`${A} 1`, B), P(A, B));
    expect(resultOf(found, { [found.pieces[0]?.id ?? ""]: { take: "theirs" } }).html).toBe(P(A, B));
  });

  it("is still known when another piece changed meanwhile", () => {
    const before = merge(P(A, B), P(`${A} 1`, `${B} 1`), P(`${A} 2`, `${B} 2`));
    const after = merge(P(A, B), P("New here, nobody knew", `${A} 1`, `${B} 3`), P(`${A} 2`, `${B} 2`));
    expect(after.pieces.map((piece) => piece.id)).toContain(before.pieces[0]?.id);
    expect(resultOf(after, all(before, "theirs")).open).toBe(1);
  });
});

describe("pieces of a text", () => {
  it.each([
    ["loose words and <strong>form</strong><p>A block</p>and more", "loose words and <strong>form</strong>\n<p>A block</p>\nand more"],
    ['<img src="/a.png" alt="A"><hr><pre><code>a\n  b</code></pre>', '<img src="/a.png" alt="A">\n<hr>\n<pre><code>a\n  b</code></pre>'],
    ["<p>👩‍🍳 ☕️</p><p dir=\"rtl\">قهوة</p>", "<p>👩‍🍳 ☕️</p>\n<p dir=\"rtl\">قهوة</p>"],
    ["  \n <!-- note --> ", ""],
  ])("hold all of it: %s", (html, back) => {
    expect(htmlOf(blocksOf(html))).toBe(back);
  });

  it("come without a box that all texts have, and the box comes back", () => {
    const box = (inside: string): string => `<div class="alignwide"><section>${inside}</section></div>`;
    const found = merge(box(P(A, B)), box(P(`${A} 1`, B)), box(P(A, `${B} 2`)));
    expect(origins(found)).toBe("ours theirs");
    expect(resultOf(found, {}).html).toBe(box(P(`${A} 1`, `${B} 2`)));
    expect(articlesOf([box(P(A)), P(A)])[0]?.blocks).toHaveLength(1);
  });

  it("tell white space in code apart, and nowhere else", () => {
    expect(origins(merge("<pre>a  b</pre>", "<pre>a b</pre>", "<pre>a  b</pre>"))).toBe("ours");
    expect(origins(merge("<p>a  b</p>", "<p>a\nb</p>", "<p>a  b</p>"))).toBe("same");
  });
});

it("says what stands twice after a move on one side and a change on the other", () => {
  const found = merge(P(A, B, C, D), P(B, C, D, A), P(`${A} but not too finely`, B, C, D));
  expect(repeated(found, all(found, "theirs"))).toEqual([]);
  const moved = merge(P(A, B, C, D), P(B, C, D, `${A} and weigh again`), P(B, `${A} and weigh again`, C, D));
  expect(repeated(moved, all(moved, "ours"))).toEqual([`${A} and weigh again`]);
});

/** A small generator, so that a failure can be repeated: the seed is in the test's name. */
function dice(seed: number): (sides: number) => number {
  let state = seed * 2654435761 + 1;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 8) % sides;
  };
}

const WORDS = "water bean cup slow pour grind filter steam scale bloom".split(" ");

function randomText(roll: (sides: number) => number): string[] {
  return Array.from({ length: roll(9) }, () => {
    const words = Array.from({ length: 1 + roll(6) }, () => WORDS[roll(WORDS.length)] ?? "").join(" ");
    const tag = ["p", "p", "p", "h2", "blockquote"][roll(5)] ?? "p";
    return `<${tag}>${words}</${tag}>`;
  });
}

function mutated(blocks: readonly string[], roll: (sides: number) => number): string[] {
  const now = [...blocks];
  for (let times = roll(4); times > 0; times -= 1) {
    const at = roll(now.length + 1);
    const [fresh = "<p>bare</p>"] = randomText(roll);
    if (roll(4) === 0) now.splice(at, 1);
    else if (roll(3) === 0) now.splice(at, 0, fresh);
    else if (roll(2) === 0) now.push(...now.splice(at, 1));
    else if (now[at] !== undefined) now[at] = now[at].replace(/(<\/\w+>)$/, ` ${WORDS[roll(WORDS.length)] ?? ""} too$1`);
  }
  return now;
}

describe("for any three texts", () => {
  it.each(Array.from({ length: 400 }, (_, seed) => seed))("what is promised holds (%i)", (seed) => {
    const roll = dice(seed);
    const base = randomText(roll);
    const [ours, theirs] = [mutated(base, roll), mutated(base, roll)];
    const found = merge(base.join(""), ours.join(""), theirs.join(""));
    const side = (name: "base" | "ours" | "theirs"): string[] => found.pieces.flatMap((piece) => piece[name].map((block) => block.html));
    // Every block of every text is in exactly one piece, in its order.
    expect(side("base")).toEqual(base);
    expect(side("ours")).toEqual(ours);
    expect(side("theirs")).toEqual(theirs);
    expect(new Set(found.pieces.map((piece) => piece.id)).size).toBe(found.pieces.length);
    for (const piece of found.pieces) {
      const [before, here, there] = [piece.base, piece.ours, piece.theirs].map((blocks) => blocks.map((block) => block.key).join());
      // What was changed on both sides is never decided here, and nothing else is asked.
      expect(piece.origin === "conflict").toBe(here !== before && there !== before && here !== there);
      if (piece.origin === "ours") expect(there).toBe(before);
      if (piece.origin === "theirs") expect(here).toBe(before);
    }
    // Taking one side everywhere gives that side.
    const everywhere = (take: "ours" | "theirs"): string => resultOf(found, Object.fromEntries(found.pieces.map((piece) => [piece.id, { take }]))).html;
    expect(everywhere("ours")).toBe(ours.join("\n"));
    expect(everywhere("theirs")).toBe(theirs.join("\n"));
    // It does not matter who is who, except for the order of "both".
    const mirrored = merge(base.join(""), theirs.join(""), ours.join(""));
    expect(mirrored.pieces.filter((piece) => piece.origin === "conflict").length).toBe(found.pieces.filter((piece) => piece.origin === "conflict").length);
    // Without a change on one side there is nothing to ask, and the other side is the result.
    expect(resultOf(merge(base.join(""), base.join(""), theirs.join("")), {})).toEqual({ html: theirs.join("\n"), open: 0 });
    expect(resultOf(merge(base.join(""), ours.join(""), ours.join("")), {})).toEqual({ html: ours.join("\n"), open: 0 });
    expect(blocksFor({ id: "", origin: "same", base: [], ours: [], theirs: [] }, { take: "both" })).toEqual([]);
  });
});
