import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useSearchParams } from "react-router";

import { INTENT, statusOptions } from "@/shared/lib/words";
import type { FilterDef, FilterOption } from "@/shared/ui/table/types";

import { clusterChoicesQuery, clusterQuery } from "../api/clustering";
import { importChoicesQuery, importQuery } from "../api/imports";
import { SOURCE_OPTIONS, TOOL_OPTIONS } from "../lib/words";

const number = new Intl.NumberFormat("en");
const grouped = (value: string) => number.format(Number(value));

export const INTENT_OPTIONS: readonly FilterOption[] = Object.entries(INTENT).map(([value, { label, explain }]) => ({ value, label, description: explain }));

const FIXED: readonly FilterDef[] = [
  { id: "intent", label: "Intent", kind: "multi", options: INTENT_OPTIONS },
  { id: "status", label: "Status", kind: "multi", options: statusOptions("keyword") },
  { id: "volume", label: "Volume", kind: "range", unit: "/ month", format: grouped },
  { id: "difficulty", label: "Difficulty", kind: "range" },
  { id: "cpc", label: "CPC", kind: "range" },
  { id: "is_clustered", label: "Clustered", kind: "boolean", words: ["yes", "not yet"] },
  { id: "source", label: "Source", kind: "multi", options: SOURCE_OPTIONS },
  { id: "source_tool", label: "Tool", kind: "multi", options: TOOL_OPTIONS },
];

/** What keywords can be narrowed by; imports and clusters by their names. */
export function useKeywordFilters(siteId: string): readonly FilterDef[] {
  const [params] = useSearchParams();
  const importId = params.get("import_id") ?? "";
  const clusterId = params.get("cluster_id") ?? "";
  const imports = useQuery(importChoicesQuery(siteId));
  const clusters = useQuery(clusterChoicesQuery(siteId));
  // A shared link may name one that is not among the first.
  const theImport = useQuery({ ...importQuery(importId), enabled: importId !== "" && imports.data?.some((one) => one.id === importId) === false });
  const theCluster = useQuery({ ...clusterQuery(clusterId), enabled: clusterId !== "" && clusters.data?.some((one) => one.id === clusterId) === false });
  return useMemo(
    () => [
      ...FIXED,
      { id: "import_id", label: "Import", kind: "choice", options: named(imports.data, theImport.data, importId, (one) => one.filename) },
      { id: "cluster_id", label: "Cluster", kind: "choice", options: named(clusters.data, theCluster.data, clusterId, (one) => one.name) },
    ],
    [imports.data, theImport.data, importId, clusters.data, theCluster.data, clusterId],
  );
}

/** Until its name is known, the one in the address stays a choice: the filter holds from the first moment. */
function named<Row extends { id: string }>(rows: readonly Row[] = [], extra: Row | undefined, current: string, label: (row: Row) => string): FilterOption[] {
  const options = [...rows, ...(extra ? [extra] : [])].map((row) => ({ value: row.id, label: label(row) }));
  return current === "" || options.some((option) => option.value === current) ? options : [...options, { value: current, label: "…" }];
}
