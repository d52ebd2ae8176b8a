import { type ClipboardEvent, useEffect, useRef } from "react";

import { cleanHtml } from "@/shared/lib/article-html";

import { READING } from "./marked";

interface Props {
  label: string;
  html: string;
  onChange: (html: string) => void;
}

/**
 * A piece of the article, written by hand. The browser's own editing keeps whatever the piece is made of, also tables and
 * pictures; what it adds of its own is taken away again.
 */
export function HandEditor({ label, html, onChange }: Props) {
  const field = useRef<HTMLDivElement>(null);
  const first = useRef(html);
  useEffect(() => {
    if (field.current) {
      field.current.innerHTML = cleanHtml(first.current);
      field.current.focus();
      window.getSelection()?.selectAllChildren(field.current);
      window.getSelection()?.collapseToEnd();
      field.current.scrollIntoView({ block: "nearest" });
    }
  }, []);
  const paste = (event: ClipboardEvent): void => {
    event.preventDefault();
    const selection = window.getSelection();
    if (!selection || selection.rangeCount === 0 || !field.current) return;
    selection.deleteFromDocument();
    selection.getRangeAt(0).insertNode(document.createTextNode(event.clipboardData.getData("text/plain")));
    selection.collapseToEnd();
    onChange(tidy(field.current.innerHTML));
  };
  return (
    <div className="grid gap-1">
      <div
        ref={field}
        role="textbox"
        tabIndex={0}
        aria-multiline="true"
        aria-label={label}
        dir="auto"
        contentEditable
        suppressContentEditableWarning
        onInput={(event) => onChange(tidy(event.currentTarget.innerHTML))}
        onPaste={paste}
        className={`prose-ui min-h-16 rounded-md border border-line-strong bg-surface px-3 py-2 ${READING}`}
      />
      <p className="text-sm text-muted">Ctrl+B and Ctrl+I make bold and italic, Enter begins a new paragraph. Empty it to leave this piece out.</p>
    </div>
  );
}

/** What a browser leaves behind while one types: spans that mean nothing, empty lines, boxes for paragraphs. */
export function tidy(html: string): string {
  const box = document.createElement("div");
  box.innerHTML = cleanHtml(html);
  for (const span of box.querySelectorAll("span:not([lang], [dir], [class], [id])")) span.replaceWith(...span.childNodes);
  for (const div of box.querySelectorAll(":scope > div:not([class], [id])")) {
    if (div.querySelector("p, ul, ol, table, figure, div") !== null) continue;
    const paragraph = document.createElement("p");
    paragraph.append(...div.childNodes);
    div.replaceWith(paragraph);
  }
  for (const block of box.querySelectorAll(":scope > p, :scope > h2, :scope > h3")) if (block.textContent.trim() === "" && block.querySelector("img") === null) block.remove();
  return box.innerHTML.trim() === "<br>" ? "" : box.innerHTML;
}
