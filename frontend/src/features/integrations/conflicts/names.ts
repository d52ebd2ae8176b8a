import type { Piece } from "./merge/merge";

const NAMES: Readonly<Record<string, string>> = { p: "Paragraph", text: "Paragraph", ul: "List", ol: "List", dl: "List", table: "Table", figure: "Figure", img: "Picture", blockquote: "Quote", pre: "Code", hr: "Divider", details: "Folding section" };

/** "Paragraph", "Heading", ...; "Section" where several stand together or nothing else fits, "Addition" of what both put in. */
export function pieceName({ base, ours, theirs }: Pick<Piece, "base" | "ours" | "theirs">): string {
  if (base.length === 0 && ours.length > 0 && theirs.length > 0) return "Addition";
  const blocks = [...base, ...ours, ...theirs];
  const names = new Set(blocks.map((block) => (/^h[1-6]$/.test(block.tag) ? "Heading" : (NAMES[block.tag] ?? "Section"))));
  const [only = "Section"] = names;
  return names.size === 1 ? only : "Section";
}
