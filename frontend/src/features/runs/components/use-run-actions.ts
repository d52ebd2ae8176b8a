import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";

import { idempotencyKey } from "@/shared/api/client";
import { balanceKeys } from "@/shared/entities/credits";
import { doing, isActive, type Run } from "@/shared/entities/run";
import { cancelRun, noteRuns, retryRun } from "@/shared/entities/run-stream";
import { useNearestSite } from "@/shared/entities/site";
import { count } from "@/shared/lib/format";
import { useConfirm } from "@/shared/ui/confirm";
import { toast, toastError } from "@/shared/ui/toast";

const AT_ONCE = 4;

interface Actions {
  /** Asks first when several are stopped at once. */
  cancel: (runs: readonly Run[]) => Promise<void>;
  retry: (runs: readonly Run[]) => Promise<void>;
  isBusy: boolean;
}

export function useRunActions(): Actions {
  const client = useQueryClient();
  const site = useNearestSite();
  const confirm = useConfirm();
  const [isBusy, setIsBusy] = useState(false);
  // A second click on the same failed run repeats the same request.
  const keys = useRef(new Map<string, string>());

  const all = async (runs: readonly Run[], act: (run: Run) => Promise<Run>) => {
    setIsBusy(true);
    const rest = [...runs];
    const answers: Run[] = [];
    const faults: unknown[] = [];
    const work = async () => {
      for (let run = rest.shift(); run; run = rest.shift()) await act(run).then((answer) => answers.push(answer), (fault: unknown) => faults.push(fault));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    if (site && answers.length > 0) noteRuns(client, site.id, answers);
    void client.invalidateQueries({ queryKey: balanceKeys.all });
    setIsBusy(false);
    if (faults.length > 0) toastError(faults[0]);
    return answers.length;
  };

  return {
    isBusy,
    cancel: async (runs) => {
      const active = runs.filter(isActive);
      if (active.length > 1) {
        const isSure = await confirm({
          title: `Stop ${count(active.length, "run")}?`,
          body: `${doing(active[0]?.function ?? "", active.length)}: what is done already stays. Credits set aside for the rest are given back.`,
          confirm: `Stop ${count(active.length, "run")}`,
          cancel: "Go on",
          danger: true,
        });
        if (!isSure) return;
      }
      await all(active, (run) => cancelRun(run.id));
    },
    retry: async (runs) => {
      const begun = await all(runs, (run) => {
        const key = keys.current.get(run.id) ?? idempotencyKey();
        keys.current.set(run.id, key);
        return retryRun(run.id, key);
      });
      if (begun > 0) toast.info(`${count(begun, "run")} started again`);
    },
  };
}
