/** What can be done about connections. Each change makes everything of the site's integrations fresh. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, item, type Schema } from "@/shared/api/client";

import { type Integration, integrationKeys, integrationsChanged, keepIntegration, type SyncKind } from "./integrations";

export type IntegrationIn = Schema<"IntegrationInRequest">;
export type IntegrationPatch = Schema<"PatchedIntegrationPatchInRequest">;

export function createIntegration(body: IntegrationIn): Promise<Integration> {
  return item(api.POST("/api/v1/integration/integrations/", { body }));
}

export function changeIntegration(id: string, body: IntegrationPatch): Promise<Integration> {
  return item(api.PATCH("/api/v1/integration/integrations/{id}/", { params: { path: { id } }, body }));
}

export function startSync(id: string, kind: SyncKind) {
  return item(api.POST("/api/v1/integration/integrations/{id}/sync/", { params: { path: { id } }, body: { kind } }));
}

export function askDoctor(id: string) {
  return item(api.POST("/api/v1/integration/integrations/{id}/test-connection/", { params: { path: { id } } }));
}

export function pullStructure(id: string) {
  return item(api.POST("/api/v1/integration/integrations/{id}/update-structure/", { params: { path: { id } } }));
}

/** The doctor's look as something that is shown: anew each time somebody comes to see it. */
export function diagnosisQuery(id: string) {
  return queryOptions({ queryKey: ["integration-diagnosis", id] as const, queryFn: () => askDoctor(id), staleTime: Infinity, refetchOnMount: "always", retry: false });
}

/** The structure, asked of the website itself. */
export function freshStructureQuery(id: string) {
  return queryOptions({ queryKey: ["integration-structure", id] as const, queryFn: () => pullStructure(id), staleTime: Infinity, retry: false });
}

function useChange<Input, Output>(siteId: string, run: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: run, onSettled: () => integrationsChanged(client, siteId) });
}

export function useChangeIntegration(siteId: string, id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: IntegrationPatch) => changeIntegration(id, body),
    onSuccess: (row) => keepIntegration(client, row),
    onSettled: () => integrationsChanged(client, siteId),
  });
}

export function useSync(siteId: string, id: string) {
  return useChange(siteId, (kind: SyncKind) => startSync(id, kind));
}

export function useCancelRun(siteId: string) {
  return useChange(siteId, (runId: string) => item(api.POST("/api/v1/integration/sync-runs/{id}/cancel/", { params: { path: { id: runId } } })));
}

export function useDoctor(siteId: string) {
  return useChange(siteId, (id: string) => askDoctor(id));
}

export function useRefreshStructure(siteId: string, id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => pullStructure(id),
    onSuccess: (found) => client.setQueryData(integrationKeys.structure(siteId, id), found),
  });
}

export function useDisconnect(siteId: string) {
  return useChange(siteId, (id: string) => api.DELETE("/api/v1/integration/integrations/{id}/", { params: { path: { id } } }));
}
