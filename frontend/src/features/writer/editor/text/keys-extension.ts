import { type Editor, Extension } from "@tiptap/core";

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
  addKeyboardShortcuts() {
    return {
      "Mod-k": () => {
        this.storage.onLink?.();
        return this.storage.onLink !== null;
      },
    };
  },
});

/** @returns how to stop */
export function takeLinkKey(editor: Editor, onLink: () => void): () => void {
  editor.storage.textKeys.onLink = onLink;
  return () => {
    editor.storage.textKeys.onLink = null;
  };
}
