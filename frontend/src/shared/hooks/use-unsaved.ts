import { useCallback, useEffect, useState } from "react";
import { useBlocker } from "react-router";

import { useConfirm } from "@/shared/ui/confirm";

import { useStable } from "./use-stable";

const KEY = "igny8.draft.";
const SETTLE_MS = 400;

interface Draft<Value> {
  value: Value;
  /** Date.now() when it was kept. */
  at: number;
}

export interface UnsavedOptions<Value> {
  /** What is being changed, for instance `content.<id>`; drafts of different objects never meet. */
  id: string;
  value: Value;
  /** Whether `value` differs from what the server has. */
  isDirty: boolean;
  /** The question's words, when the usual ones do not fit. */
  words?: { title: string; body: string; leave: string };
}

export interface Unsaved<Value> {
  /** What an earlier visit left unsaved, for "restore what you had typed"; null when there is nothing. */
  draft: Draft<Value> | null;
  /** Forget it: restored, or not wanted. What is typed from now on is kept again. */
  discardDraft: () => void;
}

const WORDS = { title: "Leave without saving?", body: "What you changed here has not been saved. A draft stays in this browser.", leave: "Leave without saving" };

/**
 * Work that is not saved yet: asks before it is left, and keeps a draft in this browser so that nothing typed is lost.
 *
 * Saving makes `isDirty` false, which removes the draft.
 */
export function useUnsaved<Value>({ id, value, isDirty, words = WORDS }: UnsavedOptions<Value>): Unsaved<Value> {
  const [found, setFound] = useState(() => ({ id, draft: read<Value>(id) }));
  if (found.id !== id) setFound({ id, draft: read<Value>(id) });

  useEffect(() => {
    if (!isDirty) return;
    const keep = () => write(id, { value, at: Date.now() });
    const timer = setTimeout(keep, SETTLE_MS);
    // The page may go before the timer has fired.
    window.addEventListener("pagehide", keep);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", keep);
    };
  }, [id, isDirty, value]);

  // A draft of an earlier visit waits to be restored; only one's own is removed by saving.
  const [wasDirty, setWasDirty] = useState(false);
  if (isDirty && !wasDirty) setWasDirty(true);
  useEffect(() => {
    if (isDirty || !wasDirty) return;
    remove(id);
  }, [id, isDirty, wasDirty]);

  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isDirty]);

  // Filters and panels change the query string of the same page; only leaving it loses something.
  const blocker = useBlocker(({ currentLocation, nextLocation }) => isDirty && currentLocation.pathname !== nextLocation.pathname);
  const confirm = useConfirm();
  const ask = useStable(async () => {
    const leave = await confirm({ title: words.title, body: words.body, confirm: words.leave, cancel: "Stay here", danger: true });
    if (blocker.state !== "blocked") return;
    if (leave) {
      write(id, { value, at: Date.now() });
      blocker.proceed();
    } else blocker.reset();
  });
  const isBlocked = blocker.state === "blocked";
  useEffect(() => {
    if (isBlocked) void ask();
  }, [isBlocked, ask]);

  const discardDraft = useCallback(() => {
    remove(id);
    setFound({ id, draft: null });
  }, [id]);
  return { draft: found.id === id ? found.draft : null, discardDraft };
}

function read<Value>(id: string): Draft<Value> | null {
  try {
    const text = localStorage.getItem(KEY + id);
    return text === null ? null : (JSON.parse(text) as Draft<Value>);
  } catch {
    return null;
  }
}

function write(id: string, draft: Draft<unknown>): void {
  try {
    localStorage.setItem(KEY + id, JSON.stringify(draft));
  } catch {
    // Storage is full or forbidden: leaving is still asked about.
  }
}

function remove(id: string): void {
  try {
    localStorage.removeItem(KEY + id);
  } catch {
    // Nothing was kept either.
  }
}
