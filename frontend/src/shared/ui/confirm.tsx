import { createContext, type ReactNode, use, useCallback, useRef, useState } from "react";

import { Button } from "./button";
import { Dialog } from "./dialog";
import { Field } from "./field";
import { Input } from "./input";

export interface ConfirmOptions {
  title: string;
  body?: ReactNode;
  /** The button: a verb with its object. */
  confirm: string;
  cancel?: string;
  danger?: boolean;
  /** A word that has to be typed first, for what cannot be undone. */
  typed?: string;
}

type Ask = (options: ConfirmOptions) => Promise<boolean>;

// Enter says yes, except to what destroys something.
const AUTOFOCUS = { "data-autofocus": "" };

const ConfirmContext = createContext<Ask | null>(null);

/** Ask before something is done: `if (await confirm({ ... })) ...`. */
export function useConfirm(): Ask {
  const ask = use(ConfirmContext);
  if (ask === null) throw new Error("useConfirm needs a ConfirmProvider above it.");
  return ask;
}

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [question, setQuestion] = useState<ConfirmOptions | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const answer = useRef<(yes: boolean) => void>(() => undefined);
  const ask = useCallback<Ask>((options) => {
    answer.current(false); // a question that was still open
    setQuestion(options);
    setTyped("");
    setIsOpen(true);
    return new Promise((resolve) => {
      answer.current = resolve;
    });
  }, []);
  const close = (yes: boolean): void => {
    setIsOpen(false);
    answer.current(yes);
  };
  const isReady = !question?.typed || typed.trim() === question.typed;
  return (
    <ConfirmContext value={ask}>
      {children}
      <Dialog
        open={isOpen}
        onOpenChange={(open) => {
          if (!open) close(false);
        }}
        role="alertdialog"
        size="sm"
        title={question?.title ?? ""}
        description={question?.body}
        footer={
          <>
            <Button onClick={() => close(false)} {...(question?.danger && !question.typed ? AUTOFOCUS : {})}>{question?.cancel ?? "Cancel"}</Button>
            <Button variant={question?.danger ? "danger" : "primary"} disabled={!isReady} onClick={() => close(true)} {...(question?.danger || question?.typed ? {} : AUTOFOCUS)}>
              {question?.confirm}
            </Button>
          </>
        }
      >
        {question?.typed ? (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              event.stopPropagation();
              if (isReady) close(true);
            }}
          >
            <Field label={<>Type “{question.typed}” to go on</>}>
              <Input value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" autoCapitalize="none" spellCheck={false} />
            </Field>
          </form>
        ) : null}
      </Dialog>
    </ConfirmContext>
  );
}
