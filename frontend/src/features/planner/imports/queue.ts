/**
 * Files on their way in. The queue belongs to the tab, not to the page: uploads go on while somebody looks at other pages.
 * The server's own state of an import is in the query cache (`importQuery`).
 */
import { create } from "zustand";

import { idempotencyKey } from "@/shared/api/client";
import type { ApiError } from "@/shared/api/errors";

import type { Mapping } from "../lib/mapping";

/**
 * choosing: still in the wizard. queued: waits for the upload before it. pausing: the last try failed and the next one comes by
 * itself. importing: the server reads the rows. stuck: the upload failed for good, or until somebody says try again.
 */
export type Phase = "choosing" | "queued" | "uploading" | "pausing" | "importing" | "done" | "failed" | "stuck" | "cancelled";

export interface Job {
  id: string;
  siteId: string;
  file: File;
  /** What was changed about the detected columns. */
  mapping: Mapping;
  sectorId: string | null;
  /** One for all tries of this file with this sector and mapping. */
  key: string;
  phase: Phase;
  /** How much of the file is at the server, 0 to 1. */
  share: number;
  error: ApiError | null;
  /** Milliseconds of Date.now() at which the next try starts. */
  retryAt: number | null;
  importId: string | null;
}

interface Queue {
  jobs: readonly Job[];
  add: (siteId: string, files: readonly File[]) => Job[];
  change: (id: string, changes: Partial<Omit<Job, "id" | "file" | "siteId">>) => void;
  remove: (id: string) => void;
  /** Forget what is over and what was never started. */
  clear: (siteId: string) => void;
}

let made = 0;

export const useQueue = create<Queue>()((set, get) => ({
  jobs: [],
  add: (siteId, files) => {
    const fresh = files.map<Job>((file) => ({
      id: `file-${++made}`,
      siteId,
      file,
      mapping: {},
      sectorId: null,
      key: idempotencyKey(),
      phase: "choosing",
      share: 0,
      error: null,
      retryAt: null,
      importId: null,
    }));
    set({ jobs: [...get().jobs, ...fresh] });
    return fresh;
  },
  change: (id, changes) => set({ jobs: get().jobs.map((job) => (job.id === id ? { ...job, ...changes } : job)) }),
  remove: (id) => set({ jobs: get().jobs.filter((job) => job.id !== id) }),
  clear: (siteId) => set({ jobs: get().jobs.filter((job) => job.siteId !== siteId || isBusy(job)) }),
}));

export function jobById(id: string): Job | undefined {
  return useQueue.getState().jobs.find((job) => job.id === id);
}

/** Something still happens to it without anybody doing anything. */
export function isBusy({ phase }: Pick<Job, "phase">): boolean {
  return phase === "queued" || phase === "uploading" || phase === "pausing" || phase === "importing";
}

/** Closing the tab would lose it. */
export function needsTab({ phase }: Pick<Job, "phase">): boolean {
  return phase === "queued" || phase === "uploading" || phase === "pausing";
}
