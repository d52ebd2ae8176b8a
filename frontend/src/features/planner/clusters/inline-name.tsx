import { Check, Pencil, X } from "lucide-react";
import { useRef, useState } from "react";

import { cn } from "@/shared/lib/cn";
import { IconButton } from "@/shared/ui/button";
import { Input } from "@/shared/ui/input";

interface InlineNameProps {
  name: string;
  canEdit: boolean;
  onRename: (name: string) => void;
  /** The list opens it for typing at once. */
  startsEditing?: boolean;
  className?: string;
}

/** A name that becomes a field; Enter keeps what is typed, Esc does not. */
export function InlineName({ name, canEdit, onRename, startsEditing = false, className }: InlineNameProps) {
  const [text, setText] = useState<string | null>(startsEditing ? name : null);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setText(null);
    requestAnimationFrame(() => button.current?.focus());
  };
  const keep = () => {
    const next = text?.trim() ?? "";
    if (next !== "" && next !== name) onRename(next);
    close();
  };
  if (text === null) {
    return (
      <span className={cn("group/name inline-flex max-w-full items-center gap-1", className)}>
        <span className="min-w-0 break-words">{name}</span>
        {canEdit ? <IconButton ref={button} size="sm" label="Rename the cluster" icon={Pencil} className="opacity-60 group-hover/name:opacity-100 focus-visible:opacity-100" onClick={() => setText(name)} /> : null}
      </span>
    );
  }
  return (
    <span className={cn("flex max-w-xl items-center gap-1 font-normal", className)}>
      <Input
        aria-label="Name of the cluster"
        // Somebody has just asked to type here.
        // eslint-disable-next-line jsx-a11y/no-autofocus -- the field takes the place of what was clicked
        autoFocus
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.target.value)}
        onFocus={(event) => event.target.select()}
        onKeyDown={(event) => {
          if (event.key === "Enter") keep();
          else if (event.key === "Escape") {
            event.stopPropagation();
            event.preventDefault();
            close();
          }
        }}
      />
      <IconButton label="Keep the name" icon={Check} disabled={text.trim() === ""} onClick={keep} />
      <IconButton label="Leave it as it was" icon={X} onClick={close} />
    </span>
  );
}
