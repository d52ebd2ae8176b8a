import { toApiError } from "@/shared/api/errors";

import type { ListPage } from "./types";
import { WINDOW, windowOf } from "./windows";

const AT_ONCE = 2;
const TRIES = 5;

interface Order<Row> {
  /** Places of the first and the last row, both inclusive. */
  from: number;
  to: number;
  known: (window: number) => ListPage<Row> | undefined;
  fetch: (window: number, signal: AbortSignal) => Promise<ListPage<Row>>;
  signal?: AbortSignal | undefined;
  onProgress?: ((loaded: number) => void) | undefined;
}

/**
 * Many rows in order, two windows at a time. A passing fault is waited out, as long as the server asks.
 *
 * @throws ApiError when a window cannot be had; the signal's reason when it was cancelled
 */
export async function loadRows<Row>({ from, to, known, fetch, signal = new AbortController().signal, onProgress }: Order<Row>): Promise<Row[]> {
  const numbers: number[] = [];
  for (let number = windowOf(from); number <= windowOf(to); number += 1) numbers.push(number);
  const pages = new Map<number, readonly Row[]>();
  let loaded = 0;
  let next = 0;
  async function work(): Promise<void> {
    for (let number = numbers[next++]; number !== undefined; number = numbers[next++]) {
      signal.throwIfAborted();
      const page = known(number) ?? (await patiently(number, fetch, signal));
      pages.set(number, page.results);
      loaded += page.results.length;
      onProgress?.(loaded);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const start = (windowOf(from) - 1) * WINDOW;
  return numbers.flatMap((number) => pages.get(number) ?? []).slice(from - start, to - start + 1);
}

async function patiently<Row>(number: number, fetch: Order<Row>["fetch"], signal: AbortSignal): Promise<ListPage<Row>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fetch(number, signal);
    } catch (error) {
      signal.throwIfAborted();
      const fault = toApiError(error);
      if (!fault.isPassing || attempt === TRIES) throw error;
      const wait = fault.retryAfter === null ? 500 * 2 ** attempt : Math.min(fault.retryAfter, 60) * 1000;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
