/** What the toolbar, the menu over a selection, the slash menu and the keys can do, said once. */
import type { Editor } from "@tiptap/core";
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, isInTable, toggleHeaderRow } from "@tiptap/pm/tables";
import type { Command as DocumentCommand } from "@tiptap/pm/state";
import { Bold, Code, Code2, Heading2, Heading3, Heading4, Italic, List, ListOrdered, type LucideIcon, Minus, Pilcrow, Quote, Redo2, Strikethrough, Table2, Undo2 } from "lucide-react";

export interface TextCommand {
  id: string;
  label: string;
  icon: LucideIcon;
  /** As keyNames takes it. */
  keys?: string;
  /** Other words people look for it by. */
  words?: string;
  run: (editor: Editor) => void;
  isActive?: (editor: Editor) => boolean;
  isPossible?: (editor: Editor) => boolean;
}

const heading = (level: 2 | 3 | 4, icon: LucideIcon, label: string): TextCommand => ({
  id: `h${level}`,
  label,
  icon,
  keys: `mod+alt+${level - 1}`,
  words: "title section",
  run: (editor) => void editor.chain().focus().toggleHeading({ level }).run(),
  isActive: (editor) => editor.isActive("heading", { level }),
});

export const BLOCKS = {
  paragraph: { id: "paragraph", label: "Text", icon: Pilcrow, keys: "mod+alt+0", words: "paragraph", run: (editor) => void editor.chain().focus().setParagraph().run(), isActive: (editor) => editor.isActive("paragraph") && !editor.isActive("listItem") },
  h2: heading(2, Heading2, "Section heading"),
  h3: heading(3, Heading3, "Subheading"),
  h4: heading(4, Heading4, "Small heading"),
} satisfies Record<string, TextCommand>;

export const MARKS: TextCommand[] = [
  { id: "bold", label: "Bold", icon: Bold, keys: "mod+b", run: (editor) => void editor.chain().focus().toggleBold().run(), isActive: (editor) => editor.isActive("bold") },
  { id: "italic", label: "Italic", icon: Italic, keys: "mod+i", run: (editor) => void editor.chain().focus().toggleItalic().run(), isActive: (editor) => editor.isActive("italic") },
  { id: "strike", label: "Struck through", icon: Strikethrough, keys: "mod+shift+s", run: (editor) => void editor.chain().focus().toggleStrike().run(), isActive: (editor) => editor.isActive("strike") },
  { id: "code", label: "Code", icon: Code, keys: "mod+e", run: (editor) => void editor.chain().focus().toggleCode().run(), isActive: (editor) => editor.isActive("code") },
];

export const LISTS: TextCommand[] = [
  { id: "bullets", label: "Bulleted list", icon: List, keys: "mod+shift+8", words: "ul points", run: (editor) => void editor.chain().focus().toggleBulletList().run(), isActive: (editor) => editor.isActive("bulletList") },
  { id: "numbers", label: "Numbered list", icon: ListOrdered, keys: "mod+shift+7", words: "ol steps", run: (editor) => void editor.chain().focus().toggleOrderedList().run(), isActive: (editor) => editor.isActive("orderedList") },
  { id: "quote", label: "Quotation", icon: Quote, keys: "mod+shift+b", words: "blockquote", run: (editor) => void editor.chain().focus().toggleBlockquote().run(), isActive: (editor) => editor.isActive("blockquote") },
];

export const INSERTS: TextCommand[] = [
  { id: "table", label: "Table", icon: Table2, words: "rows columns", run: insertTable, isPossible: (editor) => !isInTable(editor.state) },
  { id: "rule", label: "Dividing line", icon: Minus, words: "hr separator", run: (editor) => void editor.chain().focus().setHorizontalRule().run() },
  { id: "codeblock", label: "Code block", icon: Code2, keys: "mod+alt+c", words: "pre", run: (editor) => void editor.chain().focus().toggleCodeBlock().run(), isActive: (editor) => editor.isActive("codeBlock") },
];

export const HISTORY: TextCommand[] = [
  { id: "undo", label: "Undo", icon: Undo2, keys: "mod+z", run: (editor) => void editor.chain().focus().undo().run(), isPossible: (editor) => editor.can().undo() },
  { id: "redo", label: "Redo", icon: Redo2, keys: "mod+shift+z", run: (editor) => void editor.chain().focus().redo().run(), isPossible: (editor) => editor.can().redo() },
];

const ROWS = 3;
const COLUMNS = 3;

function insertTable(editor: Editor): void {
  const cell = (type: string) => ({ type, content: [{ type: "paragraph" }] });
  const row = (type: string) => ({ type: "tableRow", content: Array.from({ length: COLUMNS }, () => cell(type)) });
  const from = editor.state.selection.from;
  editor
    .chain()
    .focus()
    .insertContent({ type: "table", content: [row("tableHeader"), ...Array.from({ length: ROWS - 1 }, () => row("tableCell"))] })
    .run();
  // The cursor belongs into the first cell.
  const cells: number[] = [];
  editor.state.doc.nodesBetween(Math.max(0, from - 2), editor.state.doc.content.size, (node, at) => {
    if (node.type.name === "tableHeader") cells.push(at + 2);
    return cells.length === 0;
  });
  const [first] = cells;
  if (first !== undefined) editor.commands.setTextSelection(first);
}

function table(id: string, label: string, command: DocumentCommand): { id: string; label: string; run: (editor: Editor) => void } {
  return {
    id,
    label,
    run: (editor) => {
      command(editor.state, editor.view.dispatch);
      editor.commands.focus();
    },
  };
}

export const TABLE_STEPS = [
  table("row", "Add a row below", addRowAfter),
  table("column", "Add a column at the right", addColumnAfter),
  table("head", "Turn the first row into a head, or back", toggleHeaderRow),
  table("no-row", "Delete the row", deleteRow),
  table("no-column", "Delete the column", deleteColumn),
  table("no-table", "Delete the table", deleteTable),
];

export { isInTable };
