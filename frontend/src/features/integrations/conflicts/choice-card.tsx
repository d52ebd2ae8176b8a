import { Check, Columns2, PenLine, Undo2 } from "lucide-react";
import { type ReactNode, useId } from "react";

import { cn } from "@/shared/lib/cn";
import { Badge } from "@/shared/ui/badge";
import { Button } from "@/shared/ui/button";
import { Kbd } from "@/shared/ui/kbd";

import type { Choice } from "./merge/decide";
import { TAKEN } from "./words";

interface Props {
  /** What it is: "Paragraph". */
  name: string;
  /** "2 of 5"; empty where nothing is to be decided any more. */
  place: string;
  choice: Choice | null;
  /** Null where there cannot be both, for instance of titles. */
  onBoth: (() => void) | null;
  onTake: (side: "ours" | "theirs") => void;
  onEdit: () => void;
  onUndo: () => void;
  base: ReactNode;
  ours: ReactNode;
  theirs: ReactNode;
  /** The field in which it is written by hand. */
  editor: ReactNode;
  isActive: boolean;
  onActive: () => void;
  /** Somebody who only reads is shown no buttons. */
  canEdit: boolean;
}

/** A piece that both sides changed: what both had, both changes, and what stays. */
export function ChoiceCard({ name, place, choice, onBoth, onTake, onEdit, onUndo, base, ours, theirs, editor, isActive, onActive, canEdit }: Props) {
  const id = useId();
  return (
    // What has the focus is what the keys are for; nothing is done by focusing it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="group"
      tabIndex={-1}
      aria-labelledby={id}
      data-choice-card=""
      onFocus={onActive}
      className={cn("scroll-mt-[calc(var(--frame-top)+5rem)] rounded-lg border bg-surface outline-none", choice === null && place !== "" && "border-warning/60", isActive && "ring-2 ring-accent")}
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-2">
        <h3 id={id} className="font-semibold">
          {name} <span className="tabular font-normal text-muted">{place}</span>
        </h3>
        {place === "" ? null : choice === null ? <Badge tone="warning">To decide</Badge> : <Badge tone="success" icon={Check}>{TAKEN[choice.take]}</Badge>}
      </header>
      <div className="border-b bg-sunken px-4 py-2.5 text-muted">
        <p className="mb-1 text-sm font-medium">Before, on both sides</p>
        {base}
      </div>
      <div className="grid divide-y sm:grid-cols-2 sm:divide-x sm:divide-y-0">
        <Side label="Ours" shortcut="1" isTaken={choice?.take === "ours" || choice?.take === "both"} onTake={canEdit ? () => onTake("ours") : null}>
          {ours}
        </Side>
        <Side label="The website's" shortcut="2" isTaken={choice?.take === "theirs" || choice?.take === "both"} onTake={canEdit ? () => onTake("theirs") : null}>
          {theirs}
        </Side>
      </div>
      {choice?.take === "edit" ? <div className="border-t px-4 py-3">{editor}</div> : null}
      {canEdit ? (
      <footer className="flex flex-wrap items-center gap-2 border-t px-4 py-2">
        {onBoth === null ? null : (
          <Button size="sm" icon={Columns2} aria-pressed={choice?.take === "both"} onClick={onBoth} className={cn(choice?.take === "both" && "border-accent text-accent")}>
            Take both
            <Key name="3" />
          </Button>
        )}
        {choice?.take === "edit" ? null : (
          <Button size="sm" icon={PenLine} data-edit="" onClick={onEdit}>
            Edit by hand
            <Key name="e" />
          </Button>
        )}
        {choice === null ? null : (
          <Button size="sm" variant="ghost" icon={Undo2} onClick={onUndo} className="ml-auto">
            Decide again
          </Button>
        )}
      </footer>
      ) : null}
    </div>
  );
}

interface SideProps {
  label: string;
  shortcut: string;
  isTaken: boolean;
  onTake: (() => void) | null;
  children: ReactNode;
}

function Side({ label, shortcut, isTaken, onTake, children }: SideProps) {
  return (
    <div className={cn("flex min-w-0 flex-col gap-2 px-4 py-3", isTaken && "bg-accent-soft/60")}>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm font-medium text-muted">{label}</p>
        {onTake === null ? null : (
        <Button size="sm" {...(isTaken ? { icon: Check } : {})} aria-pressed={isTaken} onClick={onTake} className={cn(isTaken && "border-accent text-accent")}>
          {isTaken ? "Taken" : "Take"}{" "}
          <span className="sr-only">{label.toLowerCase()}</span>
          <Key name={shortcut} />
        </Button>
        )}
      </div>
      <div className="min-w-0">{children}</div>
    </div>
  );
}

/** The key that does the same, for those who see it. */
function Key({ name }: { name: string }) {
  return (
    <span aria-hidden="true" className="touch:hidden">
      <Kbd keys={name} />
    </span>
  );
}
