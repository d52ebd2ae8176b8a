/** What somebody selected in the table, as the API's bulk endpoints take it. */
import { type Selection, selectionBody } from "@/shared/ui/table/selection";

import type { Keyword } from "../api/keywords";

/** Most ids of one request. */
export const MOST_IDS = 5000;
export const KEYWORDS_A_REQUEST = 50;
/** Most keywords of one clustering run. */
export const MOST_CLUSTERED = 20_000;
/** Most rows of one action on everything that matches. */
export const MOST_BY_FILTER = 20_000;

/** Whether the server takes a selection in one action. */
export function isTooMany(selection: Selection): boolean {
  return selection.mode === "some" ? selection.ids.size > MOST_IDS : selection.count > MOST_BY_FILTER;
}

export type SelectionBody = ReturnType<typeof selectionBody>;

/** What a clustering run is to take: rows by id, everything a filter leaves, or all new keywords of a sector. */
export type ClusterWhat =
  | { kind: "new" }
  | { kind: "ids"; ids: readonly string[] }
  | { kind: "filter"; filter: Readonly<Record<string, string>>; count: number; except: readonly string[] };

export function clusterWhat(selection: Selection): ClusterWhat {
  if (selection.mode === "some") return { kind: "ids", ids: [...selection.ids] };
  const body = selectionBody(selection);
  const filter = "filter" in body ? body.filter : {};
  return { kind: "filter", filter, count: selection.count, except: [...selection.except] };
}

export interface ClusterBody {
  site_id: string;
  sector_id: string;
  tightness: number;
  keyword_ids?: string[];
  filter?: Record<string, string>;
  expected_count?: number;
  except_ids?: string[];
}

/**
 * @param count how many keywords the filter leaves in this sector: that is what the server compares with
 */
export function clusterBody(what: ClusterWhat, where: { siteId: string; sectorId: string; tightness: number; count: number }): ClusterBody {
  const base = { site_id: where.siteId, sector_id: where.sectorId, tightness: where.tightness };
  if (what.kind === "new") return base;
  if (what.kind === "ids") return { ...base, keyword_ids: [...what.ids] };
  return {
    ...base,
    filter: { ...what.filter, sector_id: where.sectorId },
    expected_count: where.count,
    ...(what.except.length > 0 ? { except_ids: [...what.except] } : {}),
  };
}

/** Requests to the model that so many keywords make. */
export function requestsFor(keywords: number): number {
  return Math.ceil(keywords / KEYWORDS_A_REQUEST);
}

/** The sector all of these rows are in, null when they are in several or it is not known. */
export function commonSector(rows: readonly (Pick<Keyword, "sector_id"> | undefined)[]): string | null {
  const [first] = rows;
  return first !== undefined && rows.every((row) => row?.sector_id === first.sector_id) ? first.sector_id : null;
}
