/** Blocks of an article that the starter kit does not have, each kept as the server stores it. */
import { callOrReturn, getExtensionField, mergeAttributes, Node } from "@tiptap/core";
import { Heading } from "@tiptap/extension-heading";
import { isInTable, tableEditing, goToNextCell, addRowAfter } from "@tiptap/pm/tables";

import { allowedAttribute, cleanHtml } from "@/shared/lib/article-html";

declare module "@tiptap/core" {
  interface NodeConfig<Options, Storage> {
    /** What a node is to the table tools. */
    tableRole?: string | ((this: { name: string; options: Options; storage: Storage }) => string);
  }
}

/** Attributes read and written as they are, where the server would keep them. */
export function kept(tag: string, ...names: string[]) {
  return Object.fromEntries(
    names.map((name) => [
      name,
      {
        default: null as string | null,
        parseHTML: (element: HTMLElement) => {
          const value = element.getAttribute(name);
          return value === null ? null : allowedAttribute(tag, name, value);
        },
        renderHTML: (attributes: Record<string, unknown>) => {
          const value = attributes[name];
          return typeof value === "string" ? { [name]: value } : {};
        },
      },
    ]),
  );
}

/** A heading that knows which of the server's sections it opens. */
export const SectionHeading = Heading.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      sectionId: { default: null, rendered: false, parseHTML: () => null, keepOnSplit: false },
    };
  },
  addKeyboardShortcuts() {
    // Ctrl+Alt+1 is the first level below the title, which is the page's only h1.
    return Object.fromEntries([1, 2, 3].map((level) => [`Mod-Alt-${level}`, () => this.editor.commands.toggleHeading({ level: (level + 1) as 2 | 3 | 4 })]));
  },
}).configure({ levels: [1, 2, 3, 4, 5, 6] });

/** A box around blocks: a note, a warning, a tip, or a section of an imported page. */
export const Box = Node.create({
  name: "box",
  group: "block",
  content: "block+",
  defining: true,
  addAttributes() {
    return { tag: { default: "div", rendered: false, parseHTML: (element: HTMLElement) => element.tagName.toLowerCase() } };
  },
  parseHTML() {
    return [{ tag: "div" }, { tag: "section" }];
  },
  renderHTML({ node, HTMLAttributes }) {
    return [node.attrs.tag === "section" ? "section" : "div", HTMLAttributes, 0];
  },
});

/** What cannot be edited word by word is shown and kept exactly as it is: folding sections, definition lists, unusual tables and figures. */
export const Kept = Node.create({
  name: "kept",
  group: "block",
  atom: true,
  selectable: true,
  draggable: true,
  addAttributes() {
    return { html: { default: "", rendered: false, parseHTML: (element: HTMLElement) => cleanHtml(element.outerHTML) } };
  },
  parseHTML() {
    return [
      { tag: "details", priority: 80 },
      { tag: "dl", priority: 80 },
      { tag: "table", priority: 80, getAttrs: (element: HTMLElement) => (isPlainTable(element) ? false : null) },
      { tag: "figure", priority: 80, getAttrs: (element: HTMLElement) => (isPicture(element) ? false : null) },
    ];
  },
  renderHTML({ node }) {
    const template = new DOMParser().parseFromString(cleanHtml(String(node.attrs.html)), "text/html").body.firstElementChild;
    const dom = document.importNode(template ?? document.createElement("p"), true);
    return { dom };
  },
});

/** Rows of cells with at most a head: what the table tools can edit. */
export function isPlainTable(element: HTMLElement): boolean {
  return element.querySelector("caption, colgroup, col, tfoot, table, dl, details") === null && element.querySelector("tr") !== null && [...element.querySelectorAll("thead tr > td")].length === 0;
}

/** A figure that is one image with or without a caption. */
export function isPicture(element: HTMLElement): boolean {
  const others = [...element.children].filter((child) => child.tagName !== "FIGCAPTION");
  return others.length === 1 && others[0]?.tagName === "IMG" && element.querySelectorAll("figcaption").length <= 1 && element.querySelector("figcaption p, figcaption ul, figcaption ol, figcaption img") === null;
}

export const Table = Node.create({
  name: "table",
  group: "block",
  content: "tableRow+",
  tableRole: "table",
  isolating: true,
  parseHTML() {
    return [{ tag: "table" }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["table", HTMLAttributes, ["tbody", 0]];
  },
  addKeyboardShortcuts() {
    const { editor } = this;
    return {
      Tab: () => {
        if (!isInTable(editor.state)) return false;
        if (goToNextCell(1)(editor.state, editor.view.dispatch)) return true;
        addRowAfter(editor.state, editor.view.dispatch);
        return goToNextCell(1)(editor.state, editor.view.dispatch);
      },
      "Shift-Tab": () => isInTable(editor.state) && goToNextCell(-1)(editor.state, editor.view.dispatch),
    };
  },
  addProseMirrorPlugins() {
    return [tableEditing()];
  },
  extendNodeSchema(extension) {
    return { tableRole: callOrReturn(getExtensionField<string>(extension, "tableRole", { name: extension.name, options: extension.options as never, storage: extension.storage as never } as never)) };
  },
});

export const TableRow = Node.create({
  name: "tableRow",
  content: "(tableCell | tableHeader)*",
  tableRole: "row",
  parseHTML() {
    return [{ tag: "tr" }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["tr", HTMLAttributes, 0];
  },
});

function span(name: "colspan" | "rowspan") {
  return {
    default: 1,
    parseHTML: (element: HTMLElement) => Math.max(1, Number(element.getAttribute(name)) || 1),
    renderHTML: (attributes: Record<string, unknown>) => (attributes[name] === 1 ? {} : { [name]: attributes[name] }),
  };
}

function cell(name: "tableCell" | "tableHeader", tag: "td" | "th") {
  return Node.create({
    name,
    content: "block+",
    tableRole: name === "tableCell" ? "cell" : "header_cell",
    isolating: true,
    addAttributes() {
      return { colspan: span("colspan"), rowspan: span("rowspan"), colwidth: { default: null, rendered: false, parseHTML: () => null }, ...(tag === "th" ? kept("th", "scope") : {}) };
    },
    parseHTML() {
      return [{ tag }];
    },
    renderHTML({ HTMLAttributes }) {
      return [tag, HTMLAttributes, 0];
    },
  });
}
export const TableCell = cell("tableCell", "td");
export const TableHeader = cell("tableHeader", "th");

const IMAGE = ["src", "alt", "title", "width", "height", "loading", "srcset", "sizes"];

function fromImage(name: string) {
  return {
    default: null as string | null,
    parseHTML: (element: HTMLElement) => {
      const value = (element.tagName === "IMG" ? element : element.querySelector("img"))?.getAttribute(name) ?? null;
      return value === null ? null : allowedAttribute("img", name, value);
    },
    rendered: false,
  };
}

export function imageAttributes(attributes: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(IMAGE.flatMap((name) => (typeof attributes[name] === "string" ? [[name, attributes[name]]] : [])));
}

/** An image in a figure; its content is the caption. */
export const Picture = Node.create({
  name: "picture",
  group: "block",
  content: "inline*",
  isolating: true,
  draggable: true,
  addAttributes() {
    return Object.fromEntries(IMAGE.map((name) => [name, fromImage(name)]));
  },
  parseHTML() {
    return [{ tag: "figure", contentElement: (node) => node.querySelector("figcaption") ?? document.createElement("figcaption") }];
  },
  renderHTML({ node, HTMLAttributes }) {
    return ["figure", HTMLAttributes, ["img", imageAttributes(node.attrs)], ["figcaption", 0]];
  },
});

/** An image in a line of text, as imported pages have them. */
export const InlineImage = Node.create({
  name: "inlineImage",
  group: "inline",
  inline: true,
  draggable: true,
  addAttributes() {
    return Object.fromEntries(IMAGE.map((name) => [name, fromImage(name)]));
  },
  parseHTML() {
    return [{ tag: "img[src]" }];
  },
  renderHTML({ node, HTMLAttributes }) {
    return ["img", mergeAttributes(imageAttributes(node.attrs), HTMLAttributes)];
  },
});
