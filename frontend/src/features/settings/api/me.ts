import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, item, page, type Schema } from "@/shared/api/client";
import { everyPage } from "@/shared/api/every-page";
import { type Me, meKeys } from "@/shared/entities/me";
import { peopleKeys } from "@/shared/entities/people";

export type SignIn = Schema<"SessionOut">;

export const sessionKeys = { all: ["sessions"] as const };

export function sessionsQuery() {
  return queryOptions({
    queryKey: sessionKeys.all,
    queryFn: ({ signal }) => everyPage((query) => page(api.GET("/api/v1/auth/sessions/", { params: { query: { ...query, ordering: "-created_at" } }, signal }))),
  });
}

export function useChangeName() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => item(api.PATCH("/api/v1/auth/me/", { body: { name } })),
    onSuccess: (me) => client.setQueryData<Me>(meKeys.all, me),
    onSettled: () => client.invalidateQueries({ queryKey: peopleKeys.all }),
  });
}

export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<"PasswordInRequest">) => item(api.POST("/api/v1/auth/password/", { body })),
    // Every other sign-in has ended.
    onSettled: () => client.invalidateQueries({ queryKey: sessionKeys.all }),
  });
}

/** End sign-ins one after the other; those that ended are off the list even when a later one is refused. */
export function useEndSessions() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (ids: readonly string[]) => {
      for (const id of ids) {
        await api.DELETE("/api/v1/auth/sessions/{id}/", { params: { path: { id } } });
        client.setQueryData<SignIn[]>(sessionKeys.all, (rows) => rows?.filter((row) => row.id !== id));
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: sessionKeys.all }),
  });
}

export function useResendVerification() {
  return useMutation({ mutationFn: () => item(api.POST("/api/v1/auth/verify-email/resend/")) });
}
