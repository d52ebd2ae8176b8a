import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, item, page, type Schema } from "@/shared/api/client";
import { everyPage } from "@/shared/api/every-page";
import { peopleKeys, type Person } from "@/shared/entities/people";

export type Invitation = Schema<"InvitationOut">;
export type InvitationIn = Schema<"InvitationInRequest">;
export type GivenRole = Schema<"GivenRole">;
export type PersonChanges = Schema<"PatchedUserInRequest">;

export const everyoneKey = [...peopleKeys.all, "every"] as const;
export const invitationKeys = { all: ["invitations"] as const };

export function everyoneQuery() {
  return queryOptions({
    queryKey: everyoneKey,
    queryFn: ({ signal }) => everyPage((query) => page(api.GET("/api/v1/accounts/users/", { params: { query: { ...query, ordering: "name" } }, signal }))),
  });
}

export function invitationsQuery() {
  return queryOptions({
    queryKey: invitationKeys.all,
    queryFn: ({ signal }) => everyPage((query) => page(api.GET("/api/v1/accounts/invitations/", { params: { query }, signal }))),
  });
}

/** Role or activity of a person: on the screen at once, and taken back when the server refuses. */
export function useChangePerson() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: PersonChanges & { id: string }) => item(api.PATCH("/api/v1/accounts/users/{id}/", { params: { path: { id } }, body })),
    onMutate: async ({ id, ...body }) => {
      await client.cancelQueries({ queryKey: peopleKeys.all });
      const before = client.getQueryData<Person[]>(everyoneKey);
      client.setQueryData<Person[]>(everyoneKey, (people) => people?.map((one) => (one.id === id ? { ...one, ...body } : one)));
      return before;
    },
    onError: (_, __, before) => client.setQueryData(everyoneKey, before),
    onSettled: () => client.invalidateQueries({ queryKey: peopleKeys.all }),
  });
}

export function useInvite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: InvitationIn) => item(api.POST("/api/v1/accounts/invitations/", { body })),
    onSettled: () => client.invalidateQueries({ queryKey: invitationKeys.all }),
  });
}

export function useResendInvitation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => item(api.POST("/api/v1/accounts/invitations/{id}/resend/", { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: invitationKeys.all }),
  });
}

export function useRevokeInvitation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.DELETE("/api/v1/accounts/invitations/{id}/", { params: { path: { id } } }),
    onSettled: () => client.invalidateQueries({ queryKey: invitationKeys.all }),
  });
}
