import type { ReactNode } from "react";

import { cn } from "@/shared/lib/cn";

const isApple = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent);
const NAMES: Record<string, string> = {
  mod: isApple ? "⌘" : "Ctrl",
  shift: isApple ? "⇧" : "Shift",
  alt: isApple ? "⌥" : "Alt",
  enter: "Enter",
  escape: "Esc",
  arrowup: "↑",
  arrowdown: "↓",
  arrowleft: "←",
  arrowright: "→",
};

/** `mod+k` as the keys of this computer: Ctrl K, or ⌘ K. */
export function keyNames(keys: string): string {
  return keys
    .split(/[+ ]/)
    .map((key) => NAMES[key.toLowerCase()] ?? (key.length === 1 ? key.toUpperCase() : key))
    .join(" ");
}

export interface KbdProps {
  /** As useHotkeys takes them. */
  keys?: string;
  children?: ReactNode;
  className?: string;
}

export function Kbd({ keys, children, className }: KbdProps) {
  return (
    <kbd className={cn("inline-flex h-5 min-w-5 items-center justify-center rounded-[4px] border bg-sunken px-1 font-sans text-xs whitespace-nowrap text-muted", className)}>
      {keys === undefined ? children : keyNames(keys)}
    </kbd>
  );
}
