import { useCallback } from "react";

import { useLocal } from "@/shared/hooks/use-local";

import type { Choice, Choices } from "./merge/decide";

const NONE: Choices = {};

function isChoices(stored: unknown): stored is Choices {
  return typeof stored === "object" && stored !== null && Object.values(stored).every(isChoice);
}

function isChoice(stored: unknown): stored is Choice {
  if (typeof stored !== "object" || stored === null || !("take" in stored)) return false;
  return stored.take === "edit" ? "html" in stored && typeof stored.html === "string" : ["ours", "theirs", "both"].includes(String(stored.take));
}

export interface UseChoices {
  choices: Choices;
  /** Null takes a choice back. */
  choose: (id: string, choice: Choice | null) => void;
  forget: () => void;
}

/** What was chosen for each piece of a conflict. This browser remembers it until the conflict is settled. */
export function useChoices(conflictId: string): UseChoices {
  const [choices, set] = useLocal(`conflict.${conflictId}`, NONE, isChoices);
  const choose = useCallback(
    (id: string, choice: Choice | null) => {
      const others = Object.entries(choices).filter(([known]) => known !== id);
      set(Object.fromEntries(choice === null ? others : [...others, [id, choice]]));
    },
    [choices, set],
  );
  const forget = useCallback(() => set(null), [set]);
  return { choices, choose, forget };
}
