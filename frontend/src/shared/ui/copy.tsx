import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";

import { cn } from "@/shared/lib/cn";

import { IconButton } from "./button";

const SHOWN_MS = 1500;

/** Copies; says whether it could (a page without a secure context has no clipboard of its own). */
export async function copyText(value: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    return false;
  }
}

function useCopied(value: string): [boolean, () => void] {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return [isCopied, () => void copyText(value).then(setIsCopied)];
}

export interface CopyButtonProps {
  value: string;
  /** What is copied, for instance "the address". */
  label: string;
  className?: string;
}

export function CopyButton({ value, label, className }: CopyButtonProps) {
  const [isCopied, copy] = useCopied(value);
  return (
    <>
      <IconButton label={`Copy ${label}`} tooltip={isCopied ? "Copied" : `Copy ${label}`} icon={isCopied ? Check : Copy} size="sm" onClick={copy} className={className} />
      <span role="status" className="sr-only">
        {isCopied ? "Copied" : ""}
      </span>
    </>
  );
}

const LONGEST_SHOWN = 12;
const SHOWN_OF_LONG = 8; // the end: ids of one hour begin alike

/** An id one may have to quote: its end to recognise it by, all of it copied by a click. */
export function CopyableId({ value, label = "id", className }: { value: string; label?: string; className?: string }) {
  const [isCopied, copy] = useCopied(value);
  const Icon = isCopied ? Check : Copy;
  const isLong = value.length > LONGEST_SHOWN;
  // Its name holds what is seen of it, for people who speak to their computer.
  const shown = isLong ? value.slice(-SHOWN_OF_LONG) : value;
  return (
    <button type="button" onClick={copy} title={value} aria-label={`Copy ${label} ${isLong ? "…" : ""}${shown}`} className={cn("group inline-flex min-h-6 max-w-full items-center gap-1.5 rounded-md text-sm text-muted hover:text-text touch:min-h-11", className)}>
      <span className={cn("truncate font-mono text-xs", isLong && "before:content-['…']")}>{shown}</span>
      <Icon className="size-3.5 shrink-0 opacity-60 group-hover:opacity-100" aria-hidden="true" />
      <span role="status" className="sr-only">
        {isCopied ? "Copied" : ""}
      </span>
    </button>
  );
}
