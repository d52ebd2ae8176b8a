/** What was typed and has not reached the server, kept on this device for each content. */

import { type Details, sameDetails, storedDetails } from "./details";

export interface TextFields {
  title: string;
  html: string;
  meta_title: string;
  meta_description: string;
  /** Absent where a text says nothing about them. */
  details?: Details | undefined;
}

export interface Draft {
  /** The version it was made on. */
  version: number;
  /** Milliseconds of Date.now(). */
  at: number;
  fields: TextFields;
}

const KEPT = "igny8.draft.content.";
const ASIDE = "igny8.aside.content.";

export interface DraftStore {
  read: () => Draft | null;
  write: (draft: Draft) => boolean;
  clear: () => void;
}

/** The text being typed. */
export function draftStore(contentId: string): DraftStore {
  return store(KEPT + contentId);
}

/** A text that gave way to somebody else's in a conflict: nothing is thrown away without being asked. */
export function asideStore(contentId: string): DraftStore {
  return store(ASIDE + contentId);
}

function store(key: string): DraftStore {
  return {
    read: () => {
      try {
        return parsed(localStorage.getItem(key));
      } catch {
        return null;
      }
    },
    write: (draft) => {
      try {
        localStorage.setItem(key, JSON.stringify(draft));
        return true;
      } catch {
        return false;
      }
    },
    clear: () => {
      try {
        localStorage.removeItem(key);
      } catch {
        // Without storage there is nothing to clear.
      }
    },
  };
}

function parsed(text: string | null): Draft | null {
  if (text === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const { version, at, fields } = value as Partial<Record<keyof Draft, unknown>>;
  if (typeof version !== "number" || typeof at !== "number" || typeof fields !== "object" || fields === null) return null;
  const { title, html, meta_title, meta_description, details } = fields as Partial<Record<keyof TextFields, unknown>>;
  if (typeof title !== "string" || typeof html !== "string" || typeof meta_title !== "string" || typeof meta_description !== "string") return null;
  return { version, at, fields: { title, html, meta_title, meta_description, details: storedDetails(details) } };
}

export function sameFields(a: TextFields, b: TextFields): boolean {
  return a.title === b.title && a.html === b.html && a.meta_title === b.meta_title && a.meta_description === b.meta_description && sameDetails(a.details, b.details);
}
