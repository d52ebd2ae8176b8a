/** What a merge or a split will do, before it is done. Pure. */
import type { Cluster, Part } from "../api/clusters";
import type { Keyword } from "../api/keywords";

type Merged = Pick<Cluster, "id" | "name" | "is_locked" | "sector_id" | "keyword_count" | "total_volume" | "idea_count">;

export interface MergePlan {
  sourceIds: string[];
  keywords: number;
  volume: number | null;
  ideas: number;
  /** Why it cannot be done; empty when it can. */
  refusal: string;
}

/** Unknown and unknown stays unknown. */
export function sumOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

export function mergePlan(rows: readonly Merged[], keepId: string): MergePlan {
  const keep = rows.find((row) => row.id === keepId);
  const sources = rows.filter((row) => row.id !== keepId);
  const locked = rows.filter((row) => row.is_locked);
  const stranger = rows.find((row) => row.sector_id !== keep?.sector_id);
  const refusal =
    keep === undefined || sources.length === 0
      ? "Choose at least two clusters."
      : locked.length > 0
        ? `${locked.map((row) => `“${row.name}”`).join(", ")} ${locked.length === 1 ? "is" : "are"} locked and can neither be merged nor take others in. Unlock first.`
        : stranger !== undefined
          ? "Clusters of different sectors cannot be merged."
          : "";
  return {
    sourceIds: sources.map((row) => row.id),
    keywords: rows.reduce((sum, row) => sum + row.keyword_count, 0),
    volume: sumOf(rows.map((row) => row.total_volume)),
    ideas: rows.reduce((sum, row) => sum + row.idea_count, 0),
    refusal,
  };
}

type Member = Pick<Keyword, "id" | "search_volume">;

export interface SplitPlan {
  parts: Part[];
  moved: { keywords: number; volume: number | null };
  stays: { keywords: number; volume: number | null };
  refusal: string;
}

/** @param chosen the keywords that leave */
export function splitPlan(cluster: Pick<Cluster, "keyword_count" | "total_volume" | "is_locked">, chosen: readonly Member[], name: string): SplitPlan {
  const volume = sumOf(chosen.map((row) => row.search_volume));
  const stays = Math.max(0, cluster.keyword_count - chosen.length);
  const refusal = cluster.is_locked
    ? "The cluster is locked. Unlock it first."
    : chosen.length === 0
      ? "Choose the keywords that leave."
      : stays === 0
        ? "At least one keyword must stay in the cluster."
        : "";
  return {
    parts: [{ name: name.trim(), keyword_ids: chosen.map((row) => row.id) }],
    moved: { keywords: chosen.length, volume },
    stays: { keywords: stays, volume: cluster.total_volume === null ? null : cluster.total_volume - (volume ?? 0) },
    refusal,
  };
}
