import type { Editor } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import { useEditorState } from "@tiptap/react";
import { BubbleMenu } from "@tiptap/react/menus";
import { Link2, MessageSquare } from "lucide-react";
import type { LucideIcon } from "lucide-react";

import { cn } from "@/shared/lib/cn";
import { keyNames } from "@/shared/ui/kbd";
import { floatLook } from "@/shared/ui/float-look";

import { BLOCKS, LISTS, MARKS, type TextCommand } from "./commands";

const SHOWN: TextCommand[] = [...MARKS.filter((one) => one.id !== "strike"), BLOCKS.h2, BLOCKS.h3, ...LISTS.filter((one) => one.id === "quote")];

export interface BubbleProps {
  editor: Editor;
  onLink: () => void;
  onComment: (quote: string) => void;
}

/** Over a selection: what is wanted most often, and a remark about these words. */
export function SelectionBubble({ editor, onLink, onComment }: BubbleProps) {
  const { active, isLink, isEditable } = useEditorState({
    editor,
    selector: ({ editor: now }) => ({ active: SHOWN.filter((one) => one.isActive?.(now)).map((one) => one.id), isLink: now.isActive("link"), isEditable: now.isEditable }),
  });
  return (
    <BubbleMenu
      editor={editor}
      updateDelay={120}
      options={{ placement: "top", offset: 8, flip: true, shift: { padding: 8 } }}
      shouldShow={({ editor: now, state, from, to }) => state.selection instanceof TextSelection && from !== to && state.doc.textBetween(from, to, " ").trim() !== "" && now.view.hasFocus()}
      role="toolbar"
      aria-label="Selection"
      className={cn(floatLook, "z-20 flex items-center gap-0.5 p-0.5")}
    >
      {isEditable ? (
        <>
          {SHOWN.map((command) => (
            <BubbleButton key={command.id} label={command.label} icon={command.icon} keys={command.keys} pressed={active.includes(command.id)} onClick={() => command.run(editor)} />
          ))}
          <BubbleButton label="Link" icon={Link2} keys="mod+k" pressed={isLink} onClick={onLink} />
        </>
      ) : null}
      <BubbleButton
        label="Comment on this"
        icon={MessageSquare}
        onClick={() => {
          const { from, to } = editor.state.selection;
          onComment(editor.state.doc.textBetween(from, to, " ").replace(/\s+/g, " ").trim());
          editor.commands.setTextSelection(to);
        }}
      />
    </BubbleMenu>
  );
}

function BubbleButton({ label, icon: Icon, keys, pressed, onClick }: { label: string; icon: LucideIcon; keys?: string | undefined; pressed?: boolean; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={keys ? `${label} (${keyNames(keys)})` : label}
      {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
      className="grid size-8 place-items-center rounded-md text-muted hover:bg-text/6 hover:text-text aria-pressed:bg-accent-soft aria-pressed:text-accent touch:size-11"
    >
      <Icon className="size-4" aria-hidden="true" />
    </button>
  );
}
