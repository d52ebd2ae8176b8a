/** Images as they stand in the text: ours are fetched with the session, others are shown where the page may load them. */
import { type NodeViewProps, NodeViewContent, NodeViewWrapper, ReactNodeViewRenderer } from "@tiptap/react";
import { ImageOff, Trash2 } from "lucide-react";
import { useId, useState } from "react";

import { cn } from "@/shared/lib/cn";
import { AuthedImage } from "@/shared/ui/authed-image";
import { IconButton } from "@/shared/ui/button";

import { imageIdOf } from "../../api/images";

import { InlineImage, Kept, Picture } from "./schema-nodes";

const text = (value: unknown): string => (typeof value === "string" ? value : "");

function Shown({ src, alt, className }: { src: string; alt: string; className?: string }) {
  const [isBroken, setIsBroken] = useState(false);
  if (imageIdOf(src) !== null) return <AuthedImage src={src} alt={alt} className={className} />;
  if (isBroken || src === "") {
    return (
      <span className="flex min-h-24 items-center justify-center gap-2 rounded-md border bg-sunken p-4 font-sans text-sm text-muted">
        <ImageOff className="size-4 shrink-0" aria-hidden="true" />
        <span className="min-w-0 break-all">{src === "" ? "An image without an address" : `This image cannot be shown here: ${src}`}</span>
      </span>
    );
  }
  return <img src={src} alt={alt} className={className} onError={() => setIsBroken(true)} />;
}

function PictureView({ node, selected, editor, updateAttributes, deleteNode }: NodeViewProps) {
  const id = useId();
  const alt = text(node.attrs.alt);
  const isEmpty = node.content.size === 0;
  return (
    <NodeViewWrapper as="figure" className={cn("group/figure my-6", selected && "rounded-md outline-2 outline-offset-4 outline-accent")} data-drag-handle="">
      <div contentEditable={false} className="relative">
        <Shown src={text(node.attrs.src)} alt={alt} className="mx-auto block h-auto max-w-full rounded-md" />
        {editor.isEditable ? (
          <div className="mt-2 flex items-center gap-2 font-sans">
            <label htmlFor={id} className="shrink-0 text-xs text-muted">
              Alternative text
            </label>
            <input
              id={id}
              value={alt}
              maxLength={300}
              placeholder="What is on the image"
              onChange={(event) => updateAttributes({ alt: event.target.value })}
              className={cn("h-7 min-w-0 flex-1 rounded-md border border-transparent bg-transparent px-1.5 text-sm placeholder:text-faint hover:border-line focus:border-accent touch:h-11", alt === "" && "border-warning/60")}
            />
            <IconButton label="Remove the image from the text" icon={Trash2} size="sm" onClick={deleteNode} />
          </div>
        ) : null}
      </div>
      <NodeViewContent<"figcaption">
        as="figcaption"
        data-placeholder={editor.isEditable ? "Caption (optional)" : ""}
        className={cn("mt-1 min-h-5 text-center font-sans text-sm text-muted", isEmpty && "before:pointer-events-none before:float-left before:h-0 before:w-full before:text-faint before:content-[attr(data-placeholder)]")}
      />
    </NodeViewWrapper>
  );
}

function InlineImageView({ node, selected }: NodeViewProps) {
  return (
    <NodeViewWrapper as="span" className={cn("inline-block align-middle", selected && "rounded-md outline-2 outline-accent")} data-drag-handle="">
      <Shown src={text(node.attrs.src)} alt={text(node.attrs.alt)} className="inline-block h-auto max-h-96 max-w-full" />
    </NodeViewWrapper>
  );
}

const KEPT_NAMES: Record<string, string> = { details: "Folding section", dl: "List of terms", table: "Table with a caption or a foot", figure: "Figure" };

export const PictureNode = Picture.extend({
  addNodeView() {
    return ReactNodeViewRenderer(PictureView);
  },
});

export const InlineImageNode = InlineImage.extend({
  addNodeView() {
    return ReactNodeViewRenderer(InlineImageView, { as: "span" });
  },
});

/** Shown as readers see it, with a line that says what it is and where to change it. */
export const KeptNode = Kept.extend({
  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement("div");
      dom.className = "kept-block";
      const inner = new DOMParser().parseFromString(text(node.attrs.html), "text/html").body.firstElementChild;
      const name = KEPT_NAMES[inner?.tagName.toLowerCase() ?? ""] ?? "Part of the text";
      const label = document.createElement("p");
      label.className = "kept-label";
      label.textContent = `${name}: kept as it is. Change it in the HTML.`;
      dom.append(label);
      // The schema cleans this HTML when it is read; see Kept.
      if (inner) {
        const shown = dom.appendChild(document.importNode(inner, true));
        if (shown instanceof HTMLElement) shown.inert = true;
        if (inner.tagName === "DETAILS") shown.setAttribute("open", "");
      }
      return { dom };
    };
  },
});
