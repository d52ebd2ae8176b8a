import { useMutation, useQueries, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";

import { useSitePath } from "@/shared/entities/site";
import { count } from "@/shared/lib/format";
import { RequestKeys } from "@/shared/lib/request-key";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { Dialog } from "@/shared/ui/dialog";
import { toast } from "@/shared/ui/toast";

import { collisionsQuery, type Idea, ideasChanged, type IdeasQueued, MOST_QUEUED, queueIdeas } from "../api/ideas";
import { CollisionList } from "./collisions";
import { refusalWords } from "./words";

interface QueueDialogProps {
  ideas: readonly Idea[];
  onClose: () => void;
  onDone?: () => void;
}

const MOST_CHECKED = 10;
const OVERLAP = "CANNIBALISATION";

/** Hands ideas to the writer: says before what collides, and after which were refused and why. */
export function QueueDialog({ ideas, onClose, onDone }: QueueDialogProps) {
  const path = useSitePath();
  const client = useQueryClient();
  const [keys] = useState(() => new RequestKeys());
  const [result, setResult] = useState<IdeasQueued | null>(null);
  const checked = ideas.slice(0, MOST_CHECKED);
  const found = useQueries({ queries: ideas.length <= MOST_CHECKED ? checked.map((idea) => collisionsQuery(idea.id)) : [] });
  const overlaps = checked.flatMap((idea, at) => {
    const collisions = found[at]?.data ?? [];
    return collisions.length > 0 ? [{ idea, collisions }] : [];
  });
  const again = result?.refused.filter((one) => one.code === OVERLAP).map((one) => one.idea_id) ?? [];
  const ids = result === null ? ideas.map((idea) => idea.id) : again;
  const queue = useMutation({
    mutationFn: () => queueIdeas(ids, result !== null, keys.for({ ids, again: result !== null })),
    onSuccess: async (answer) => {
      keys.done();
      const done = answer.queued_ids.length;
      if (done > 0) toast.success(`${count(done, "idea")} queued as ${done === 1 ? "a task" : "tasks"}`, { description: "Nothing is written or charged until a task is started." });
      if (answer.refused.length === 0) onClose();
      else setResult(answer);
      onDone?.();
      await ideasChanged(client);
    },
  });
  const tooMany = ideas.length > MOST_QUEUED;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={result === null ? `Queue ${count(ideas.length, "idea")} as ${ideas.length === 1 ? "a task" : "tasks"}` : `${count(result.refused.length, "idea")} ${result.refused.length === 1 ? "was" : "were"} not queued`}
      {...(result === null ? { description: "The writer gets a task for each, with its outline and keywords. That is free; writing is what costs, and it says so first." } : {})}
      footer={
        <>
          <Button onClick={onClose}>{result === null ? "Cancel" : "Close"}</Button>
          {result === null ? (
            <Button variant="primary" loading={queue.isPending} disabled={tooMany} onClick={() => queue.mutate()}>
              Queue {count(ids.length, "idea")} as {ids.length === 1 ? "a task" : "tasks"}
            </Button>
          ) : again.length > 0 ? (
            <Button loading={queue.isPending} onClick={() => queue.mutate()}>
              Queue {again.length === 1 ? "it" : count(again.length, "idea")} all the same
            </Button>
          ) : null}
        </>
      }
    >
      <div className="grid gap-4">
        {queue.error ? <Alert tone="danger">{queue.error.message}</Alert> : null}
        {tooMany ? <Alert tone="warning">At most {count(MOST_QUEUED, "idea")} at a time.</Alert> : null}
        {result === null ? (
          <>
            <ul className="grid gap-1">
              {checked.map((idea) => (
                <li key={idea.id} className="min-w-0">
                  <span className="font-medium">{idea.title}</span> <span className="text-muted">· {idea.cluster_name}</span>
                </li>
              ))}
              {ideas.length > checked.length ? <li className="text-muted">and {count(ideas.length - checked.length, "idea")} more</li> : null}
            </ul>
            {overlaps.map(({ idea, collisions }) => (
              <Alert key={idea.id} tone="warning" title={`“${idea.title}” will be refused: something answers it already`}>
                <CollisionList collisions={collisions} />
              </Alert>
            ))}
          </>
        ) : (
          <ul className="grid gap-3">
            {result.refused.map(({ idea_id: id, reason }) => (
              <li key={id}>
                <Link to={path("planner/ideas", { panel: id })} className="font-medium underline decoration-line underline-offset-3 hover:decoration-line-strong" onClick={onClose}>
                  {ideas.find((idea) => idea.id === id)?.title ?? "An idea"}
                </Link>
                <p className="text-pretty text-muted">{refusalWords(reason)}</p>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}
