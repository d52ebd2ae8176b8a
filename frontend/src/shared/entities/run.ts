/** Words for AI runs: what they do, how far they are, what came of them. */
import type { Schema } from "@/shared/api/client";
import { count, number } from "@/shared/lib/format";
import { operationWord, RUN_PHASE, statusWord } from "@/shared/lib/words";

export type Run = Schema<"RunOut">;

interface Words {
  /** While it runs; of how many when there are several. */
  doing: (runs: number) => string;
  /** Cache entries, by their first key, that hold something else once it has ended. */
  changes: readonly string[];
}

const FUNCTIONS: Record<string, Words> = {
  "planning.auto_cluster": { doing: () => "Clustering keywords", changes: ["keywords", "clusters", "planner"] },
  "planning.generate_ideas": { doing: (runs) => (runs > 1 ? `Drafting ideas for ${count(runs, "cluster")}` : "Drafting ideas"), changes: ["ideas", "clusters", "planner"] },
  "content.generate_content": {
    doing: (runs) => (runs > 1 ? `Writing ${count(runs, "article")}` : "Writing an article"),
    changes: ["content", "tasks", "ideas", "calendar", "writer"],
  },
  "content.generate_image_prompts": { doing: (runs) => (runs > 1 ? `Planning images for ${count(runs, "article")}` : "Planning images"), changes: ["images", "content", "writer"] },
  "content.generate_images": { doing: (runs) => (runs > 1 ? `Making images for ${count(runs, "article")}` : "Making images"), changes: ["images", "content", "writer"] },
};

/** For filters: the functions the product has now. */
export const RUN_FUNCTIONS: readonly { value: string; label: string }[] = Object.keys(FUNCTIONS).map((value) => ({ value, label: operationWord(value).label }));

/** First keys of the queries a function's end makes stale. A function this table does not know changes everything. */
export function changedBy(fn: string): readonly string[] | null {
  return FUNCTIONS[fn]?.changes ?? null;
}

export function functionName(fn: string): string {
  return operationWord(fn).label;
}

/** "Writing 12 articles" */
export function doing(fn: string, runs = 1): string {
  return FUNCTIONS[fn]?.doing(runs) ?? functionName(fn);
}

export function isActive(run: Run): boolean {
  return run.status === "pending" || run.status === "waiting" || run.status === "running";
}

/** Someone asked to stop it and it has not stopped yet. */
export function isStopping(run: Run): boolean {
  return isActive(run) && run.cancel_requested;
}

/** What it is at right now, in words. */
export function phaseWords(run: Run): string {
  if (isStopping(run)) return "Stopping";
  if (run.status === "pending") return "Waiting for its turn";
  if (run.status === "waiting") return run.message || "Waiting before the next try";
  if (run.status === "running") return run.message || RUN_PHASE[run.phase].label;
  return statusWord("run", run.status).label;
}

/** Text that a screen reader hears when runs of one function have ended, and where to look. The path is one of the site. */
export function outcome(runs: readonly Run[]): { sentence: string; path: string; tone: "success" | "error" | "info" } {
  const fn = runs[0]?.function ?? "";
  const good = runs.filter((run) => run.status === "succeeded");
  const failed = runs.filter((run) => run.status === "failed");
  const rest = failed.length > 0 && good.length > 0 ? ` ${count(failed.length, "run")} failed.` : "";
  if (good.length > 0) return { sentence: `${achieved(fn, good)}.${rest}`, path: pathOf(fn, good), tone: failed.length > 0 ? "info" : "success" };
  if (failed.length > 0) {
    const why = failed.length === 1 ? failed[0]?.error : `${count(failed.length, "run")} failed.`;
    return { sentence: `${functionName(fn)}: ${why ?? "it failed."}`, path: runsPath(failed), tone: "error" };
  }
  return { sentence: `${functionName(fn)}: cancelled. Nothing more is charged.`, path: runsPath(runs), tone: "info" };
}

function achieved(fn: string, runs: readonly Run[]): string {
  const sum = (key: string) => runs.reduce((total, run) => total + (run.counts[key] ?? 0), 0);
  switch (fn) {
    case "planning.auto_cluster": {
      const made = sum("clusters");
      return made > 0 ? `Clustered ${count(sum("keywords"), "keyword")} into ${count(made, "cluster")}` : `Placed ${count(sum("keywords"), "keyword")} into the clusters there are`;
    }
    case "planning.generate_ideas":
      return `Drafted ${count(sum("ideas"), "idea")}`;
    case "content.generate_content": {
      const title = runs.length === 1 ? titleOf(runs[0]) : "";
      return `Wrote ${title ? `“${title}”` : count(runs.length, "article")}: ${count(sum("words"), "word")}`;
    }
    case "content.generate_image_prompts":
      return `Planned ${count(sum("images"), "image")}`;
    case "content.generate_images": {
      const lost = sum("failed");
      return `Made ${count(sum("images"), "image")}${lost > 0 ? `; ${number(lost)} failed` : ""}`;
    }
    default:
      return `${functionName(fn)}: ${runs.length > 1 ? count(runs.length, "run") : "done"}`;
  }
}

/** Where the result of these runs is to be seen. */
export function pathOf(fn: string, runs: readonly Run[]): string {
  const [only] = runs;
  const content = runs.length === 1 && only ? textOf(only, "content_id") : "";
  if (content) return `writer/content/${content}`;
  if (fn === "planning.auto_cluster") return "planner/clusters";
  if (fn === "planning.generate_ideas") return "planner/ideas";
  if (fn === "content.generate_content") return "writer/content";
  if (fn.startsWith("content.")) return "writer/images";
  return runsPath(runs);
}

function runsPath(runs: readonly Run[]): string {
  return runs.length === 1 && runs[0] ? `runs?panel=${runs[0].id}` : "runs";
}

export function titleOf(run: Run | undefined): string {
  return run ? textOf(run, "title") : "";
}

function textOf(run: Run, key: string): string {
  const value = typeof run.result === "object" && run.result !== null ? (run.result as Record<string, unknown>)[key] : undefined;
  return typeof value === "string" ? value : "";
}
