import { ArrowLeft } from "lucide-react";
import { createContext, type ReactNode, use, useEffect } from "react";
import { Link } from "react-router";

import { cn } from "@/shared/lib/cn";

const PRODUCT = "IGNY8";

/** What the window's title names between the page and the product: the site. Set by the frame. */
export const PageScope = createContext<string | undefined>(undefined);

export interface PageProps {
  title: string;
  /** What the heading shows, where it is more than words. */
  heading?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  tabs?: ReactNode;
  /** The list this comes from. */
  back?: { to: string; label: string };
  children: ReactNode;
  /** As wide as the window: tables. */
  wide?: boolean;
  className?: string;
}

export function Page({ title, heading, description, actions, tabs, back, children, wide = false, className }: PageProps) {
  const scope = use(PageScope);
  useEffect(() => {
    document.title = [title, scope, PRODUCT].filter(Boolean).join(" - ");
  }, [title, scope]);
  return (
    <div className={cn("mx-auto flex w-full min-w-0 flex-1 flex-col gap-5 px-4 py-5 sm:px-6", !wide && "max-w-[1440px]", className)}>
      <header className="grid gap-3">
        {back ? (
          <Link to={back.to} className="-mb-1 inline-flex min-h-6 w-fit items-center gap-1.5 text-sm text-muted hover:text-text touch:min-h-11">
            <ArrowLeft className="size-3.5" aria-hidden="true" />
            {back.label}
          </Link>
        ) : null}
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="grid min-w-0 gap-0.5">
            <h1 className="text-xl font-semibold tracking-[-0.01em] text-balance break-words">{heading ?? title}</h1>
            {description ? <div className="max-w-2xl text-pretty text-muted">{description}</div> : null}
          </div>
          {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
        </div>
        {tabs}
      </header>
      {children}
    </div>
  );
}

export interface PageSectionProps {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
  id?: string;
}

export function PageSection({ title, description, actions, children, className, id }: PageSectionProps) {
  return (
    <section id={id} className={cn("grid min-w-0 grid-cols-1 gap-3", className)}>
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="grid min-w-0 gap-0.5">
          <h2 className="text-lg font-semibold text-balance">{title}</h2>
          {description ? <div className="max-w-2xl text-pretty text-muted">{description}</div> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </header>
      {children}
    </section>
  );
}
