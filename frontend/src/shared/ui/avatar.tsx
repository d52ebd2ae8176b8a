import { Bot } from "lucide-react";

import { cn } from "@/shared/lib/cn";

export interface AvatarProps {
  /** Of the person; without one it is nobody, with `bot` the system. */
  name: string;
  size?: "sm" | "md" | "lg";
  bot?: boolean;
  /** The name stands beside it already. */
  decorative?: boolean;
  className?: string;
}

const SIZES = { sm: "size-5 text-[10px]", md: "size-7 text-xs", lg: "size-10 text-base" };

export function Avatar({ name, size = "md", bot = false, decorative = false, className }: AvatarProps) {
  return (
    <span
      {...(decorative ? { "aria-hidden": true } : { role: "img", "aria-label": name })}
      className={cn("inline-grid shrink-0 place-items-center rounded-full bg-accent-soft font-medium text-accent select-none", bot && "bg-text/8 text-muted", SIZES[size], className)}
    >
      {bot ? <Bot className="size-[60%]" aria-hidden="true" /> : initials(name)}
    </span>
  );
}

/** "Ada Lovelace" is AL, "ada@example.org" is A. */
export function initials(name: string): string {
  const words = name.split("@")[0]?.split(/[\s._-]+/).filter(Boolean) ?? [];
  const letters = name.includes("@") ? words.slice(0, 1) : words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => Array.from(word ?? "")[0]?.toUpperCase() ?? "").join("") || "?";
}
