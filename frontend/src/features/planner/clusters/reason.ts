/** Why a keyword is in its cluster, in words: what the clustering measured, read for people. */
import { decimal, list, percent } from "@/shared/lib/format";

import type { KeywordDetail } from "../api/keywords";

export interface Reason {
  sentence: string;
  /** 0 to 1, how near it is to the middle of its cluster; null when it was put there by hand. */
  similarity: number | null;
  /** How sure its place is, against the next best cluster. */
  hold: Hold | null;
}

export type Hold = "firm" | "fair" | "close";

export const HOLD: Record<Hold, { label: string; explain: string }> = {
  firm: { label: "Firm", explain: "No other cluster is nearly as near." },
  fair: { label: "Fair", explain: "Another cluster is near, but this one is nearer." },
  close: { label: "Close call", explain: "Another cluster is almost as near. Look whether it belongs there." },
};

const FIRM = 0.15;
const FAIR = 0.05;
const MOST_TERMS = 4;
/** Measures inside a sentence of the server; the bar shows them. */
const FIGURES = /;? ?similarity \d(?:\.\d+)?|(?: \(\d(?:\.\d+)?\))/g;

interface Measured {
  sentence: string;
  similarity: number | null;
  terms: readonly string[];
  overlap: number | null;
  runnerUp: string;
  runnerUpSimilarity: number | null;
  isMoved: boolean;
}

/** What the API says, of which only the sentence is promised. */
function measured(raw: Readonly<Record<string, unknown>>): Measured {
  const figure = (value: unknown) => (typeof value === "number" && Number.isFinite(value) ? value : null);
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  return {
    sentence: text(raw.sentence),
    similarity: figure(raw.similarity),
    terms: Array.isArray(raw.shared_terms) ? raw.shared_terms.filter((term): term is string => typeof term === "string") : [],
    overlap: figure(raw.serp_overlap),
    runnerUp: text(raw.runner_up),
    runnerUpSimilarity: figure(raw.runner_up_similarity),
    isMoved: raw.moved_by_model === true,
  };
}

/**
 * @param head the head keyword of the cluster
 * @returns null when nothing is known
 */
export function reasonOf(keyword: Pick<KeywordDetail, "keyword" | "cluster_reason">, head: string): Reason | null {
  const raw = keyword.cluster_reason;
  if (raw === null) return null;
  const facts = measured(raw);
  const hold = holdOf(facts.similarity, facts.runnerUpSimilarity);
  const isBare = facts.terms.length === 0 && facts.overlap === null && facts.runnerUp === "" && !("shared_terms" in raw);
  if (isBare || facts.isMoved) {
    const said = facts.sentence.replaceAll(FIGURES, "");
    return said === "" ? null : { sentence: said, similarity: facts.similarity, hold: facts.isMoved ? null : hold };
  }
  const parts = [why(keyword.keyword, head, facts.terms)];
  if (facts.overlap !== null && facts.overlap > 0) parts.push(`${percent(facts.overlap)} of their top results are the same pages.`);
  if (facts.runnerUp !== "") parts.push(hold === "close" ? `“${facts.runnerUp}” is almost as near.` : `Next nearest: “${facts.runnerUp}”.`);
  return { sentence: parts.join(" "), similarity: facts.similarity, hold };
}

function why(keyword: string, head: string, terms: readonly string[]): string {
  if (keyword === head) return "It is the head keyword: the others are compared with it.";
  const named = terms.slice(0, MOST_TERMS);
  return named.length > 0 ? `Shares ${list(named.map((term) => `“${term}”`))} with the head keyword.` : "Close in meaning to the head keyword, in other words.";
}

function holdOf(similarity: number | null, runnerUp: number | null): Hold | null {
  if (similarity === null) return null;
  if (runnerUp === null) return "firm";
  const lead = similarity - runnerUp;
  return lead >= FIRM ? "firm" : lead >= FAIR ? "fair" : "close";
}

/** How a cluster came about. */
export function methodWords(method: string): string {
  const [kind = ""] = method.split("|");
  if (kind === "manual") return "Made by hand";
  const by = kind.startsWith("embedding") ? "Grouped by meaning" : kind.startsWith("lexical") ? "Grouped by shared words" : "Grouped by a clustering run";
  return kind.includes("+serp") ? `${by} and by shared search results` : by;
}

export const COHESION_WORDS = "How near its keywords are to each other in meaning, from 0 (unrelated) to 1 (the same). Low: consider a split.";

export function cohesionWords(cohesion: number): string {
  return cohesion >= 0.8 ? "tight" : cohesion >= 0.65 ? "good" : cohesion >= 0.5 ? "loose" : "very loose";
}

export function whyNoCohesion({ method }: { method: string }): string {
  return method === "manual" ? "Only clustering runs measure it; this cluster was made by hand." : "Its keywords were changed by hand since it was measured.";
}

export const figure = (value: number) => decimal(value, 2);
