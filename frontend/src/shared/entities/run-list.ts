/** The AI runs of a site in the query cache: every active one and the latest that have ended. Pure functions. */
import { isActive, type Run } from "./run";

export const runKeys = {
  all: ["runs"] as const,
  of: (siteId: string) => ["runs", siteId] as const,
  one: (id: string) => ["run", id] as const,
  /** The table of all of them, beside the live ones. */
  list: (siteId: string) => ["run-list", siteId] as const,
};

const MOST_ENDED = 200;

/** What arrived, put into what was known, newest first. */
export function merged(known: readonly Run[], arrived: readonly Run[]): Run[] {
  const byId = new Map(known.map((run) => [run.id, run]));
  for (const run of arrived) {
    const before = byId.get(run.id);
    // An end is final (a retry is another run), so an answer that was on its way longer does not undo it.
    if (!before || isActive(before) || !isActive(run)) byId.set(run.id, run);
  }
  const rows = [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1)); // ids are in the order of creation
  let ended = 0;
  return rows.filter((run) => isActive(run) || ++ended <= MOST_ENDED);
}

/** Runs that were at work, or not there at all, and have ended now. */
export function newlyEnded(known: readonly Run[], arrived: readonly Run[]): Run[] {
  const before = new Map(known.map((run) => [run.id, run]));
  return arrived.filter((run) => {
    const was = before.get(run.id);
    return !isActive(run) && (was === undefined || isActive(was));
  });
}

/** Runs started together, shown as one. */
export interface Batch {
  /** The batch's id, or the run's own. */
  id: string;
  function: string;
  /** Oldest first. */
  runs: Run[];
  active: number;
  succeeded: number;
  failed: number;
  cancelled: number;
  /** Settled so far and still set aside. */
  credits: number;
}

/** Newest batch first. */
export function batched(runs: readonly Run[]): Batch[] {
  const groups = new Map<string, Run[]>();
  for (const run of runs) {
    const key = run.batch_id ? `${run.batch_id}:${run.function}` : run.id;
    groups.set(key, [run, ...(groups.get(key) ?? [])]);
  }
  return [...groups].map(([id, members]) => ({
    id,
    function: members[0]?.function ?? "",
    runs: members,
    active: members.filter(isActive).length,
    succeeded: members.filter((run) => run.status === "succeeded").length,
    failed: members.filter((run) => run.status === "failed").length,
    cancelled: members.filter((run) => run.status === "cancelled").length,
    credits: members.reduce((sum, run) => sum + (isActive(run) ? run.credits_reserved : run.credits_settled), 0),
  }));
}

/**
 * Seconds until the batch has probably ended, from how long its ended runs or its steps took; null when nothing tells.
 *
 * @param now milliseconds of Date.now()
 */
export function secondsLeft(batch: Batch, now: number): number | null {
  const begun = batch.runs.map((run) => run.started_at).filter((at) => at !== null);
  if (batch.active === 0 || begun.length === 0) return null;
  const elapsed = (now - Math.min(...begun.map((at) => Date.parse(at)))) / 1000;
  const share = progressOf(batch);
  return share > 0.02 && elapsed > 3 ? Math.round((elapsed / share) * (1 - share)) : null;
}

/** How much of the batch is done, 0 to 1. */
export function progressOf(batch: Batch): number {
  const done = batch.runs.reduce((sum, run) => sum + (isActive(run) ? partOf(run) : 1), 0);
  return batch.runs.length === 0 ? 0 : done / batch.runs.length;
}

function partOf(run: Run): number {
  return run.progress_total > 0 ? Math.min(run.progress_done / run.progress_total, 0.98) : 0;
}
