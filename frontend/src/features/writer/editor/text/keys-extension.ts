import { type Editor, Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";

interface KeysStorage {
  onLink: (() => void) | null;
}

declare module "@tiptap/core" {
  interface Storage {
    textKeys: KeysStorage;
  }
}

/** Keys of the text that the page would otherwise take for something else. */
export const TextKeys = Extension.create<Record<string, never>, KeysStorage>({
  name: "textKeys",
  addStorage() {
    return { onLink: null };
  },
  addProseMirrorPlugins() {
    const { editor, storage } = this;
    const press = (event: KeyboardEvent): boolean => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || !editor.isEditable || storage.onLink === null) return false;
      // The page's search listens for the same key further out.
      event.stopPropagation();
      storage.onLink();
      return true;
    };
    return [new Plugin({ key: new PluginKey("textKeys"), props: { handleKeyDown: (_, event) => press(event) } })];
  },
});

/** @returns how to stop */
export function takeLinkKey(editor: Editor, onLink: () => void): () => void {
  editor.storage.textKeys.onLink = onLink;
  return () => {
    editor.storage.textKeys.onLink = null;
  };
}
