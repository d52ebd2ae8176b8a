import "./article.css";

import type { Editor } from "@tiptap/core";
import { EditorContent } from "@tiptap/react";
import { type ReactNode, useEffect, useState } from "react";
import { createPortal } from "react-dom";

import { useHotkeys } from "@/shared/hooks/use-hotkeys";
import { cn } from "@/shared/lib/cn";

import type { Layout } from "../layout";

import { SelectionBubble } from "./bubble";
import { takeLinkKey } from "./keys-extension";
import { LinkPopover } from "./link-popover";
import { SlashMenu } from "./slash-menu";
import { TextToolbar } from "./toolbar";

export interface TextAreaProps {
  editor: Editor | null;
  layout: Layout;
  isShown: boolean;
  canEdit: boolean;
  onComment: (quote: string) => void;
  onImage: () => void;
}

/** The text itself with its tools. */
export function TextArea({ editor, layout, isShown, canEdit, onComment, onImage }: TextAreaProps) {
  const [isLinking, setIsLinking] = useState(false);
  useHotkeys({
    "alt+f10": () => {
      document.querySelector<HTMLElement>("[data-editor-toolbar] [role=toolbar] button:not(:disabled)")?.focus();
    },
  });
  useEffect(() => (editor && !editor.isDestroyed ? takeLinkKey(editor, () => setIsLinking(true)) : undefined), [editor]);
  if (!editor) return null;
  const isPhone = layout === "phone";
  const toolbar = canEdit && isShown ? <TextToolbar editor={editor} onLink={() => setIsLinking(true)} onImage={onImage} /> : null;
  return (
    <div hidden={!isShown}>
      {toolbar && !isPhone ? (
        <div data-editor-toolbar="" className="sticky top-(--editor-top) z-10 mx-auto w-full max-w-[calc(680px+3rem)] bg-ground/95 px-4 backdrop-blur-sm sm:px-5">
          <div className="border-b py-1">{toolbar}</div>
        </div>
      ) : null}
      <div className="mx-auto w-full max-w-[calc(680px+3rem)] px-4 pt-5 sm:px-6">
        <EditorContent editor={editor} />
      </div>
      {isShown ? (
        <>
          {isPhone ? null : <SelectionBubble editor={editor} onLink={() => setIsLinking(true)} onComment={onComment} />}
          <SlashMenu editor={editor} onImage={onImage} />
          <LinkPopover editor={editor} open={isLinking} onOpenChange={setIsLinking} />
        </>
      ) : null}
      {toolbar && isPhone ? <KeyboardBar>{toolbar}</KeyboardBar> : null}
    </div>
  );
}

/** Stays above a phone's keyboard, which covers the page without making it smaller. */
function KeyboardBar({ children }: { children: ReactNode }) {
  const [covered, setCovered] = useState(0);
  useEffect(() => {
    const { visualViewport } = globalThis;
    if (!visualViewport) return;
    const look = (): void => setCovered(Math.max(0, innerHeight - visualViewport.height - visualViewport.offsetTop));
    look();
    visualViewport.addEventListener("resize", look);
    visualViewport.addEventListener("scroll", look);
    return () => {
      visualViewport.removeEventListener("resize", look);
      visualViewport.removeEventListener("scroll", look);
    };
  }, []);
  const hasKeyboard = covered > 80;
  return createPortal(
    <div data-editor-toolbar="" className={cn("fixed inset-x-0 z-15 border-t bg-surface px-2 py-0.5")} style={{ bottom: hasKeyboard ? covered : "calc(3.5rem + env(safe-area-inset-bottom))" }}>
      {children}
    </div>,
    document.getElementById("page") ?? document.body,
  );
}
