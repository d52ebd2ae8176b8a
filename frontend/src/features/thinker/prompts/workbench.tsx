import { useQuery } from "@tanstack/react-query";
import { RotateCcw, Save } from "lucide-react";
import { useRef, useState } from "react";

import { toApiError } from "@/shared/api/errors";
import { Can, useRole } from "@/shared/entities/me";
import { useDebounced } from "@/shared/hooks/use-debounced";
import { count } from "@/shared/lib/format";
import { atLeast } from "@/shared/lib/roles";
import { Badge } from "@/shared/ui/badge";
import { Button } from "@/shared/ui/button";
import { useConfirm } from "@/shared/ui/confirm";
import { toast, toastError } from "@/shared/ui/toast";

import { previewQuery, type Prompt, type Scope, useReset } from "../api/prompts";
import { samplesOf } from "../lib/variables";
import { activeText, ownVersion } from "../lib/version-words";
import { CompareDialog, type Side } from "./compare-dialog";
import { Notices } from "./notices";
import { Preview } from "./preview";
import { PromptText } from "./prompt-text";
import { SaveDialog } from "./save-dialog";
import { type Draft, useDraft } from "./use-draft";
import { VariableList } from "./variable-list";
import { Versions } from "./versions";

interface WorkbenchProps {
  id: string;
  prompt: Prompt;
  scope: Scope;
  siteName: string | null;
  draft: Draft | undefined;
  onDraft: (draft: Draft | undefined) => void;
}

const SETTLE_MS = 400;

/** One prompt: its text, what the model would read, its variables and its versions. */
export function Workbench({ id, prompt, scope, siteName, draft, onDraft }: WorkbenchProps) {
  const canEdit = atLeast(useRole(), "admin");
  const state = useDraft({ id, prompt, scope, draft, onDraft });
  const area = useRef<HTMLTextAreaElement>(null);
  const [isSaving, setIsSaving] = useState(false);
  const [compared, setCompared] = useState<{ from: Side; to: Side } | null>(null);
  const asked = useDebounced(state.text, SETTLE_MS);
  const preview = useQuery(previewQuery(prompt.function, asked, samplesOf(prompt.function, prompt.variables)));
  const found = problemsOf(state.text, asked, preview.data?.problems, preview.isPlaceholderData, preview.error);
  const owner = scope === null ? "the account" : (siteName ?? "this site");

  const insert = (name: string) => {
    const field = area.current;
    if (!field) return;
    field.focus();
    field.setRangeText(`{{${name}}}`, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  return (
    <div className="grid gap-8">
      <div className="grid gap-4">
        <Bar prompt={prompt} scope={scope} owner={owner} canEdit={canEdit}>
          {canEdit && found.length > 0 ? <Badge tone="danger" className="self-center">{count(found.length, "problem")}</Badge> : null}
          {state.isDirty ? <Button onClick={state.drop}>Discard changes</Button> : null}
          <Button variant="primary" icon={Save} disabled={!state.isDirty || found.length > 0} onClick={() => setIsSaving(true)}>
            Save as new version
          </Button>
        </Bar>
        <Notices stored={prompt.problems} typed={canEdit ? found : []} state={state} owner={owner} onCompare={() => setCompared({ from: "active", to: "typed" })} />
        <div className="grid items-start gap-5 lg:grid-cols-2">
          <PromptText ref={area} value={state.text} known={prompt.variables} {...(canEdit ? { onChange: state.type } : {})} />
          <Preview query={preview} isBlank={state.text.trim() === ""} />
        </div>
      </div>
      <VariableList prompt={prompt} text={state.text} {...(canEdit ? { onInsert: insert } : {})} />
      <Versions prompt={prompt} scope={scope} canEdit={canEdit} onCompare={(from, to) => setCompared({ from, to })} />
      {isSaving ? (
        <SaveDialog
          prompt={prompt}
          scope={scope}
          owner={owner}
          body={state.text}
          onClose={() => setIsSaving(false)}
          onSaved={() => {
            setIsSaving(false);
            state.drop();
          }}
        />
      ) : null}
      {compared ? <CompareDialog prompt={prompt} scope={scope} typed={state.isDirty ? state.text : null} pair={compared} onPair={setCompared} onClose={() => setCompared(null)} /> : null}
    </div>
  );
}

/** Sentences about what is typed; none while the server has not seen it yet. */
function problemsOf(text: string, asked: string, problems: readonly string[] | undefined, isOld: boolean, error: Error | null): readonly string[] {
  if (text.trim() === "") return ["The prompt is empty."];
  if (asked !== text) return [];
  if (error) {
    const fault = toApiError(error);
    return fault.kind === "invalid" ? (fault.fields.body ?? [fault.message]) : [];
  }
  return isOld ? [] : (problems ?? []);
}

interface BarProps {
  prompt: Prompt;
  scope: Scope;
  owner: string;
  canEdit: boolean;
  children: React.ReactNode;
}

function Bar({ prompt, scope, owner, canEdit, children }: BarProps) {
  const active = activeText(prompt);
  const confirm = useConfirm();
  const reset = useReset(prompt.function, scope);
  const own = ownVersion(prompt, scope);
  const falls = scope === null || !prompt.account_override ? "the default" : "the account's text";
  const ask = async () => {
    const isSure = await confirm({ title: `Use ${falls} for ${owner} again?`, body: `From the next run on, ${falls} is what the model is told. Your versions are kept, and you can put one back.`, confirm: `Use ${falls}` });
    if (isSure) reset.mutate(undefined, { onSuccess: () => toast.success(`${falls.charAt(0).toUpperCase() + falls.slice(1)} is in use again.`), onError: (error) => toastError(error) });
  };
  return (
    <div className="z-10 flex flex-wrap items-center justify-between gap-3 lg:sticky lg:top-12 lg:-my-2 lg:bg-ground lg:py-2">
      <p className="flex flex-wrap items-center gap-2">
        <span className="text-muted">In use{scope === null ? "" : ` for ${owner}`}:</span>
        <Badge tone={active.owner === "default" ? "neutral" : "accent"}>{active.label}</Badge>
        <span className="tabular text-muted">version {active.version}</span>
        {canEdit ? null : <span className="text-sm text-muted">Owners and administrators change it.</span>}
      </p>
      <Can role="admin">
        <div className="flex flex-wrap gap-2">
          {own ? (
            <Button icon={RotateCcw} loading={reset.isPending} onClick={() => void ask()}>
              Use {falls}
            </Button>
          ) : null}
          {children}
        </div>
      </Can>
    </div>
  );
}
