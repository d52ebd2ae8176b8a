/** Imports of keyword exports and the rows they did not take. */
import { queryOptions } from "@tanstack/react-query";

import { api, authorisedFetch, item, page, type Schema } from "@/shared/api/client";
import type { ListPage } from "@/shared/ui/table/types";

import type { Mapping } from "../lib/mapping";

export type Import = Schema<"ImportOut">;
export type Reject = Schema<"RejectOut">;

/** What was found out about a file. The API describes it as an open object; these are the parts that are shown. */
export interface Detection {
  tool: string;
  tool_label: string;
  encoding: string;
  delimiter: string;
  /** 1-based; 0 when the file has no header. */
  header_row: number;
  columns: string[];
  /** Field to 0-based column. */
  mapping: Record<string, number>;
  month_columns: number[];
  bucketed: boolean;
  decimal_mark: string;
  currency: string | null;
  notes: string[];
  /** 0 to 1; below 0.7 a person should look. */
  confidence: number;
}

/** A row as it would be kept. */
export interface SampleRow {
  line: number;
  keyword: string;
  search_volume: number | null;
  volume_low: number | null;
  volume_high: number | null;
  difficulty: number | null;
  cpc: number | null;
  currency: string | null;
  intent: string | null;
  intents: string[];
  trend: (number | null)[];
  serp_features: string[];
  position: number | null;
  url: string | null;
  clicks: number | null;
  impressions: number | null;
  /** Columns that are not modelled, by header. */
  extra: Record<string, string>;
}

export interface RejectedRow {
  line: number;
  code: string;
  reason: string;
  raw: string;
}

export interface Preview {
  detection: Detection;
  rows: number;
  is_complete: boolean;
  duplicates: number;
  rejected: number;
  sample: SampleRow[];
  rejects: RejectedRow[];
}

export const importKeys = {
  all: ["imports"] as const,
  list: (siteId: string) => ["imports", siteId, "list"] as const,
  one: (id: string) => ["imports", "one", id] as const,
  rejects: (id: string) => ["imports", "rejects", id] as const,
};

export function isUnderWay(one: Pick<Import, "status">): boolean {
  return one.status === "pending" || one.status === "running";
}

export function importQuery(id: string) {
  return queryOptions({
    queryKey: importKeys.one(id),
    queryFn: ({ signal }) => item(api.GET("/api/v1/planner/imports/{id}/", { params: { path: { id } }, signal })),
    refetchInterval: (query) => (query.state.data !== undefined && isUnderWay(query.state.data) ? 1000 : false),
  });
}


export function fetchImports(params: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<ListPage<Import>> {
  return page(api.GET("/api/v1/planner/imports/", { params: { query: params }, signal }));
}

/** The latest imports, newest first, for a filter's choices. */
export function importChoicesQuery(siteId: string) {
  return queryOptions({
    queryKey: [...importKeys.list(siteId), "choices"] as const,
    queryFn: async ({ signal }) => (await fetchImports({ site_id: siteId, ordering: "-created_at", page_size: "100" }, signal)).results,
    staleTime: 30_000,
  });
}

/** @param params page, page_size and the like */
export function fetchRejects(id: string, params: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<ListPage<Reject>> {
  return page(api.GET("/api/v1/planner/imports/{import_id}/rejects/", { params: { path: { import_id: id }, query: params }, signal }));
}

export interface PreviewWanted {
  siteId: string;
  sectorId: string;
  mapping: Mapping | null;
}

/** Ask what an import of this file would do; nothing is written. */
export async function previewImport(file: Blob, filename: string, wanted: PreviewWanted, signal?: AbortSignal): Promise<Preview> {
  const body = importForm(file, filename, wanted);
  body.set("dry_run", "true");
  const request = new Request(new URL(IMPORT_PATH, globalThis.location.origin), { method: "POST", body, ...(signal ? { signal } : {}) });
  const answer = (await (await authorisedFetch(request, { patienceMs: 120_000 })).json()) as { data: Preview };
  return answer.data;
}

export const IMPORT_PATH = "/api/v1/planner/keywords/import/";

export function importForm(file: Blob, filename: string, { siteId, sectorId, mapping }: PreviewWanted): FormData {
  const form = new FormData();
  form.set("site_id", siteId);
  form.set("sector_id", sectorId);
  if (mapping !== null && Object.keys(mapping).length > 0) form.set("mapping", JSON.stringify(mapping));
  // The file comes last, so that a refusal for the other fields need not wait for it.
  form.set("file", file, filename);
  return form;
}
