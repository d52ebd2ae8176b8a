import { createContext, lazy, type ReactNode, Suspense, use, useCallback, useRef, useState } from "react";


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

const ConfirmContext = createContext<Ask | null>(null);

/** Ask before something is done: `if (await confirm({ ... })) ...`. */
export function useConfirm(): Ask {
  const ask = use(ConfirmContext);
  if (ask === null) throw new Error("useConfirm needs a ConfirmProvider above it.");
  return ask;
}

const ConfirmDialog = lazy(async () => ({ default: (await import("./confirm-dialog")).ConfirmDialog }));

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [question, setQuestion] = useState<{ id: number; options: ConfirmOptions } | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const answer = useRef<(yes: boolean) => void>(() => undefined);
  const ask = useCallback<Ask>((options) => {
    answer.current(false); // a question that was still open
    setQuestion((last) => ({ id: (last?.id ?? 0) + 1, options }));
    setIsOpen(true);
    return new Promise((resolve) => {
      answer.current = resolve;
    });
  }, []);
  const close = (yes: boolean): void => {
    setIsOpen(false);
    answer.current(yes);
  };
  return (
    <ConfirmContext value={ask}>
      {children}
      {question ? (
        <Suspense>
          <ConfirmDialog key={question.id} question={question.options} open={isOpen} onClose={close} />
        </Suspense>
      ) : null}
    </ConfirmContext>
  );
}
