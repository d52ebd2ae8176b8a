import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { isActive, type Run } from "@/shared/entities/run";
import { useRunsOf, watchRun } from "@/shared/entities/run-stream";
import { toast } from "@/shared/ui/toast";

import { contentChanged, creditsChanged, readContent } from "../api/content";

import type { Desk } from "./model/desk";
import { type PendingRewrite, readPending, writePending } from "./model/pending";

export interface Writing {
  /** The run that is writing this text now. */
  run: Run | null;
  /** A rewriting asked for here, at work or waiting to be looked at. */
  pending: PendingRewrite | null;
  /** The pending one's run, once it has ended well. */
  done: Run | undefined;
  begin: (pending: PendingRewrite) => void;
  end: () => void;
}

const WRITES = new Set(["content.generate_content", "linking.link_content", "optimization.optimize_content"]);

/** What writes this text beside the person in front of it. */
export function useWriting(desk: Desk, contentId: string): Writing {
  const client = useQueryClient();
  const [pending, setPending] = useState(() => readPending(contentId));
  const [ended, setEnded] = useState<Run | undefined>();
  const runs = useRunsOf({ subjectId: contentId });
  const run = runs.find((one) => WRITES.has(one.function) && isActive(one)) ?? null;
  const runId = pending?.runId;

  useEffect(() => {
    if (runId === undefined) return;
    const stopping = new AbortController();
    watchRun(runId, stopping.signal).then(
      async (end) => {
        if (stopping.signal.aborted) return;
        creditsChanged(client);
        if (end.status === "succeeded") {
          const content = await readContent(contentId);
          desk.receive(content);
          contentChanged(client, content);
          setEnded(end);
          return;
        }
        writePending(contentId, null);
        setPending(null);
        if (end.status === "failed") toast.error("The text was not rewritten", { description: `${end.error} Nothing was charged.` });
      },
      () => {
        if (stopping.signal.aborted) return;
        // The run is not there any more: there is nothing to look at.
        writePending(contentId, null);
        setPending(null);
      },
    );
    return () => stopping.abort();
  }, [runId, contentId, desk, client]);

  const isWriting = run !== null || (pending !== null && ended === undefined);
  useEffect(() => desk.autosave.pause(isWriting), [desk, isWriting]);

  return {
    run,
    pending,
    done: ended,
    begin: (begun) => {
      setEnded(undefined);
      writePending(contentId, begun);
      setPending(begun);
    },
    end: () => {
      writePending(contentId, null);
      setPending(null);
      setEnded(undefined);
    },
  };
}
