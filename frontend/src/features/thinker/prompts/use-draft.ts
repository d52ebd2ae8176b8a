import { useUnsaved } from "@/shared/hooks/use-unsaved";

import type { Prompt, Scope } from "../api/prompts";
import { ownVersion, startText } from "../lib/version-words";

/** What is typed and not saved. */
export interface Draft {
  text: string;
  /** The version it began from; another one in use means that somebody saved meanwhile. */
  base: string;
}

interface Options {
  id: string;
  prompt: Prompt;
  scope: Scope;
  draft: Draft | undefined;
  onDraft: (draft: Draft | undefined) => void;
}

const WORDS = { title: "Leave without saving the prompt?", body: "What you typed is not saved as a version. A draft stays in this browser.", leave: "Leave without saving" };

export interface DraftState {
  text: string;
  /** What the server has. */
  start: string;
  isDirty: boolean;
  /** Somebody saved another version since this was begun. */
  isStale: boolean;
  /** What an earlier visit left, when it differs from what is shown. */
  found: { value: string; at: number } | null;
  type: (text: string) => void;
  drop: () => void;
  /** Go on from the version that is in use now, with what is typed. */
  rebase: () => void;
  restore: () => void;
  forget: () => void;
}

export function useDraft({ id, prompt, scope, draft, onDraft }: Options): DraftState {
  const start = startText(prompt, scope);
  const base = ownVersion(prompt, scope)?.id ?? prompt.active_version;
  const text = draft?.text ?? start;
  const isDirty = text !== start;
  const unsaved = useUnsaved({ id: `prompt.${id}`, value: text, isDirty, words: WORDS });
  const type = (next: string) => onDraft(next === start ? undefined : { text: next, base: draft?.base ?? base });
  return {
    text,
    start,
    isDirty,
    isStale: isDirty && draft !== undefined && draft.base !== base,
    found: unsaved.draft !== null && unsaved.draft.value !== text && !isDirty ? unsaved.draft : null,
    type,
    drop: () => onDraft(undefined),
    rebase: () => onDraft({ text, base }),
    restore: () => {
      if (unsaved.draft) type(unsaved.draft.value);
      unsaved.discardDraft();
    },
    forget: unsaved.discardDraft,
  };
}
