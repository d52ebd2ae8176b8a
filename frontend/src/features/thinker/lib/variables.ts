import { functionOf } from "./prompt-word";

/** What the variables of prompts hold, with an example of each for the preview. */

interface Variable {
  explain: string;
  sample: string;
}

const SHARED: Record<string, Variable> = {
  site_name: { explain: "Name of the site.", sample: "Home coffee" },
  language: { explain: "Code of the language the site is written in.", sample: "en" },
  voice: { explain: "Brand voice from the site's settings: tone, readers, style, words to avoid.", sample: "tone: plain and warm; audience: people who brew at home; avoid: hype" },
  title: { explain: "Title of the page.", sample: "How to grind coffee for a French press" },
  primary_keyword: { explain: "The search the page is for.", sample: "grind size for french press" },
};

const BY_FUNCTION: Record<string, Record<string, Variable>> = {
  "content.generate_content": {
    brief: { explain: "What the task says should be in it, with the points of its outline.", sample: "Explain coarse grinding, how to see it, and what goes wrong when it is too fine." },
    keywords: { explain: "The other keywords of the task, separated by commas.", sample: "coarse coffee grind, french press ratio, burr grinder" },
    content_type_rules: { explain: "The kind of page in one sentence. Each kind has a prompt of its own, so nobody needs it any more.", sample: "This is a post." },
    tone: { explain: "Tone and credentials of the author profile.", sample: "Plain, warm, exact. Ran a café for nine years" },
  },
  "content.generate_image_prompts": {
    text: { explain: "The text of the page, shortened, with its headings.", sample: "A French press wants a coarse grind, like sea salt.\n\n## Why coarse\nFine grounds slip through the mesh." },
  },
  "planning.auto_cluster": {
    context: { explain: "Language, name and topic of the site, in one line.", sample: "language en; site Home coffee; topic area Brewing methods" },
    groups: {
      explain: "The groups of keywords to be named, as JSON with ids and volumes.",
      sample: '[{"id": "g1", "working_name": "french press", "keywords": [{"id": "k1", "keyword": "french press ratio", "volume": 2400}, {"id": "k2", "keyword": "how to use a french press", "volume": 6600}]}]',
    },
  },
  "planning.generate_ideas": {
    count: { explain: "How many ideas are asked for.", sample: "3" },
    context: { explain: "Language, name and topic of the site, in one line.", sample: "language en; site Home coffee; topic area Brewing methods" },
    cluster: { explain: "Name and description of the cluster.", sample: "French press brewing. People who want better coffee from a press." },
    keywords: { explain: "The cluster's keywords, one a line, with volume and intent where they are known.", sample: "- french press ratio | 2400 searches | informational\n- best french press | 1900 searches | commercial" },
    existing: { explain: "Titles of pages and ideas that are there, so that none is proposed twice.", sample: "- Pour-over for beginners" },
  },
};

export function variableOf(name: string, variable: string): Variable {
  return BY_FUNCTION[functionOf(name)]?.[variable] ?? SHARED[variable] ?? { explain: "", sample: `«${variable}»` };
}

/** Examples for all variables of a prompt. */
export function samplesOf(name: string, variables: readonly string[]): Record<string, string> {
  return Object.fromEntries(variables.map((variable) => [variable, variableOf(name, variable).sample]));
}

export interface Part {
  text: string;
  /** Name of the variable this is, if it is one. */
  variable: string | null;
}

const MARK = /\{\{\s*([a-z][a-z0-9_]{0,59})\s*\}\}/g;

/** A line of a prompt, cut at its variables. */
export function partsOf(line: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const found of line.matchAll(MARK)) {
    if (found.index > end) parts.push({ text: line.slice(end, found.index), variable: null });
    parts.push({ text: found[0], variable: found[1] ?? null });
    end = found.index + found[0].length;
  }
  if (end < line.length) parts.push({ text: line.slice(end), variable: null });
  return parts;
}

/** How often each variable is used. */
export function usesOf(text: string): Map<string, number> {
  const uses = new Map<string, number>();
  for (const [, name = ""] of text.matchAll(MARK)) uses.set(name, (uses.get(name) ?? 0) + 1);
  return uses;
}
