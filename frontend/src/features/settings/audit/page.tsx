import { useQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { useMemo } from "react";

import { useNearestSite } from "@/shared/entities/site";
import { EmptyState } from "@/shared/ui/empty-state";
import { DataTable } from "@/shared/ui/table/data-table";
import type { Column, FilterDef } from "@/shared/ui/table/types";
import { useListSource } from "@/shared/ui/table/use-list-source";
import { Time } from "@/shared/ui/time";

import { type AuditEntry, auditKeys, fetchAudit } from "../api/audit";
import { everyoneQuery } from "../api/people";
import { SettingsPage } from "../components/settings-page";
import { EntryDetail } from "./detail";
import { actionOptions, actionWord, objectOptions, objectWord } from "./words";

const rowId = (row: AuditEntry) => row.id;
const KINDS = [
  { value: "user", label: "People" },
  { value: "api_key", label: "API keys" },
  { value: "rule", label: "Automation rules" },
  { value: "system", label: "The system" },
];

/** Colour only underlines what the words say. */
const TONES = { neutral: "", success: "text-success", warning: "text-warning", danger: "text-danger" };

const COLUMNS: readonly Column<AuditEntry>[] = [
  { id: "action", header: "What", width: 240, cell: (row) => <span className={TONES[actionWord(row.action).tone]}>{actionWord(row.action).label}</span>, csv: (row) => actionWord(row.action).label },
  {
    id: "summary",
    header: "In detail",
    width: 300,
    cell: (row) => (
      <span className="truncate text-muted" title={row.summary}>
        {row.summary === actionWord(row.action).label ? "–" : row.summary}
      </span>
    ),
    csv: (row) => row.summary,
  },
  { id: "actor", header: "By", width: 160, cell: (row) => row.actor_name ?? "Somebody who left", csv: (row) => row.actor_name, mobile: "meta" },
  { id: "created_at", header: "When", width: 150, cell: (row) => <Time value={row.created_at} />, csv: (row) => row.created_at, mobile: "aside" },
  { id: "object_type", header: "About", width: 120, cell: (row) => objectWord(row.object_type), csv: (row) => row.object_type, mobile: "hide" },
  { id: "address", header: "From", explain: "The network address it came from.", width: 130, cell: (row) => row.address || "–", csv: (row) => row.address, mobile: "hide" },
  { id: "request_id", header: "Request", width: 260, initiallyHidden: true, cell: (row) => row.request_id, csv: (row) => row.request_id, mobile: "hide" },
];

export function AuditLogPage() {
  return (
    <SettingsPage title="Audit log" role="admin" wide description="Who did what, when and from where. Nobody can change anything here.">
      <Log />
    </SettingsPage>
  );
}

function Log() {
  const { data: people } = useQuery(everyoneQuery());
  const zone = useNearestSite()?.timezone ?? "UTC";
  const filters = useMemo<FilterDef[]>(
    () => [
      { id: "action", label: "Action", kind: "choice", options: actionOptions },
      { id: "actor_id", label: "Person", kind: "choice", options: (people ?? []).map((one) => ({ value: one.id, label: one.name || one.email })) },
      { id: "actor_kind", label: "Kind of actor", kind: "choice", options: KINDS },
      { id: "object_type", label: "About", kind: "choice", options: objectOptions },
      { id: "day", label: "Date", kind: "date", paramMin: "day_from", paramMax: "day_to" },
    ],
    [people],
  );
  const source = useListSource<AuditEntry>({ key: auditKeys.all, fetch: (params, signal) => fetchAudit(params, zone, signal), filters, rowId });
  return (
    <DataTable
      id="audit-log"
      label="Audit log"
      noun="entry"
      columns={COLUMNS}
      source={source}
      search="Search what happened"
      rowLabel={(row) => actionWord(row.action).label}
      panel={(row) => <EntryDetail entry={row} />}
      empty={<EmptyState icon={ScrollText} title="Nothing is logged yet" body="Sign-ins, changes of people, sites, keys, prompts and settings are written down here." />}
    />
  );
}
