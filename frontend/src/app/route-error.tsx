import { isRouteErrorResponse, useRouteError } from "react-router";

import { ApiError } from "@/shared/api/errors";
import { Button } from "@/shared/ui/button";
import { ErrorState } from "@/shared/ui/error-state";
import { Page } from "@/shared/ui/page";

import { NotFoundPage } from "./not-found";

const RELOADED = "igny8.reloaded-at";
const SOON_MS = 20_000;

/** A page that broke. The frame around it stays, so that one can go elsewhere. */
export function RouteError() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFoundPage />;
  if (isOldBuild(error) && reloadOnce()) return null;
  if (error instanceof ApiError) {
    return (
      <Page title="Something went wrong">
        <ErrorState error={error} onRetry={() => location.reload()} />
      </Page>
    );
  }
  return (
    <Page title="This page stopped working">
      <div className="grid max-w-xl justify-items-start gap-4">
        <p className="text-muted">A fault in the dashboard stopped this page. What was saved is safe. Loading the page again usually helps; if it does not, send the line below to support.</p>
        <pre className="max-w-full overflow-x-auto rounded-md bg-sunken px-3 py-2 text-sm whitespace-pre-wrap text-muted">{error instanceof Error ? `${error.name}: ${error.message}` : "Unknown fault"}</pre>
        <Button variant="primary" onClick={() => location.reload()}>
          Load the page again
        </Button>
      </div>
    </Page>
  );
}

/** The dashboard was updated on the server while this tab was open, so a part of the old one is gone. */
function isOldBuild(error: unknown): boolean {
  return error instanceof TypeError && /dynamically imported module|module script failed|Importing a module/i.test(error.message);
}

/** @returns false when that did not help a moment ago */
function reloadOnce(): boolean {
  const last = Number(sessionStorage.getItem(RELOADED) ?? 0);
  if (Date.now() - last < SOON_MS) return false;
  sessionStorage.setItem(RELOADED, String(Date.now()));
  location.reload();
  return true;
}
