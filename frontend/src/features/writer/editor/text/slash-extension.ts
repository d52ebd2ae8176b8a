import { type Editor, Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";

export interface SlashState {
  /** Where the slash stands. */
  from: number;
  to: number;
  query: string;
}

/** What is shown takes the keys first; true when it has used one. */
export interface SlashStorage {
  onKey: ((event: KeyboardEvent) => boolean) | null;
  /** The slash whose menu was closed with Escape. */
  dismissed: number | null;
}

declare module "@tiptap/core" {
  interface Storage {
    slash: SlashStorage;
  }
}

const QUERY = /^\/([\p{L}\p{N} ]{0,20})$/u;

/** The slash at the beginning of a block and what is typed after it, or null. */
export function slashAt(editor: Editor): SlashState | null {
  const { selection } = editor.state;
  const { $from } = selection;
  if (!selection.empty || $from.parent.type.name !== "paragraph" || $from.parentOffset !== $from.parent.content.size) return null;
  const found = QUERY.exec($from.parent.textContent);
  if (!found || $from.parent.textContent.length !== $from.parent.content.size) return null;
  const from = $from.start();
  return editor.storage.slash.dismissed === from ? null : { from, to: $from.pos, query: found[1] ?? "" };
}

export const Slash = Extension.create<Record<string, never>, SlashStorage>({
  name: "slash",
  addStorage() {
    return { onKey: null, dismissed: null };
  },
  onTransaction({ editor }) {
    // A slash that is gone may be typed again.
    const { $from } = editor.state.selection;
    if (this.storage.dismissed !== null && (this.storage.dismissed !== $from.start() || !$from.parent.textContent.startsWith("/"))) this.storage.dismissed = null;
  },
  addProseMirrorPlugins() {
    const { storage } = this;
    return [new Plugin({ key: new PluginKey("slash"), props: { handleKeyDown: (_, event) => storage.onKey?.(event) ?? false } })];
  },
});

/** The menu is closed and stays so until this slash is gone. */
export function dismissSlash(editor: Editor, from: number): void {
  editor.storage.slash.dismissed = from;
  editor.view.dispatch(editor.state.tr);
}

/** Take the keys before the text does. @returns how to stop */
export function takeSlashKeys(editor: Editor, onKey: (event: KeyboardEvent) => boolean): () => void {
  editor.storage.slash.onKey = onKey;
  return () => {
    editor.storage.slash.onKey = null;
  };
}
