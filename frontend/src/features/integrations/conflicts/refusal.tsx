import { useMutation } from "@tanstack/react-query";

import type { ApiError } from "@/shared/api/errors";
import { count } from "@/shared/lib/format";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { toast } from "@/shared/ui/toast";

interface Props {
  error: ApiError;
  reload: () => Promise<unknown>;
  /** The error is dealt with. */
  onReloaded: () => void;
  /** How many decisions were made. */
  decided: number;
}

const MOVED = ["CONTENT_CHANGED", "THEIRS_CHANGED"];

/** The server did not take the decision: why, and how to go on without losing what was chosen. */
export function Refusal({ error, reload, onReloaded, decided }: Props) {
  const fetching = useMutation({
    mutationFn: reload,
    onSuccess: () => {
      onReloaded();
      if (MOVED.includes(error.code)) toast.info("These are the newest texts", { description: "What you decided about pieces that did not change is still decided." });
    },
  });
  const canReload = error.kind === "conflict" || error.kind === "not-found";
  return (
    <Alert
      tone={MOVED.includes(error.code) ? "warning" : "danger"}
      title={MOVED.includes(error.code) ? "A side has gone on" : "This was not saved"}
      actions={
        canReload ? (
          <Button size="sm" loading={fetching.isPending} onClick={() => fetching.mutate()}>
            {error.code === "CONFLICT_RESOLVED" ? "See what was decided" : "Load the newest texts"}
          </Button>
        ) : null
      }
    >
      {error.fields.html?.[0] ?? error.message}
      {canReload && decided > 0 && error.code !== "CONFLICT_RESOLVED" ? ` Your ${count(decided, "decision")} ${decided === 1 ? "is" : "are"} kept in this browser.` : ""}
    </Alert>
  );
}
