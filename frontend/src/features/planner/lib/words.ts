/** Words of the planner that no other feature uses. */
import { KEYWORD_SOURCE } from "@/shared/lib/words";

import type { Keyword } from "../api/keywords";

export const PRIORITY_WORDS = "From 0 to 100: how many people search it, on a logarithmic scale that is full at 100,000 a month, times how easy it is to rank (100 minus difficulty). Unknown unless both are known.";
export const DIFFICULTY_WORDS = "How hard it is to rank without ads, from 0 (easy) to 100 (hard), as your keyword tool measures it.";
export const VOLUME_WORDS = "Searches in a month, as your keyword tool counted them. A range where the tool only gives one.";

const TOOLS: Record<string, string> = {
  ahrefs_keywords_explorer: "Ahrefs Keywords Explorer",
  ahrefs_organic: "Ahrefs Organic keywords",
  semrush_magic: "Semrush Keyword Magic",
  semrush_organic: "Semrush Organic Positions",
  keyword_planner: "Google Keyword Planner",
  search_console: "Google Search Console",
  ubersuggest: "Ubersuggest",
  moz: "Moz",
  generic: "Other table",
  plain: "List of keywords",
};

export const TOOL_OPTIONS = Object.entries(TOOLS).map(([value, label]) => ({ value, label }));
export const SOURCE_OPTIONS = Object.entries(KEYWORD_SOURCE).map(([value, { label }]) => ({ value, label }));

export function toolWords(tool: string): string {
  return TOOLS[tool] ?? tool.replaceAll("_", " ");
}

export function sourceWords({ source, source_tool: tool }: Pick<Keyword, "source" | "source_tool">): string {
  return tool ? toolWords(tool) : KEYWORD_SOURCE[source].label;
}

/** Why a figure is not there: depends on where the keyword came from. */
export function whyUnknown({ source, source_tool: tool }: Pick<Keyword, "source" | "source_tool">, figure: string): string {
  if (tool === "search_console" && figure !== "position") return `Search Console exports hold no ${figure}.`;
  if (source === "csv") return `The imported file has no ${figure} for it.`;
  if (source === "seed") return `The industry list has no ${figure} for it.`;
  return `Nobody has given a ${figure}.`;
}

export function whyNoPriority(row: Pick<Keyword, "search_volume" | "difficulty">): string {
  if (row.search_volume === null && row.difficulty === null) return "Needs a search volume and a difficulty.";
  return row.search_volume === null ? "Needs one search volume, not a range." : "Needs a difficulty.";
}
