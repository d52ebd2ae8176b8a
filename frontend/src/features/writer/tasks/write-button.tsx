/** "Write 3 articles: about 24 credits" */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { PenLine } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";

import { useEstimate } from "@/shared/entities/credits";
import { useSitePath } from "@/shared/entities/site";
import { count } from "@/shared/lib/format";
import { RequestKeys } from "@/shared/lib/request-key";
import { CostButton } from "@/shared/ui/credits";
import { toast, toastError } from "@/shared/ui/toast";

import { followRuns, type Task, tasksChanged, writeTasks } from "../api/tasks";
import { writePlan } from "./plan";

const OPERATION = "generate_content";

export function WriteButton({ tasks, siteId, size, onStarted }: { tasks: readonly Task[]; siteId: string; size?: "sm" | "md"; onStarted?: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const path = useSitePath();
  const [keys] = useState(() => new RequestKeys());
  const plan = writePlan(tasks);
  const price = useEstimate(OPERATION, plan.words);
  const held = useEstimate(OPERATION, plan.heldWords);
  const write = useMutation({
    mutationFn: () => writeTasks(plan.tasks.map((task) => task.id), (body) => keys.for(body)),
    onSuccess: async (ids) => {
      keys.done();
      tasksChanged(client);
      onStarted?.();
      toast.success(ids.length === 1 ? "Writing has begun" : `Writing ${count(ids.length, "article")}`, {
        description: "It goes on if you leave this page.",
        action: { label: "Show runs", onClick: () => void navigate(path("runs")) },
      });
      await followRuns(client, siteId, ids);
    },
    onError: (error) => toastError(error),
  });
  if (plan.tasks.length === 0) return null;
  const estimate = price && held ? { ...price, enough: held.enough } : undefined;
  return (
    <CostButton
      estimate={estimate}
      icon={PenLine}
      size={size ?? "md"}
      loading={write.isPending}
      title={held ? `At most ${count(held.credits, "credit")} are held while it is written; what is written is charged.` : undefined}
      onClick={() => write.mutate()}
    >
      Write {count(plan.tasks.length, "article")}
    </CostButton>
  );
}
