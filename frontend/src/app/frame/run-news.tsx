import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";

import { useMe } from "@/shared/entities/me";
import { isActive, outcome, type Run } from "@/shared/entities/run";
import { onRunsEnded } from "@/shared/entities/run-stream";
import { useSitePath } from "@/shared/entities/site";
import { toast } from "@/shared/ui/toast";

const GATHER_MS = 500;
const MOST_AT_ONCE = 3;

/** Says what came of the runs somebody started: as a toast, and to screen readers. One sentence for runs started together. */
export function RunNews({ siteId }: { siteId: string | undefined }) {
  const me = useMe();
  const path = useSitePath();
  const navigate = useNavigate();
  const [said, setSaid] = useState("");
  const tools = useRef({ path, navigate });
  useEffect(() => {
    tools.current = { path, navigate };
  });

  useEffect(() => {
    let gathered: Run[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      const groups = Object.values(Object.groupBy(gathered, (run) => run.batch_id ?? run.id)).map((runs) => runs ?? []);
      gathered = [];
      timer = undefined;
      const sentences = groups.map((runs) => {
        const { sentence, path: to, tone } = outcome(runs);
        const action = { label: tone === "error" ? "Details" : "View", onClick: () => void tools.current.navigate(tools.current.path(to)) };
        if (groups.length <= MOST_AT_ONCE) toast[tone](sentence, { action });
        return sentence;
      });
      if (groups.length > MOST_AT_ONCE) toast.info(`${groups.length} runs have ended.`, { action: { label: "View", onClick: () => void tools.current.navigate(tools.current.path("runs")) } });
      setSaid(sentences.slice(0, MOST_AT_ONCE).join(" "));
    };
    const stop = onRunsEnded((ended, all) => {
      for (const run of ended) {
        if (run.user_id !== me?.id) continue;
        // Of runs started together the last one speaks for all.
        const together = run.batch_id === null ? [run] : all.filter((one) => one.batch_id === run.batch_id);
        if (together.some(isActive)) continue;
        const known = new Set(gathered.map((one) => one.id));
        gathered.push(...together.filter((one) => !known.has(one.id)));
      }
      if (gathered.length > 0) timer ??= setTimeout(tell, GATHER_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [me?.id, siteId]);

  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}
