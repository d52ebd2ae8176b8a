/** Marks on the page that are not part of the text: which sections are locked, which one is being written anew. */
import { Extension } from "@tiptap/core";
import type { Node as DocumentNode } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

export interface SectionMarks {
  locked: readonly string[];
  /** A section's id; `""` for the introduction, `*` for everything, null for nothing. */
  rewriting: string | null;
  /** What the run is at, in words. */
  phase: string;
}

const key = new PluginKey<SectionMarks>("sectionMarks");
const NONE: SectionMarks = { locked: [], rewriting: null, phase: "" };

export const SectionDecorations = Extension.create({
  name: "sectionDecorations",
  addProseMirrorPlugins() {
    return [
      new Plugin<SectionMarks>({
        key,
        state: { init: () => NONE, apply: (tr, now) => (tr.getMeta(key) as SectionMarks | undefined) ?? now },
        props: { decorations: (state) => decorate(state.doc, key.getState(state) ?? NONE) },
      }),
    ];
  },
});

export const sectionMarksKey = key;

function decorate(doc: DocumentNode, { locked, rewriting, phase }: SectionMarks): DecorationSet | null {
  if (locked.length === 0 && rewriting === null) return null;
  const found: Decoration[] = [];
  let section = "";
  let isSaid = false;
  doc.forEach((node, at) => {
    const isHead = node.type.name === "heading" && node.attrs.level === 2;
    if (isHead) section = typeof node.attrs.sectionId === "string" ? node.attrs.sectionId : "?";
    const classes = [isHead && locked.includes(section) ? "is-locked" : "", rewriting === "*" || (rewriting === section && !isHead) ? "is-rewriting" : ""].filter(Boolean);
    if (!isSaid && classes.includes("is-rewriting")) {
      isSaid = true;
      found.push(Decoration.widget(at, () => note(phase), { side: -1, key: `phase ${phase}`, ignoreSelection: true }));
    }
    if (classes.length > 0) found.push(Decoration.node(at, at + node.nodeSize, { class: classes.join(" ") }));
  });
  return DecorationSet.create(doc, found);
}

function note(phase: string): HTMLElement {
  const element = document.createElement("p");
  element.className = "rewriting-note";
  element.textContent = phase;
  return element;
}
