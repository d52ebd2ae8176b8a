import { INTENT, optionsOf, PAGE_ROLE, statusOptions } from "@/shared/lib/words";
import type { FilterDef } from "@/shared/ui/table/types";

import type { Cluster } from "../api/clusters";

export const INTENT_CHOICES: { value: Cluster["intent"]; label: string; description?: string }[] = [{ value: "", label: "Not known" }, ...optionsOf(INTENT)];

const grouped = (value: string) => new Intl.NumberFormat("en").format(Number(value));

export const CLUSTER_FILTERS: readonly FilterDef[] = [
  { id: "intent", label: "Intent", kind: "multi", options: optionsOf(INTENT) },
  { id: "role", label: "Role", kind: "multi", options: optionsOf(PAGE_ROLE) },
  { id: "volume", label: "Volume", kind: "range", unit: "/ month", format: grouped },
  { id: "keywords_min", label: "Keywords at least", kind: "choice", options: ["2", "3", "5", "10", "25", "50"].map((value) => ({ value, label: value })) },
  { id: "is_locked", label: "Locked", kind: "boolean", words: ["yes", "no"] },
  { id: "status", label: "Status", kind: "multi", options: statusOptions("cluster").map(({ value, label, explain }) => ({ value, label, description: explain })) },
];
