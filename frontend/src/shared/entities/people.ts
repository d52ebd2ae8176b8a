/** Names of the people in the account. Viewers may not list them; they know themselves. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useCallback } from "react";

import { api, page, type Schema } from "@/shared/api/client";
import { atLeast } from "@/shared/lib/roles";

import { useMe } from "./me";

export type Person = Schema<"UserOut">;

export const peopleKeys = { all: ["people"] as const };

export function peopleQuery() {
  return queryOptions({
    queryKey: peopleKeys.all,
    queryFn: async () => (await page(api.GET("/api/v1/accounts/users/", { params: { query: { ordering: "name", page_size: 200 } } }))).results,
    staleTime: 5 * 60_000,
  });
}

export function usePeople() {
  const me = useMe();
  return useQuery({ ...peopleQuery(), enabled: atLeast(me?.role, "editor") });
}

/** `name(userId)`: "You", a name, or "A colleague" where the name may not be read; null ids are the system's. */
export function usePersonName(): (userId: string | null | undefined) => string {
  const me = useMe();
  const { data } = usePeople();
  return useCallback(
    (userId) => {
      if (!userId) return "Automation";
      if (userId === me?.id) return "You";
      const person = data?.find((one) => one.id === userId);
      return person ? person.name || person.email : "A colleague";
    },
    [data, me?.id],
  );
}
