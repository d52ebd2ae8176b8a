import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";

import { type Sector, useCurrentSector, useSectors } from "@/shared/entities/sectors";

import { type Keyword, keywordCountQuery } from "../api/keywords";
import type { ClusterWhat } from "../lib/bulk";

/** What is clustered in one sector: a run belongs to one. */
export interface Part {
  sector: Sector;
  what: ClusterWhat;
  count: number;
}

export interface Parts {
  parts: Part[];
  /** Not all is known yet. */
  isPending: boolean;
  error: Error | null;
  /** Selected rows of which nobody knows the sector any more. */
  lost: number;
  refetch: () => void;
}

const NEW = { status: "new", is_clustered: "false" };

/** A selection divided by sectors, with how many keywords each has. */
export function useClusterParts(siteId: string, what: ClusterWhat, rows: readonly (Keyword | undefined)[]): Parts {
  const chosen = useCurrentSector();
  const sectors = useSectors(siteId);
  const all = useMemo(() => sectors.data ?? [], [sectors.data]);
  const asked = what.kind === "filter" ? what.filter.sector_id : chosen?.id;
  const wanted = useMemo(() => all.filter((sector) => asked === undefined || sector.id === asked), [all, asked]);
  const counts = useQueries({
    queries: what.kind === "ids" ? [] : wanted.map((sector) => ({ ...keywordCountQuery(siteId, { ...(what.kind === "new" ? NEW : what.filter), sector_id: sector.id }), staleTime: 0 })),
  });
  const refetch = () => counts.forEach((count) => void count.refetch());
  const error = sectors.error ?? counts.find((count) => count.error !== null)?.error ?? null;
  if (what.kind === "ids") {
    const { parts, lost } = byRows(what.ids, rows, all);
    return { parts, lost, isPending: sectors.isPending, error, refetch };
  }
  const parts = wanted.map((sector, place) => ({ sector, what, count: Math.max(0, (counts[place]?.data?.count ?? 0)) })).filter((part) => part.count > 0);
  return { parts, lost: 0, isPending: sectors.isPending || counts.some((count) => count.isPending), error, refetch };
}

/** Ids by the sector of their rows; with a single sector no row is needed. */
export function byRows(ids: readonly string[], rows: readonly (Keyword | undefined)[], sectors: readonly Sector[]): { parts: Part[]; lost: number } {
  const [only] = sectors;
  if (only !== undefined && sectors.length === 1) return { parts: [{ sector: only, what: { kind: "ids", ids }, count: ids.length }], lost: 0 };
  const groups = new Map<string, string[]>();
  let known = 0;
  for (const row of rows) {
    if (row === undefined) continue;
    known += 1;
    groups.set(row.sector_id, [...(groups.get(row.sector_id) ?? []), row.id]);
  }
  const parts = sectors.flatMap((sector) => {
    const mine = groups.get(sector.id) ?? [];
    return mine.length > 0 ? [{ sector, what: { kind: "ids", ids: mine } as const, count: mine.length }] : [];
  });
  return { parts, lost: ids.length - known };
}
