import { ClipboardCheck, ClipboardCopy, Stethoscope } from "lucide-react";
import { useState } from "react";

import { Can } from "@/shared/entities/me";
import { cn } from "@/shared/lib/cn";
import { Button } from "@/shared/ui/button";
import { copyText } from "@/shared/ui/copy";
import { PageSection } from "@/shared/ui/page";
import { ProgressBar } from "@/shared/ui/progress";
import { Time } from "@/shared/ui/time";
import { toast, toastError } from "@/shared/ui/toast";

import { useDoctor } from "../api/changes";
import type { Integration } from "../api/integrations";
import { hasFault, reportText, verdict } from "../types/checks";
import { CheckList } from "./check-list";

/** Looks at the connection from the outside inwards, and says what to do. */
export function DoctorPanel({ row, title = "Doctor" }: { row: Integration; title?: string }) {
  const doctor = useDoctor(row.site_id);
  const checks = doctor.data?.checks ?? row.checks;
  const checkedAt = doctor.data?.checked_at ?? row.checked_at;
  const ask = () => doctor.mutate(row.id, { onError: (error) => toastError(error) });
  return (
    <PageSection
      title={title}
      description="Follows the way to the website: its address, its REST API, who we are there, and the plugin."
      actions={
        <>
          {checks.length > 0 && !doctor.isPending ? <CopyReport text={reportText(row, checks, checkedAt)} /> : null}
          <Can role="editor">
            <Button size="sm" icon={Stethoscope} loading={doctor.isPending} onClick={ask}>
              {checks.length > 0 ? "Look again" : "Examine the connection"}
            </Button>
          </Can>
        </>
      }
    >
      <div className="rounded-lg border bg-surface" aria-live="polite" aria-busy={doctor.isPending}>
        {doctor.isPending ? (
          <Looking />
        ) : checks.length === 0 ? (
          <p className="px-4 py-6 text-center text-muted">Nobody has looked yet. The doctor takes a few seconds and changes nothing.</p>
        ) : (
          <>
            <p className="flex flex-wrap items-baseline justify-between gap-x-4 border-b px-4 py-2.5">
              <span className={cn("font-medium", hasFault(checks) && "text-danger")}>{verdict(checks)}</span>
              <span className="text-sm text-muted">
                Looked at <Time value={checkedAt} />
              </span>
            </p>
            <CheckList checks={checks} />
          </>
        )}
      </div>
    </PageSection>
  );
}

export function Looking() {
  return (
    <div className="grid gap-2 px-4 py-6">
      <ProgressBar value={null} label="Looking at the website" showLabel valueText="up to a minute" />
    </div>
  );
}

function CopyReport({ text }: { text: string }) {
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    const done = await copyText(text);
    setIsCopied(done);
    if (!done) toast.error("The browser does not let this page copy.", { description: "Select the lines and copy them by hand." });
  };
  return (
    <Button size="sm" variant="ghost" icon={isCopied ? ClipboardCheck : ClipboardCopy} onClick={() => void copy()}>
      {isCopied ? "Report copied" : "Copy report"}
    </Button>
  );
}
