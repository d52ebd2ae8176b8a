/** Who is signed in, and what their role lets them do. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { api, item, type Schema } from "@/shared/api/client";
import { useSession } from "@/shared/api/session";
import { atLeast, type Role } from "@/shared/lib/roles";

export type Me = Schema<"MeOut">;

export const meKeys = { all: ["me"] as const };

export function meQuery() {
  return queryOptions({ queryKey: meKeys.all, queryFn: () => item(api.GET("/api/v1/auth/me/")), staleTime: 5 * 60_000 });
}

/** Undefined until the first answer; the frame shows no page before that, so pages may rely on it. */
export function useMe(): Me | undefined {
  const status = useSession((state) => state.status);
  return useQuery({ ...meQuery(), enabled: status === "signed-in" }).data;
}

export function useRole(): Role | undefined {
  return useMe()?.role;
}

/** Children for people of this role and above; anybody else sees the fallback, or nothing. */
export function Can({ role, children, fallback = null }: { role: Role; children: ReactNode; fallback?: ReactNode }): ReactNode {
  return atLeast(useRole(), role) ? children : fallback;
}
