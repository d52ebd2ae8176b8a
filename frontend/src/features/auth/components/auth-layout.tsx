import { type ReactNode, useEffect } from "react";

interface Props {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  /** Other ways, below the card. */
  footer?: ReactNode;
}

/** Pages for people who are not signed in: one column, one thing to do. */
export function AuthLayout({ title, lead, children, footer }: Props) {
  useEffect(() => {
    document.title = `${title} - IGNY8`;
  }, [title]);
  return (
    <div className="flex min-h-dvh flex-col items-center px-4 py-8 sm:py-[12dvh]">
      <main className="grid w-full max-w-sm gap-6">
        <div className="flex items-center gap-2 font-semibold tracking-tight">
          <img src="/favicon.svg" alt="" width={24} height={24} className="size-6" />
          IGNY8
        </div>
        <div className="grid gap-1">
          <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>
          {lead ? <p className="text-pretty text-muted">{lead}</p> : null}
        </div>
        {children}
        {footer ? <div className="grid gap-2 border-t pt-4 text-muted">{footer}</div> : null}
      </main>
    </div>
  );
}
