/** Everything a text may be made of, in one list: the editor and the check of what it can hold use the same. */
import { type AnyExtension, Extension } from "@tiptap/core";
import { Link } from "@tiptap/extension-link";
import { OrderedList } from "@tiptap/extension-list";
import { Strike } from "@tiptap/extension-strike";
import { StarterKit } from "@tiptap/starter-kit";

import { isSafeUrl } from "@/shared/lib/article-html";

import { KEPT_MARKS } from "./schema-marks";
import { Box, InlineImage, kept, Kept, Picture, SectionHeading, Table, TableCell, TableHeader, TableRow } from "./schema-nodes";

/** The id, language, direction and meaning that any block may carry. */
const CommonAttributes = Extension.create({
  name: "commonAttributes",
  addGlobalAttributes() {
    return [
      {
        types: ["paragraph", "heading", "bulletList", "orderedList", "listItem", "blockquote", "codeBlock", "table", "tableRow", "tableCell", "tableHeader", "box", "picture", "inlineImage"],
        attributes: kept("p", "id", "lang", "dir", "class"),
      },
      { types: ["blockquote"], attributes: kept("blockquote", "cite") },
    ];
  },
});

const ArticleLink = Link.extend({
  inclusive: false,
  addAttributes() {
    return { ...kept("a", "href", "title", "rel", "hreflang", "id", "lang", "dir", "class") };
  },
  renderHTML({ HTMLAttributes }) {
    return ["a", HTMLAttributes, 0];
  },
}).configure({
  openOnClick: false,
  autolink: false,
  linkOnPaste: true,
  defaultProtocol: "https",
  HTMLAttributes: { target: null, rel: null, class: null },
  isAllowedUri: (url) => isSafeUrl(url),
});

/** `del` says that something was taken out; only `s` is struck through for its looks. */
const ArticleStrike = Strike.extend({
  parseHTML() {
    return [{ tag: "s" }];
  },
});

const ArticleOrderedList = OrderedList.extend({
  addAttributes() {
    return {
      start: { default: 1, parseHTML: (element: HTMLElement) => Number(element.getAttribute("start") ?? 1) || 1, renderHTML: ({ start }: Record<string, unknown>) => (start === 1 ? {} : { start }) },
      ...kept("ol", "type"),
      reversed: { default: false, parseHTML: (element: HTMLElement) => element.hasAttribute("reversed"), renderHTML: ({ reversed }: Record<string, unknown>) => (reversed === true ? { reversed: "" } : {}) },
    };
  },
});

/** @param views nodes of the schema with their looks in the page, in place of the bare ones of the same name */
export function articleExtensions(views: { Picture?: AnyExtension; InlineImage?: AnyExtension; Kept?: AnyExtension } = {}): AnyExtension[] {
  return [
    StarterKit.configure({ heading: false, link: false, orderedList: false, strike: false, trailingNode: false, codeBlock: { languageClassPrefix: "", HTMLAttributes: {} }, undoRedo: { depth: 200 } }),
    SectionHeading,
    ArticleStrike,
    ArticleLink,
    ArticleOrderedList,
    CommonAttributes,
    Box,
    views.Kept ?? Kept,
    Table,
    TableRow,
    TableCell,
    TableHeader,
    views.Picture ?? Picture,
    views.InlineImage ?? InlineImage,
    ...KEPT_MARKS,
  ];
}
