import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";

import { cleanPaste } from "../model/paste";

export interface PasteOptions {
  isOwnImage: (src: string) => boolean;
  /** Pictures in what was pasted that could not come along. */
  onPicturesLeft: (count: number) => void;
  /** Image files that were pasted or dropped. */
  onImageFiles: (files: File[]) => void;
}

/** Makes what comes from elsewhere plain before the editor reads it. What comes from this editor stays as it is. */
export const PlainPaste = Extension.create<PasteOptions>({
  name: "plainPaste",
  addOptions() {
    return { isOwnImage: () => false, onPicturesLeft: () => undefined, onImageFiles: () => undefined };
  },
  addProseMirrorPlugins() {
    const { isOwnImage, onPicturesLeft, onImageFiles } = this.options;
    const take = (files: FileList | undefined): boolean => {
      const images = [...(files ?? [])].filter((file) => file.type.startsWith("image/"));
      if (images.length > 0) onImageFiles(images);
      return images.length > 0;
    };
    return [
      new Plugin({
        props: {
          transformPastedHTML: (html) => {
            if (html.includes("data-pm-slice")) return html;
            const { html: clean, picturesLeft } = cleanPaste(html, isOwnImage);
            if (picturesLeft > 0) onPicturesLeft(picturesLeft);
            return clean;
          },
          // A picture copied from a page comes with its HTML too; a file alone is meant as a file.
          handlePaste: (_, event) => !event.clipboardData?.types.includes("text/html") && take(event.clipboardData?.files),
          handleDrop: (_, event, __, moved) => !moved && take(event.dataTransfer?.files),
        },
      }),
    ];
  },
});
