import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";

import { api, item } from "@/shared/api/client";
import { ApiError, toApiError } from "@/shared/api/errors";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { CostButton } from "@/shared/ui/credits";
import { Dialog } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { RequestKeys } from "@/shared/lib/request-key";
import { Textarea } from "@/shared/ui/input";

import { creditsChanged, rewrite } from "../../api/content";
import type { PendingRewrite } from "../model/pending";
import { useRunEstimate } from "../panel/image-estimate";
import { useDesk, useDeskState } from "../use-desk";

export interface RewriteTarget {
  /** Null for the whole text. */
  id: string | null;
  heading: string;
}

export interface RewriteDialogProps {
  target: RewriteTarget;
  onClose: () => void;
  onStarted: (pending: PendingRewrite) => void;
}

/** Before a section or the whole text is written anew: what it costs, and how it should be done. */
export function RewriteDialog({ target, onClose, onStarted }: RewriteDialogProps) {
  const desk = useDesk();
  const client = useQueryClient();
  const content = useDeskState((state) => state.content);
  const [instruction, setInstruction] = useState("");
  const [keys] = useState(() => new RequestKeys());
  const payload = { content_id: content.id, ...(target.id ? { section_id: target.id } : {}) };
  const estimate = useRunEstimate("content.generate_content", payload);
  const model = useQuery({ queryKey: ["ai-model"], queryFn: () => item(api.GET("/api/v1/ai/model/")), staleTime: 60_000 });
  const follows = model.data?.skills.includes("instructions") ?? false;
  const locked = content.structure.filter((one) => one.is_locked).length;
  const isWhole = target.id === null;

  const start = useMutation({
    mutationFn: async () => {
      if (!(await desk.autosave.flush())) throw new ApiError("Your last changes could not be saved, so nothing was started. Try again when they are saved.", { status: -1 });
      const before = desk.autosave.getState().version;
      const wanted = { sectionId: target.id ?? undefined, instruction: follows ? instruction.trim() || undefined : undefined };
      const { run_ids } = await rewrite(content.id, wanted, keys.for([wanted, before]));
      return { runId: run_ids[0] ?? "", before };
    },
    onSuccess: ({ runId, before }) => {
      keys.done();
      creditsChanged(client);
      onStarted({ runId, before, sectionId: target.id, heading: target.heading });
    },
  });
  const error = start.error ? toApiError(start.error) : null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      dismissable={!start.isPending}
      title={isWhole ? "Rewrite the whole text?" : `Rewrite “${target.heading || "this section"}”?`}
      description={isWhole ? (locked > 0 ? `Everything is written anew, except ${locked === 1 ? "the locked section" : `the ${String(locked)} locked sections`}.` : "Everything is written anew. Lock sections that must stay.") : "The rest of the text stays as it is."}
      footer={
        <>
          <Button disabled={start.isPending} onClick={onClose}>
            Cancel
          </Button>
          <CostButton estimate={estimate} loading={start.isPending} onClick={() => start.mutate()}>
            {isWhole ? "Rewrite the text" : "Rewrite the section"}
          </CostButton>
        </>
      }
    >
      <div className="grid gap-4">
        {error ? <Alert tone="danger">{error.message}</Alert> : null}
        <Field
          label="What to do differently"
          optional
          hint={
            model.data && !follows ? (
              <>
                The built-in model writes without instructions. <Link className="text-accent underline underline-offset-3" to="/settings/ai">Connect a provider</Link> to give some.
              </>
            ) : (
              "For instance: shorter, add an example, for beginners."
            )
          }
        >
          <Textarea rows={2} maxLength={500} value={instruction} disabled={!follows} onChange={(event) => setInstruction(event.target.value)} />
        </Field>
        <p className="text-sm text-muted">You see what changed before you take it. Until it is done the text cannot be edited. You pay for the words that are written; if it fails, nothing.</p>
      </div>
    </Dialog>
  );
}
