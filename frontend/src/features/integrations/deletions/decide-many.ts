/** The same decision for several texts: each is a request of its own, so that one that fails stops none of the others. */
import { toApiError } from "@/shared/api/errors";

const AT_ONCE = 3;
const MOST_WAITS = 5;
const WAIT_S = 5;

export interface Decided {
  done: string[];
  /** Why not, by id. */
  failed: Map<string, string>;
}

const pause = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** @param wait replaced in tests */
export async function decideMany(ids: readonly string[], decide: (id: string) => Promise<unknown>, wait: (seconds: number) => Promise<void> = pause): Promise<Decided> {
  const waiting = [...ids];
  const result: Decided = { done: [], failed: new Map() };
  const worker = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const why = await attempt(() => decide(id), wait);
      if (why === null) result.done.push(id);
      else result.failed.set(id, why);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return result;
}

/** @returns why it failed, null when it did not */
async function attempt(run: () => Promise<unknown>, wait: (seconds: number) => Promise<void>): Promise<string | null> {
  for (let waits = 0; ; waits += 1) {
    try {
      await run();
      return null;
    } catch (thrown) {
      const error = toApiError(thrown);
      // Many decisions in a row may be too many at once; that passes.
      if (error.kind !== "throttled" || waits >= MOST_WAITS) return error.message;
      await wait(error.retryAfter ?? WAIT_S);
    }
  }
}
