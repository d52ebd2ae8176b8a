/**
 * The outline of an article: sections and their points. Enter adds a point, Alt with an arrow moves what has the focus, Backspace in
 * an empty point removes it; several pasted lines become several points. Sections can be dragged, too.
 */
import { ArrowDown, ArrowUp, GripVertical, Lock, LockOpen, Plus, Trash2 } from "lucide-react";
import { type ClipboardEvent, type Dispatch, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";

import { cn } from "@/shared/lib/cn";
import { Button, IconButton } from "@/shared/ui/button";
import { controlLook } from "@/shared/ui/input";

import { MOST_POINTS, MOST_SECTIONS, newKey, type OutlineAction, type Section } from "./outline";

interface OutlineEditorProps {
  sections: readonly Section[];
  dispatch: Dispatch<OutlineAction>;
}

export function OutlineEditor({ sections, dispatch }: OutlineEditorProps) {
  const root = useRef<HTMLDivElement>(null);
  const [focus, setFocus] = useState<{ key: string } | null>(null);
  const [said, setSaid] = useState("");
  const [dragged, setDragged] = useState<string | null>(null);
  const help = useId();
  useEffect(() => {
    if (focus) root.current?.querySelector<HTMLInputElement>(`[data-key="${focus.key}"]`)?.focus();
  }, [focus]);

  const move = (section: Section, by: number): void => {
    const place = Math.max(0, Math.min(sections.length - 1, sections.indexOf(section) + by)) + 1;
    dispatch({ type: "move", section: section.key, by });
    setSaid(`${section.heading || "Section"}: place ${String(place)} of ${String(sections.length)}`);
    setFocus({ key: section.key });
  };
  const add = (after?: string): void => {
    const key = newKey();
    dispatch({ type: "add", key, ...(after === undefined ? {} : { after }) });
    setFocus({ key });
  };
  const remove = (section: Section): void => {
    const index = sections.indexOf(section);
    const next = sections[index + 1] ?? sections[index - 1];
    dispatch({ type: "remove", section: section.key });
    setSaid(`${section.heading || "Section"} removed`);
    if (next) setFocus({ key: next.key });
  };
  return (
    <div ref={root} className="grid gap-2">
      <p id={help} className="text-sm text-muted">
        Enter adds a point, Alt with an arrow key moves a section or a point.
      </p>
      <ol className="grid gap-2">
        {sections.map((section, index) => (
          // Dragging is one of three ways: buttons and keys do the same.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the pointer's short way; keys and buttons do the same
          <li
            key={section.key}
            onDragOver={(event) => {
              if (dragged !== null && dragged !== section.key) event.preventDefault();
            }}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged !== null) dispatch({ type: "drop", section: dragged, onto: section.key });
              setDragged(null);
            }}
            className={cn("group/section rounded-md border bg-surface p-2 transition-opacity", dragged === section.key && "opacity-50")}
          >
            <div className="flex items-center gap-1 max-sm:flex-wrap">
              <span
                draggable
                aria-hidden="true"
                title="Drag to move"
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = "move";
                  event.dataTransfer.setData("text/plain", section.heading);
                  setDragged(section.key);
                }}
                onDragEnd={() => setDragged(null)}
                className="grid h-8 w-5 shrink-0 cursor-grab place-items-center text-faint active:cursor-grabbing touch:hidden"
              >
                <GripVertical className="size-4" />
              </span>
              <input
                data-key={section.key}
                aria-label={`Heading of section ${String(index + 1)}`}
                aria-describedby={help}
                maxLength={200}
                placeholder="Heading"
                value={section.heading}
                onChange={(event) => dispatch({ type: "heading", section: section.key, text: event.target.value })}
                onKeyDown={(event) => {
                  if (arrow(event, (by) => move(section, by))) return;
                  if (event.key === "Enter") {
                    event.preventDefault();
                    addPoint(section, undefined, dispatch, setFocus);
                  }
                }}
                className={cn(controlLook, "border-transparent font-medium max-sm:basis-full dark:bg-transparent sm:flex-1")}
              />
              <IconButton size="sm" label="Move the section up" icon={ArrowUp} disabled={index === 0} onClick={() => move(section, -1)} />
              <IconButton size="sm" label="Move the section down" icon={ArrowDown} disabled={index === sections.length - 1} onClick={() => move(section, 1)} />
              <IconButton
                size="sm"
                label={section.isLocked ? "Unlock the heading" : "Lock the heading"}
                tooltip={section.isLocked ? "Locked: the heading is used word for word" : "Lock: use the heading word for word"}
                icon={section.isLocked ? Lock : LockOpen}
                aria-pressed={section.isLocked}
                onClick={() => dispatch({ type: "lock", section: section.key, isLocked: !section.isLocked })}
              />
              <IconButton size="sm" label="Remove the section" icon={Trash2} onClick={() => remove(section)} />
            </div>
            <Points section={section} dispatch={dispatch} onFocus={setFocus} onSay={setSaid} />
          </li>
        ))}
      </ol>
      <Button size="sm" icon={Plus} className="justify-self-start" disabled={sections.length >= MOST_SECTIONS} onClick={() => add()}>
        Add a section
      </Button>
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  );
}

interface PointsProps {
  section: Section;
  dispatch: Dispatch<OutlineAction>;
  onFocus: (focus: { key: string }) => void;
  onSay: (text: string) => void;
}

function Points({ section, dispatch, onFocus, onSay }: PointsProps) {
  const paste = (event: ClipboardEvent<HTMLInputElement>, key: string, text: string): void => {
    const lines = event.clipboardData.getData("text").split(/\r?\n/).map((line) => line.replace(/^\s*(?:[-*•]|\d+[.)])\s*/, "").trim()).filter((line) => line !== "");
    if (lines.length < 2) return;
    event.preventDefault();
    const [first = "", ...rest] = lines;
    dispatch({ type: "point", section: section.key, point: key, text: text + first });
    dispatch({ type: "addPoint", section: section.key, key: newKey(), after: key, texts: rest });
  };
  return (
    <ul className="ml-6 grid gap-0.5 touch:ml-2">
      {section.points.map((point, index) => (
        <li key={point.key} className="flex items-center gap-1.5">
          <span className="size-1 shrink-0 rounded-full bg-line-strong" aria-hidden="true" />
          <input
            data-key={point.key}
            aria-label={`Point ${String(index + 1)} of ${section.heading || "this section"}`}
            maxLength={300}
            placeholder="What it has to say"
            value={point.text}
            onChange={(event) => dispatch({ type: "point", section: section.key, point: point.key, text: event.target.value })}
            onPaste={(event) => paste(event, point.key, point.text)}
            onKeyDown={(event) => {
              const moved = arrow(event, (by) => {
                dispatch({ type: "movePoint", section: section.key, point: point.key, by });
                onSay(`Point moved ${by < 0 ? "up" : "down"}`);
                onFocus({ key: point.key });
              });
              if (moved) return;
              if (event.key === "Enter") {
                event.preventDefault();
                addPoint(section, point.key, dispatch, onFocus);
              } else if (event.key === "Backspace" && point.text === "") {
                event.preventDefault();
                dispatch({ type: "removePoint", section: section.key, point: point.key });
                onFocus({ key: section.points[index - 1]?.key ?? section.key });
              }
            }}
            className={cn(controlLook, "h-7 border-transparent px-1.5 text-sm dark:bg-transparent")}
          />
          <IconButton size="sm" label="Remove the point" icon={Trash2} className="opacity-0 group-focus-within/section:opacity-100 group-hover/section:opacity-100 touch:opacity-100" onClick={() => dispatch({ type: "removePoint", section: section.key, point: point.key })} />
        </li>
      ))}
      <li>
        <Button size="sm" variant="ghost" icon={Plus} disabled={section.points.length >= MOST_POINTS} onClick={() => addPoint(section, undefined, dispatch, onFocus)}>
          Add a point
        </Button>
      </li>
    </ul>
  );
}

function addPoint(section: Section, after: string | undefined, dispatch: Dispatch<OutlineAction>, onFocus: (focus: { key: string }) => void): void {
  if (section.points.length >= MOST_POINTS) return;
  const key = newKey();
  dispatch({ type: "addPoint", section: section.key, key, ...(after === undefined ? {} : { after }) });
  onFocus({ key });
}

/** Alt with an arrow. @returns whether it was one */
function arrow(event: KeyboardEvent, move: (by: number) => void): boolean {
  if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return false;
  event.preventDefault();
  move(event.key === "ArrowUp" ? -1 : 1);
  return true;
}
