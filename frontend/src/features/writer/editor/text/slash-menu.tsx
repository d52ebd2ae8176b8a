import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { ImageIcon, type LucideIcon } from "lucide-react";
import { useEffect, useId, useMemo, useRef, useState } from "react";
import { createPortal } from "react-dom";

import { cn } from "@/shared/lib/cn";
import { floatLook } from "@/shared/ui/float-look";

import { BLOCKS, INSERTS, LISTS } from "./commands";
import { dismissSlash, slashAt, takeSlashKeys } from "./slash-extension";

interface Choice {
  id: string;
  label: string;
  icon: LucideIcon;
  words?: string;
  run: (editor: Editor) => void;
}

/** Blocks to choose from after a slash at the beginning of a line. */
export function SlashMenu({ editor, onImage }: { editor: Editor; onImage: () => void }) {
  const slash = useEditorState({ editor, selector: ({ editor: now }) => (now.isEditable && now.isFocused ? slashAt(now) : null) });
  const choices = useMemo<Choice[]>(() => [...Object.values(BLOCKS), ...LISTS, { id: "image", label: "Image", icon: ImageIcon, words: "picture photo", run: onImage }, ...INSERTS], [onImage]);
  const query = slash?.query.trim().toLowerCase() ?? "";
  const found = useMemo(() => choices.filter((one) => query === "" || `${one.label} ${one.words ?? ""} ${one.id}`.toLowerCase().includes(query)), [choices, query]);
  if (slash === null || found.length === 0) return null;
  return <List key={query} editor={editor} from={slash.from} to={slash.to} choices={found} />;
}

function List({ editor, from, to, choices }: { editor: Editor; from: number; to: number; choices: Choice[] }) {
  const id = useId();
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const place = editor.view.coordsAtPos(from);
  const below = place.bottom + 400 < innerHeight || place.top < 400;

  const choose = (choice: Choice | undefined): void => {
    if (!choice) return;
    editor.chain().focus().deleteRange({ from, to }).run();
    choice.run(editor);
  };
  const onKey = (event: KeyboardEvent): boolean => {
    if (event.key === "ArrowDown") setAt((at + 1) % choices.length);
    else if (event.key === "ArrowUp") setAt((at + choices.length - 1) % choices.length);
    else if (event.key === "Enter" || event.key === "Tab") choose(choices[at]);
    else if (event.key === "Escape") {
      dismissSlash(editor, from);
    } else return false;
    return true;
  };
  useEffect(() => takeSlashKeys(editor, onKey));
  useEffect(() => {
    const { dom } = editor.view;
    dom.setAttribute("aria-controls", id);
    dom.setAttribute("aria-activedescendant", `${id}-${at}`);
    list.current?.querySelector(`#${CSS.escape(`${id}-${at}`)}`)?.scrollIntoView({ block: "nearest" });
    return () => {
      dom.removeAttribute("aria-controls");
      dom.removeAttribute("aria-activedescendant");
    };
  }, [editor, id, at]);

  return createPortal(
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label="Blocks"
      tabIndex={-1}
      className={cn(floatLook, "fixed max-h-96 w-60 overflow-y-auto p-1")}
      style={{ left: Math.max(8, Math.min(place.left, innerWidth - 256)), ...(below ? { top: place.bottom + 6 } : { bottom: innerHeight - place.top + 6 }) }}
    >
      {choices.map((choice, index) => (
        <button
          key={choice.id}
          id={`${id}-${index}`}
          type="button"
          role="option"
          aria-selected={index === at}
          tabIndex={-1}
          onMouseDown={(event) => event.preventDefault()}
          onMouseMove={() => setAt(index)}
          onClick={() => choose(choice)}
          className={cn("flex min-h-8 w-full items-center gap-2 rounded-md px-2 text-left text-base touch:min-h-11", index === at && "bg-text/6")}
        >
          <choice.icon className="size-4 text-muted" aria-hidden="true" />
          {choice.label}
        </button>
      ))}
    </div>,
    document.body,
  );
}
