import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, item, type Schema } from "@/shared/api/client";
import { meKeys } from "@/shared/entities/me";

export type Account = Schema<"AccountOut">;
export type AccountSettings = Schema<"SettingsOut">;
export type AccountChanges = Schema<"PatchedAccountInRequest">;
export type SettingsChanges = Schema<"PatchedSettingsInRequest">;

export const accountKeys = { all: ["account"] as const, own: () => ["account", "own"] as const, settings: () => ["account", "settings"] as const };

export function accountQuery() {
  return queryOptions({ queryKey: accountKeys.own(), queryFn: ({ signal }) => item(api.GET("/api/v1/accounts/account/", { signal })) });
}

export function settingsQuery() {
  return queryOptions({ queryKey: accountKeys.settings(), queryFn: ({ signal }) => item(api.GET("/api/v1/accounts/settings/", { signal })) });
}

export function useChangeAccount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: AccountChanges) => item(api.PATCH("/api/v1/accounts/account/", { body })),
    onSuccess: (account) => client.setQueryData(accountKeys.own(), account),
    // The name is in the frame as well.
    onSettled: () => client.invalidateQueries({ queryKey: meKeys.all }),
  });
}

/** At once on the screen; taken back when the server refuses. */
export function useChangeSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SettingsChanges) => item(api.PATCH("/api/v1/accounts/settings/", { body })),
    onMutate: async (body) => {
      await client.cancelQueries({ queryKey: accountKeys.settings() });
      const before = client.getQueryData<AccountSettings>(accountKeys.settings());
      client.setQueryData<AccountSettings>(accountKeys.settings(), (old) => (old ? { ...old, ...body } : old));
      return before;
    },
    onSuccess: (settings) => client.setQueryData(accountKeys.settings(), settings),
    onError: (_, __, before) => client.setQueryData(accountKeys.settings(), before),
  });
}
