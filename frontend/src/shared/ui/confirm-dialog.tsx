import { useState } from "react";

import { Button } from "./button";
import type { ConfirmOptions } from "./confirm";
import { Dialog } from "./dialog";
import { Field } from "./field";
import { Input } from "./input";

// Enter says yes, except to what destroys something.
const AUTOFOCUS = { "data-autofocus": "" };

interface ConfirmDialogProps {
  question: ConfirmOptions;
  open: boolean;
  onClose: (yes: boolean) => void;
}

/** The question itself; loaded with the first one that is asked. */
export function ConfirmDialog({ question, open, onClose }: ConfirmDialogProps) {
  const [typed, setTyped] = useState("");
  const isReady = !question.typed || typed.trim() === question.typed;
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose(false);
      }}
      role="alertdialog"
      size="sm"
      title={question.title}
      description={question.body}
      footer={
        <>
          <Button onClick={() => onClose(false)} {...(question.danger && !question.typed ? AUTOFOCUS : {})}>{question.cancel ?? "Cancel"}</Button>
          <Button variant={question.danger ? "danger" : "primary"} disabled={!isReady} onClick={() => onClose(true)} {...(question.danger || question.typed ? {} : AUTOFOCUS)}>
            {question.confirm}
          </Button>
        </>
      }
    >
      {question.typed ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            event.stopPropagation();
            if (isReady) onClose(true);
          }}
        >
          <Field label={<>Type “{question.typed}” to go on</>}>
            <Input value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" autoCapitalize="none" spellCheck={false} />
          </Field>
        </form>
      ) : null}
    </Dialog>
  );
}
