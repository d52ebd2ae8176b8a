import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useState } from "react";
import { Navigate, useLocation } from "react-router";

import { type ApiError, toApiError } from "@/shared/api/errors";
import { access, forget, maySignInSilently, useSession } from "@/shared/api/session";
import { meQuery } from "@/shared/entities/me";
import { useSites } from "@/shared/entities/site";
import { usePlace } from "@/shared/stores/place";
import { ErrorState } from "@/shared/ui/error-state";
import { QueryState } from "@/shared/ui/query-state";

import { Alone } from "./alone";
import { Frame } from "./frame/frame";
import { FrameSkeleton } from "./frame/frame-skeleton";
import { useOnePerson } from "./one-person";

const AGAIN_MS = 3000;

/** Everything that needs a session. Who has none is sent to sign in, and comes back. */
export function SignedIn() {
  const status = useSession((state) => state.status);
  const fault = useSilentSignIn();
  const { pathname, search, hash } = useLocation();
  if (status === "signed-out") {
    const next = pathname + search + hash;
    return <Navigate to={next === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`} replace />;
  }
  if (status === "unknown") {
    if (!fault) return <FrameSkeleton />;
    return (
      <Alone>
        <ErrorState error={fault} onRetry={() => location.reload()} />
      </Alone>
    );
  }
  return <WithMe />;
}

function WithMe() {
  const client = useQueryClient();
  const me = useQuery(meQuery());
  const sites = useSites();
  const enter = usePlace((state) => state.enter);
  const id = me.data?.id;
  // Before the first page reads it.
  if (id !== undefined && usePlace.getState().userId !== id) enter(id);
  useOnePerson(id);
  useEffect(
    () =>
      useSession.subscribe((now, before) => {
        // Whoever comes next on this device must not see what was read before.
        if (now.status === "signed-out") client.clear();
        // Signed in again, here or in another tab: what was refused meanwhile is asked for again.
        else if (now.status === "signed-in" && before.status === "expired") void client.invalidateQueries();
      }),
    [client],
  );
  // The navigation needs the sites: it would jump if it were shown before they are known. Deferred, the frame is drawn in
  // slices behind its skeleton, which on a slow phone is the longest piece of work there is.
  const isReady = useDeferredValue(me.data !== undefined && !sites.isPending);
  if (me.data && !sites.isPending && isReady) return <Frame />;
  if (me.errorUpdateCount > 0 && !me.data) {
    return (
      <Alone>
        <QueryState query={me}>{() => null}</QueryState>
      </Alone>
    );
  }
  return <FrameSkeleton />;
}

/** Asks for a session at the start, again and again while the server cannot say. @returns why it could not say */
function useSilentSignIn(): ApiError | null {
  const status = useSession((state) => state.status);
  const [fault, setFault] = useState<ApiError | null>(null);
  useEffect(() => {
    if (status !== "unknown") return;
    if (!maySignInSilently()) {
      forget();
      return;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const ask = () => {
      access().catch((thrown: unknown) => {
        const error = toApiError(thrown);
        if (isOver || !error.isPassing) return;
        setFault(error);
        timer = setTimeout(ask, AGAIN_MS);
      });
    };
    ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [status]);
  return fault;
}
