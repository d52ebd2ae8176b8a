import type { Editor } from "@tiptap/core";
import { Placeholder } from "@tiptap/extensions";
import { Selection } from "@tiptap/pm/state";
import { useEditor } from "@tiptap/react";

import { imageIdOf } from "../../api/images";
import { idsForHeadings, type StoredSection } from "../model/sections";

import { articleExtensions } from "./extensions";
import { InlineImageNode, KeptNode, PictureNode } from "./image-view";
import { TextKeys } from "./keys-extension";
import { PlainPaste } from "./paste-extension";
import { SectionDecorations } from "./section-marks";
import { headingTexts, parseHtml } from "./serialise";
import { Slash } from "./slash-extension";

export interface TextEditorOptions {
  onChange: () => void;
  onPicturesLeft: (count: number) => void;
  onImageFiles: (files: File[]) => void;
}

/**
 * The editor of one text. It is made once, empty and closed; texts come in through `loadText`.
 *
 * One that was made for a rendering that never reached the page is destroyed and replaced: effects look at `isDestroyed`.
 */
export function useTextEditor({ onChange, onPicturesLeft, onImageFiles }: TextEditorOptions): Editor | null {
  return useEditor(
    {
      extensions: [
        ...articleExtensions({ Picture: PictureNode, InlineImage: InlineImageNode, Kept: KeptNode }),
        Placeholder.configure({ placeholder: ({ node }) => (node.type.name === "heading" ? "Heading" : "Write, or type / for a block"), showOnlyCurrent: true, emptyNodeClass: "is-empty", emptyEditorClass: "is-empty" }),
        SectionDecorations,
        Slash,
        TextKeys,
        PlainPaste.configure({ isOwnImage: (src) => imageIdOf(src) !== null, onPicturesLeft, onImageFiles }),
      ],
      editable: false,
      immediatelyRender: true,
      shouldRerenderOnTransaction: false,
      editorProps: { attributes: { class: "article", "aria-label": "Text of the article", role: "textbox", "aria-multiline": "true", spellcheck: "true" } },
      onUpdate: ({ transaction }) => {
        if (transaction.getMeta("fromServer") !== true) onChange();
      },
    },
    [],
  );
}

/** Show this text, as the server has it: nothing to undo, nothing to save. */
export function loadText(editor: Editor, html: string, sections: readonly StoredSection[]): void {
  const doc = parseHtml(html, editor.schema);
  const { tr } = editor.state;
  tr.replaceWith(0, tr.doc.content.size, doc.content);
  const headings = headingTexts(tr.doc);
  const ids = idsForHeadings(headings.map((one) => one.text), sections);
  headings.forEach(({ at }, index) => tr.setNodeAttribute(at, "sectionId", ids[index] ?? null));
  tr.setSelection(Selection.atStart(tr.doc));
  editor.view.dispatch(tr.setMeta("fromServer", true).setMeta("addToHistory", false));
}

/** Give new sections the ids the server has given them. */
export function nameSections(editor: Editor, sections: readonly StoredSection[]): void {
  const headings = headingTexts(editor.state.doc);
  const ids = idsForHeadings(headings.map((one) => one.text), sections);
  const { tr } = editor.state;
  headings.forEach(({ at, id }, index) => {
    const given = ids[index];
    if (id === null && given) tr.setNodeAttribute(at, "sectionId", given);
  });
  if (tr.docChanged) editor.view.dispatch(tr.setMeta("fromServer", true).setMeta("addToHistory", false));
}
