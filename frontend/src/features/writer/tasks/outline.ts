/** The outline of a task while it is edited: sections with points, each with a key of its own so that moving keeps what is typed. */
import type { Schema } from "@/shared/api/client";

export interface Point {
  key: string;
  text: string;
}

export interface Section {
  key: string;
  heading: string;
  points: readonly Point[];
  keywords: readonly string[];
  isLocked: boolean;
}

export type OutlineAction =
  | { type: "reset"; sections: readonly Section[] }
  | { type: "add"; key: string; after?: string }
  | { type: "remove"; section: string }
  | { type: "heading"; section: string; text: string }
  | { type: "lock"; section: string; isLocked: boolean }
  /** By so many places; it stops at the ends. */
  | { type: "move"; section: string; by: number }
  /** To the place of another one, as dropping it there. */
  | { type: "drop"; section: string; onto: string }
  | { type: "addPoint"; section: string; key: string; after?: string; texts?: readonly string[] }
  | { type: "point"; section: string; point: string; text: string }
  | { type: "removePoint"; section: string; point: string }
  | { type: "movePoint"; section: string; point: string; by: number };

/** What the API takes at most. */
export const MOST_SECTIONS = 30;
export const MOST_POINTS = 20;

export function reduceOutline(sections: readonly Section[], action: OutlineAction): readonly Section[] {
  switch (action.type) {
    case "reset":
      return action.sections;
    case "add": {
      if (sections.length >= MOST_SECTIONS) return sections;
      const at = action.after === undefined ? sections.length : sections.findIndex((one) => one.key === action.after) + 1;
      return sections.toSpliced(at, 0, { key: action.key, heading: "", points: [], keywords: [], isLocked: false });
    }
    case "remove":
      return sections.filter((one) => one.key !== action.section);
    case "heading":
      return change(sections, action.section, (one) => ({ ...one, heading: action.text }));
    case "lock":
      return change(sections, action.section, (one) => ({ ...one, isLocked: action.isLocked }));
    case "move":
      return moved(sections, action.section, action.by);
    case "drop": {
      const from = sections.findIndex((one) => one.key === action.section);
      const to = sections.findIndex((one) => one.key === action.onto);
      return from < 0 || to < 0 ? sections : moved(sections, action.section, to - from);
    }
    case "addPoint":
      return change(sections, action.section, (one) => {
        const at = action.after === undefined ? one.points.length : one.points.findIndex((point) => point.key === action.after) + 1;
        const fresh = (action.texts ?? [""]).map((text, index) => ({ key: index === 0 ? action.key : `${action.key}.${String(index)}`, text }));
        return { ...one, points: one.points.toSpliced(at, 0, ...fresh).slice(0, MOST_POINTS) };
      });
    case "point":
      return change(sections, action.section, (one) => ({ ...one, points: one.points.map((point) => (point.key === action.point ? { ...point, text: action.text } : point)) }));
    case "removePoint":
      return change(sections, action.section, (one) => ({ ...one, points: one.points.filter((point) => point.key !== action.point) }));
    case "movePoint":
      return change(sections, action.section, (one) => ({ ...one, points: moved(one.points, action.point, action.by) }));
  }
}

function change(sections: readonly Section[], key: string, how: (section: Section) => Section): readonly Section[] {
  return sections.map((one) => (one.key === key ? how(one) : one));
}

function moved<Entry extends { key: string }>(entries: readonly Entry[], key: string, by: number): readonly Entry[] {
  const from = entries.findIndex((one) => one.key === key);
  const entry = entries[from];
  const to = Math.max(0, Math.min(entries.length - 1, from + by));
  if (entry === undefined || to === from) return entries;
  return entries.toSpliced(from, 1).toSpliced(to, 0, entry);
}

let made = 0;
export function newKey(): string {
  made += 1;
  return `o${String(made)}`;
}

export function fromApi(outline: readonly { heading: string; points?: readonly string[]; keywords?: readonly string[]; is_locked?: boolean }[]): readonly Section[] {
  return outline.map((one) => ({
    key: newKey(),
    heading: one.heading,
    points: (one.points ?? []).map((text) => ({ key: newKey(), text })),
    keywords: one.keywords ?? [],
    isLocked: one.is_locked ?? false,
  }));
}

/** Without what was left empty. */
export function toApi(sections: readonly Section[]): Schema<"OutlineSectionInRequest">[] {
  return sections
    .filter((one) => one.heading.trim() !== "")
    .map((one) => ({
      heading: one.heading.trim(),
      points: one.points.map((point) => point.text.trim()).filter((text) => text !== ""),
      keywords: [...one.keywords],
      is_locked: one.isLocked,
    }));
}

/** Whether the outline is exactly this template: then another template may take its place without a question. */
export function isSame(sections: readonly Section[], template: readonly Section[]): boolean {
  return JSON.stringify(toApi(sections)) === JSON.stringify(toApi(template));
}

/** A template's sections with the topic in its places. */
export function fromTemplate(structure: Pick<Schema<"StructureOut">, "sections">, topic: string): readonly Section[] {
  const about = topic.trim() === "" ? "the topic" : topic.trim();
  const fill = (text: string) => text.replaceAll("{topic}", about);
  return fromApi(structure.sections.map((one) => ({ heading: capital(fill(one.heading)), points: one.points.map(fill) })));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
