import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const STATES = ["accent", "success", "warning", "danger", "info"];

// `text-sm` is a size and `text-muted` a colour: only the names of our tokens can tell them apart.
const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ["xs", "sm", "base", "lg", "xl", "2xl", "3xl"],
      color: [
        ...["ground", "surface", "raised", "sunken", "line", "line-strong", "text", "muted", "faint", "accent-strong", "on-accent"],
        ...STATES,
        ...STATES.map((state) => `${state}-soft`),
      ],
      radius: ["md", "lg"],
    },
  },
});

/** Class names, later ones winning over earlier ones of the same kind. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
