import { RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";

import { type ApiError, toApiError } from "@/shared/api/errors";
import { cn } from "@/shared/lib/cn";

import { Button } from "./button";
import { CopyableId } from "./copy";
import { faceOf } from "./error-faces";

export interface ErrorStateProps {
  error: unknown;
  onRetry?: (() => unknown) | undefined;
  /** Seconds until it tries by itself; 0 while it does. */
  retryIn?: number | undefined;
  /** Instead of the usual words, for instance what was not found. */
  title?: string | undefined;
  /** A way out beside trying again, for instance back to the list. */
  action?: ReactNode;
  /** One line, for a part of a page. */
  compact?: boolean | undefined;
  className?: string | undefined;
}

/** What happened, what to do, what to quote, and a way on. Each kind of refusal has its own face. */
export function ErrorState({ error, onRetry, retryIn, title, action, compact = false, className }: ErrorStateProps) {
  const api = toApiError(error);
  const { icon: Icon, title: usual, cure, showsMessage } = faceOf(api);
  const heading = title ?? usual;
  const text = showsMessage && api.message ? `${api.message} ${cure}` : cure;
  const buttons = (
    <>
      <Remedy error={api} />
      {action}
      {onRetry && canRetry(api) ? (
        <Button size={compact ? "sm" : "md"} icon={RotateCw} loading={retryIn === 0} onClick={() => void onRetry()}>
          {api.kind === "conflict" ? "Reload" : "Try again"}
        </Button>
      ) : null}
    </>
  );
  if (compact) {
    return (
      <div role="alert" className={cn("flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md bg-warning-soft px-3 py-1.5 text-sm", className)}>
        <Icon className="size-4 shrink-0 text-warning" aria-hidden="true" />
        <p className="min-w-0 flex-1 basis-56 text-pretty">
          <span className="font-medium">{heading}.</span> {text} <Countdown seconds={retryIn} />
        </p>
        <div className="flex items-center gap-2">{buttons}</div>
      </div>
    );
  }
  return (
    <div role="alert" className={cn("mx-auto flex max-w-md flex-col items-center gap-4 px-4 py-14 text-center", className)}>
      <span className="grid size-10 place-items-center rounded-lg border bg-surface text-muted">
        <Icon className="size-5" aria-hidden="true" />
      </span>
      <div className="grid gap-1">
        <h2 className="text-lg font-semibold">{heading}</h2>
        <p className="text-pretty break-words text-muted">{text}</p>
        <Countdown seconds={retryIn} className="min-h-5.5 text-muted" />
      </div>
      <div className="flex flex-wrap items-center justify-center gap-2">{buttons}</div>
      {api.requestId && (api.kind === "server" || api.kind === "invalid") ? <CopyableId value={api.requestId} label="reference" /> : null}
    </div>
  );
}

function canRetry(error: ApiError): boolean {
  return error.isPassing || error.kind === "conflict" || error.code === "CLIENT";
}

function Remedy({ error }: { error: ApiError }) {
  if (error.kind !== "no-credits") return null;
  return (
    <Button variant="primary" asChild>
      <Link to="/billing">Get credits</Link>
    </Button>
  );
}

function Countdown({ seconds, className }: { seconds: number | undefined; className?: string }) {
  if (seconds === undefined) return null;
  // Hidden from screen readers: an alert that changes each second would be read each second.
  return (
    <span aria-hidden="true" className={cn("tabular text-sm", className)}>
      {seconds > 0 ? `Trying again in ${seconds} s` : "Trying again"}
    </span>
  );
}
