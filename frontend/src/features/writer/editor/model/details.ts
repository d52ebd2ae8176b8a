/** What a content has besides its text, by its type: as it is edited, compared and sent. */
import type { Schema } from "@/shared/api/client";

export type Details = Schema<"DetailsOut">;
export type Attribute = Details["attributes"][number];
export type DetailName = keyof Details;
export type LinesName = "highlights" | "includes" | "steps";
type ContentType = Schema<"ContentType">;

export const NO_DETAILS: Details = { short_description: "", highlights: [], attributes: [], includes: [], steps: [] };
export const MOST_SHORT = 500;
export const MOST_LINE = 200;
export const MOST_LINES: Record<LinesName, number> = { highlights: 8, includes: 20, steps: 20 };
export const MOST_ATTRIBUTES = 20;
export const DETAIL_LABEL: Record<DetailName, string> = { short_description: "Short description", highlights: "Highlights", attributes: "Properties", includes: "What is included", steps: "Steps" };

const ALSO: Partial<Record<ContentType, readonly DetailName[]>> = { product: ["highlights", "attributes"], service: ["includes", "steps"] };

/** The details a type has, in the order in which they are shown. */
export function detailsOf(type: ContentType): readonly DetailName[] {
  return ["short_description", ...(ALSO[type] ?? [])];
}

/** As the server keeps them: without empty entries, and without what the type does not have. A property counts once it has a name and a value. */
export function cleaned(details: Details, type: ContentType): Details {
  const has = (name: DetailName): boolean => detailsOf(type).includes(name);
  const lines = (name: LinesName): string[] => (has(name) ? details[name].map(plain).filter(Boolean) : []);
  const attributes = details.attributes.map(({ name, options }) => ({ name: plain(name), options: options.map(plain).filter(Boolean) }));
  return {
    short_description: plain(details.short_description),
    highlights: lines("highlights"),
    attributes: has("attributes") ? attributes.filter(({ name, options }) => name !== "" && options.length > 0) : [],
    includes: lines("includes"),
    steps: lines("steps"),
  };
}

/** Each detail as text, one entry a line; empty ones are "". */
export function detailText(details: Details): Record<DetailName, string> {
  return {
    short_description: details.short_description,
    highlights: details.highlights.join("\n"),
    attributes: details.attributes.map(({ name, options }) => `${name}: ${options.join(", ")}`).join("\n"),
    includes: details.includes.join("\n"),
    steps: details.steps.join("\n"),
  };
}

/** A text from before there were details has none of its own: it says nothing about them. */
export function sameDetails(a: Details | undefined, b: Details | undefined): boolean {
  return a === undefined || b === undefined || JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));
}

/** The values of a property as they are typed: "white, black". A comma inside a number does not divide. */
export function optionsOf(text: string): string[] {
  return text.split(/;|,(?!\d)/);
}

/** What the server says about one detail; its entries are counted from one. */
export function errorOf(fields: Readonly<Record<string, readonly string[]>>, name: DetailName): string | undefined {
  const start = `details.${name}`;
  const found = Object.entries(fields).filter(([field]) => field === start || field.startsWith(`${start}.`));
  const said = found.map(([field, sentences]) => {
    const place = /^\.(\d+)/.exec(field.slice(start.length))?.[1];
    return `${place === undefined ? "" : `Entry ${String(Number(place) + 1)}: `}${sentences.join(" ")}`;
  });
  return said.length > 0 ? said.join(" ") : undefined;
}

/** Details from this device's storage; undefined when they are none. */
export function storedDetails(value: unknown): Details | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { short_description, highlights, attributes, includes, steps } = value as Partial<Record<DetailName, unknown>>;
  if (typeof short_description !== "string" || !areLines(highlights) || !areLines(includes) || !areLines(steps) || !Array.isArray(attributes)) return undefined;
  const rows = attributes.filter((row: unknown): row is Attribute => typeof row === "object" && row !== null && "name" in row && typeof row.name === "string" && "options" in row && areLines(row.options));
  return { short_description, highlights, attributes: rows.map(({ name, options }) => ({ name, options })), includes, steps };
}

const areLines = (value: unknown): value is string[] => Array.isArray(value) && value.every((one) => typeof one === "string");
const plain = (text: string): string => text.replace(/\s+/g, " ").trim();
const inOrder = ({ short_description, highlights, attributes, includes, steps }: Details): unknown[] => [short_description, highlights, attributes.map(({ name, options }) => [name, options]), includes, steps];
