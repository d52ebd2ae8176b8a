import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { ChevronDown, ImageIcon, Link2, type LucideIcon, Table2 } from "lucide-react";
import { Toolbar as Radix } from "radix-ui";
import type { ReactNode } from "react";

import { cn } from "@/shared/lib/cn";
import { keyNames } from "@/shared/ui/kbd";
import { Menu, MenuItem } from "@/shared/ui/menu";
import { Tooltip } from "@/shared/ui/tooltip";

import { BLOCKS, HISTORY, INSERTS, isInTable, LISTS, MARKS, TABLE_STEPS, type TextCommand } from "./commands";

const look =
  "inline-flex h-8 min-w-8 shrink-0 items-center justify-center gap-1 rounded-md text-muted transition-colors hover:bg-text/6 hover:text-text aria-pressed:bg-accent-soft aria-pressed:text-accent disabled:opacity-40 touch:h-11 touch:min-w-11";

export interface ToolbarProps {
  editor: Editor;
  onLink: () => void;
  onImage: () => void;
  className?: string;
  children?: ReactNode;
}

/** Everything the text can be given. One stop of the Tab key; the arrows move inside. */
export function TextToolbar({ editor, onLink, onImage, className, children }: ToolbarProps) {
  const state = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      isEditable: now.isEditable,
      active: [...Object.values<TextCommand>(BLOCKS), ...MARKS, ...LISTS, ...INSERTS].filter((one) => one.isActive?.(now)).map((one) => one.id),
      impossible: [...HISTORY, ...INSERTS].filter((one) => one.isPossible?.(now) === false).map((one) => one.id),
      isLink: now.isActive("link"),
      isTable: isInTable(now.state),
    }),
  });
  const block = Object.values<TextCommand>(BLOCKS).find((one) => state.active.includes(one.id));
  const tool = (command: TextCommand): ReactNode => (
    <Tool
      key={command.id}
      label={command.label}
      icon={command.icon}
      keys={command.keys}
      pressed={command.isActive ? state.active.includes(command.id) : undefined}
      disabled={!state.isEditable || state.impossible.includes(command.id)}
      onClick={() => command.run(editor)}
    />
  );
  return (
    <Radix.Root aria-label="Formatting" className={cn("flex min-w-0 items-center gap-0.5 overflow-x-auto [scrollbar-width:none]", className)}>
      <Menu
        align="start"
        trigger={
          <Radix.Button className={cn(look, "min-w-29 justify-between px-2 text-base")} disabled={!state.isEditable}>
            <span className="truncate">{block?.label ?? "Text"}</span>
            <ChevronDown className="size-3.5" aria-hidden="true" />
            <span className="sr-only">, kind of block</span>
          </Radix.Button>
        }
      >
        {Object.values<TextCommand>(BLOCKS).map((one) => (
          <MenuItem key={one.id} icon={one.icon} {...(one.keys ? { shortcut: one.keys } : {})} onSelect={() => one.run(editor)}>
            {one.label}
          </MenuItem>
        ))}
      </Menu>
      <Line />
      {MARKS.map(tool)}
      <Tool label="Link" icon={Link2} keys="mod+k" pressed={state.isLink} disabled={!state.isEditable} onClick={onLink} />
      <Line />
      {LISTS.map(tool)}
      <Line />
      <Tool label="Image" icon={ImageIcon} disabled={!state.isEditable} onClick={onImage} />
      {state.isTable ? (
        <Menu
          align="start"
          trigger={
            <Radix.Button className={cn(look, "px-2")} disabled={!state.isEditable} aria-label="Table">
              <Table2 className="size-4" aria-hidden="true" />
              <ChevronDown className="size-3.5" aria-hidden="true" />
            </Radix.Button>
          }
        >
          {TABLE_STEPS.map((one) => (
            <MenuItem key={one.id} onSelect={() => one.run(editor)} danger={one.id === "no-table"}>
              {one.label}
            </MenuItem>
          ))}
        </Menu>
      ) : null}
      {INSERTS.filter((one) => one.id !== "codeblock" && (one.id !== "table" || !state.isTable)).map(tool)}
      <Line />
      {HISTORY.map(tool)}
      {children}
    </Radix.Root>
  );
}

export interface ToolProps {
  label: string;
  icon: LucideIcon;
  keys?: string | undefined;
  pressed?: boolean | undefined;
  disabled?: boolean;
  onClick: () => void;
}

function Tool({ label, icon: Icon, keys, pressed, disabled = false, onClick }: ToolProps) {
  return (
    <Tooltip content={keys ? `${label} (${keyNames(keys)})` : label}>
      <Radix.Button
        className={look}
        aria-label={label}
        {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
        disabled={disabled}
        // The text keeps its selection, and a phone its keyboard.
        onMouseDown={(event) => event.preventDefault()}
        onClick={onClick}
      >
        <Icon className="size-4" aria-hidden="true" />
      </Radix.Button>
    </Tooltip>
  );
}

function Line() {
  return <Radix.Separator className="mx-1 h-5 w-px shrink-0 bg-line" />;
}
