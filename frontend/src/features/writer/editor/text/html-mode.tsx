import { Code2 } from "lucide-react";

import { list } from "@/shared/lib/format";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { Field } from "@/shared/ui/field";
import { Textarea } from "@/shared/ui/input";

import { useDesk, useDeskState, useSaveState } from "../use-desk";

/** The text as HTML, for what cannot be written word by word; and what the server made of it. */
export function HtmlMode({ isEditable }: { isEditable: boolean }) {
  const desk = useDesk();
  const source = useDeskState((state) => state.source);
  const taken = useDeskState((state) => state.taken);
  const stored = useDeskState((state) => state.content.html);
  const { phase, savedAt } = useSaveState();
  const differs = phase === "saved" && savedAt !== null && stored !== source;
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="flex items-center gap-2 text-muted">
          <Code2 className="size-4" aria-hidden="true" />
          You are writing HTML. Scripts, styles and forms are taken away when it is saved.
        </p>
        <Button onClick={() => desk.setMode("text")}>Write text again</Button>
      </div>
      <Field label="HTML of the article" hideLabel>
        <Textarea value={source} readOnly={!isEditable} spellCheck={false} autoCapitalize="none" onChange={(event) => desk.setSource(event.target.value)} className="min-h-[55dvh] max-h-none font-mono text-sm leading-relaxed" />
      </Field>
      {taken.length > 0 ? <Alert tone="warning" title="The server took something away">{list(taken.slice(0, 6).map((one) => `${one.what} (${String(one.count)})`))}.</Alert> : null}
      {differs ? (
        <Alert
          tone="info"
          title={taken.length > 0 ? "This is what was stored" : "Stored, set a little differently"}
          actions={
            <Button size="sm" onClick={() => desk.show(desk.state.content)}>
              Go on with what was stored
            </Button>
          }
        >
          <pre className="mt-2 max-h-64 overflow-auto rounded-md bg-surface p-2 font-mono text-xs whitespace-pre-wrap">{stored}</pre>
        </Alert>
      ) : null}
    </div>
  );
}
