/** Server-sent events over fetch, because EventSource cannot send the token. */
import { createParser } from "eventsource-parser";

import { authorisedFetch } from "./client";

export interface StreamOptions<Data> {
  url: string;
  signal: AbortSignal;
  /** All events of one chunk together, so that a snapshot of a hundred is drawn once. */
  onEvents: (events: Data[]) => void;
  /** `resumed` after a fault or a pause: what happened meanwhile was not heard. */
  onOpen?: (resumed: boolean) => void;
}

const FIRST_RETRY_MS = 2000;
const LONGEST_RETRY_MS = 30_000;
const HIDDEN_MS = 60_000;

/**
 * Listen until the signal. A server that answers and closes is asked again after its `retry:`, which makes it polling; faults
 * are tried again ever more rarely. A tab hidden for a minute stops listening until it is looked at.
 */
export async function listen<Data>({ url, signal, onEvents, onOpen }: StreamOptions<Data>): Promise<void> {
  let retry = FIRST_RETRY_MS;
  let failures = 0;
  let missed = false;
  while (!signal.aborted) {
    const visit = hiddenTooLong(signal);
    try {
      const response = await authorisedFetch(new Request(new URL(url, location.origin), { headers: { Accept: "text/event-stream" }, signal: visit.signal }), { patienceMs: Infinity });
      onOpen?.(missed);
      missed = false;
      await readAll(response, (texts) => onEvents(texts.map((text) => JSON.parse(text) as Data)), (ms) => (retry = Math.min(Math.max(ms, 250), LONGEST_RETRY_MS)));
      failures = 0;
    } catch {
      missed = true;
      if (!visit.signal.aborted) failures += 1;
    } finally {
      visit.end();
    }
    if (document.hidden && visit.signal.aborted) await shown(signal);
    else await pause(failures === 0 ? retry : Math.min(retry * 2 ** (failures - 1), LONGEST_RETRY_MS), signal);
  }
}

async function readAll(response: Response, onTexts: (texts: string[]) => void, onRetry: (ms: number) => void): Promise<void> {
  if (response.body === null) return;
  let texts: string[] = [];
  const parser = createParser({ onEvent: (event) => texts.push(event.data), onRetry });
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    parser.feed(decoder.decode(value, { stream: true }));
    if (texts.length > 0) onTexts(texts);
    texts = [];
  }
}

/** A signal that also fires when the tab has been hidden for a minute. */
function hiddenTooLong(outer: AbortSignal): { signal: AbortSignal; end: () => void } {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => controller.abort(), HIDDEN_MS);
  };
  look();
  document.addEventListener("visibilitychange", look);
  return {
    signal: AbortSignal.any([outer, controller.signal]),
    end: () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    },
  };
}

function shown(signal: AbortSignal): Promise<void> {
  return until(signal, (done) => {
    const look = () => {
      if (!document.hidden) done();
    };
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return until(signal, (done) => {
    const timer = setTimeout(done, ms);
    return () => clearTimeout(timer);
  });
}

function until(signal: AbortSignal, begin: (done: () => void) => () => void): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const end = () => {
      stop();
      signal.removeEventListener("abort", end);
      resolve();
    };
    const stop = begin(end);
    signal.addEventListener("abort", end);
  });
}
