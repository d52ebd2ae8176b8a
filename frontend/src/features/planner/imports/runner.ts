/** Carries the queue out: one upload at a time, each tried again while its fault may pass, then watched until its rows are in. */
import type { QueryClient } from "@tanstack/react-query";

import { idempotencyKey } from "@/shared/api/client";
import { ApiError, toApiError } from "@/shared/api/errors";

import { type Import, importForm, importKeys, importQuery, isUnderWay } from "../api/imports";
import { keywordsChanged } from "../api/keywords";
import { uploadImport, waitBefore } from "../api/upload";
import { type Job, jobById, needsTab, useQueue } from "./queue";

const POLL_MS = 1000;
const stops = new Map<string, AbortController>();
let isRunning = false;

type Announce = (done: Import, job: Job) => void;
const announcers = new Set<Announce>();

/** Be told when an import is over. @returns how to stop */
export function onImported(listener: Announce): () => void {
  announcers.add(listener);
  return () => announcers.delete(listener);
}

/** Queue files for a sector. A file that was changed since its last try is another request and gets another key. */
export function startImports(client: QueryClient, ids: readonly string[], sectorId: string): void {
  const { change } = useQueue.getState();
  for (const id of ids) {
    const job = jobById(id);
    if (job?.phase !== "choosing") continue;
    const key = job.sectorId === sectorId || job.sectorId === null ? job.key : idempotencyKey();
    change(id, { sectorId, key, phase: "queued", error: null, share: 0 });
  }
  void carryOn(client);
}

/** Send a file again that got stuck: with the same key, so that it cannot be imported twice. */
export function retryImport(client: QueryClient, id: string): void {
  if (jobById(id)?.phase === "stuck") useQueue.getState().change(id, { phase: "queued", error: null, share: 0 });
  void carryOn(client);
}

/** Stop an upload. Once the server has the file, the import can no longer be stopped. */
export function cancelImport(id: string): void {
  const job = jobById(id);
  if (job === undefined || !needsTab(job)) return;
  // A cancelled upload may have arrived all the same: the next start is another request.
  useQueue.getState().change(id, { phase: "cancelled", retryAt: null, key: idempotencyKey() });
  stops.get(id)?.abort();
}

/** Bring a cancelled file or one the server refused back into the wizard. */
export function reopenImport(id: string): void {
  useQueue.getState().change(id, { phase: "choosing", error: null, share: 0, importId: null, key: idempotencyKey() });
}

async function carryOn(client: QueryClient): Promise<void> {
  if (isRunning) return;
  isRunning = true;
  try {
    for (;;) {
      const next = useQueue.getState().jobs.find((job) => job.phase === "queued");
      if (next === undefined) return;
      await carry(client, next.id);
    }
  } finally {
    isRunning = false;
  }
}

async function carry(client: QueryClient, id: string): Promise<void> {
  const stop = new AbortController();
  stops.set(id, stop);
  const { change } = useQueue.getState();
  const inPhase = (changes: Parameters<typeof change>[1]) => {
    if (!stop.signal.aborted) change(id, changes);
  };
  try {
    for (let tries = 0; ; tries++) {
      const job = jobById(id);
      if (job === undefined || job.sectorId === null || isCancelled(stop)) return;
      inPhase({ phase: "uploading", share: 0, retryAt: null });
      try {
        const form = importForm(job.file, job.file.name, { siteId: job.siteId, sectorId: job.sectorId, mapping: job.mapping });
        const importId = await uploadImport(form, { key: job.key, signal: stop.signal, onProgress: (share) => inPhase({ share }) });
        change(id, { phase: "importing", share: 1, importId, error: null });
        void client.invalidateQueries({ queryKey: importKeys.list(job.siteId) });
        void follow(client, id, importId);
        return;
      } catch (thrown) {
        if (isCancelled(stop)) return;
        const error = toApiError(thrown);
        const wait = waitBefore(error, tries);
        if (wait === null) {
          inPhase({ phase: "stuck", error, retryAt: null });
          return;
        }
        inPhase({ phase: "pausing", error, retryAt: Date.now() + wait });
        await sleep(wait, stop.signal);
      }
    }
  } finally {
    stops.delete(id);
  }
}

async function follow(client: QueryClient, id: string, importId: string): Promise<void> {
  for (;;) {
    try {
      const now = await client.query({ ...importQuery(importId), staleTime: 0 });
      if (!isUnderWay(now)) {
        const job = jobById(id);
        useQueue.getState().change(id, { phase: now.status === "done" ? "done" : "failed" });
        if (job !== undefined) for (const announce of announcers) announce(now, job);
        await Promise.all([keywordsChanged(client, now.site_id), client.invalidateQueries({ queryKey: importKeys.list(now.site_id) })]);
        return;
      }
    } catch (thrown) {
      // The import goes on at the server: a question that found no answer is asked again.
      const error = thrown instanceof ApiError ? thrown : toApiError(thrown);
      if (!error.isPassing) {
        useQueue.getState().change(id, { phase: "failed", error });
        return;
      }
    }
    await sleep(POLL_MS);
  }
}

/** A function, because the answer changes while one waits. */
function isCancelled(stop: AbortController): boolean {
  return stop.signal.aborted;
}

function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
