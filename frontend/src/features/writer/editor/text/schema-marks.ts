/** Marks that articles carry and that the toolbar has no button for: kept, and copied with the text. */
import { Mark } from "@tiptap/core";

import { kept } from "./schema-nodes";

function mark(name: string, tags: readonly string[], attributes: readonly string[] = []) {
  const [main = name] = tags;
  return Mark.create({
    name,
    addAttributes() {
      return kept(main, "id", "lang", "dir", "class", ...attributes);
    },
    parseHTML() {
      return tags.map((tag) => ({ tag }));
    },
    renderHTML({ HTMLAttributes }) {
      return [main, HTMLAttributes, 0];
    },
  });
}

export const KEPT_MARKS = [
  mark("subscript", ["sub"]),
  mark("superscript", ["sup"]),
  mark("highlight", ["mark"]),
  mark("keyboardKey", ["kbd"]),
  mark("sample", ["samp"]),
  mark("smallPrint", ["small"]),
  mark("citation", ["cite"]),
  mark("quotation", ["q"], ["cite"]),
  mark("abbreviation", ["abbr"], ["title"]),
  mark("dateTime", ["time"], ["datetime"]),
  mark("inserted", ["ins"], ["cite", "datetime"]),
  mark("deleted", ["del"], ["cite", "datetime"]),
  // A span is only kept where it says something: a language, a direction, an address to jump to.
  Mark.create({
    name: "spanned",
    addAttributes() {
      return kept("span", "id", "lang", "dir", "class");
    },
    parseHTML() {
      return [{ tag: "span", getAttrs: (element: HTMLElement) => (["id", "lang", "dir", "class"].some((name) => element.hasAttribute(name)) ? null : false) }];
    },
    renderHTML({ HTMLAttributes }) {
      return ["span", HTMLAttributes, 0];
    },
  }),
];
