import { GitMerge } from "lucide-react";
import { useMemo } from "react";
import { Link, useNavigate } from "react-router";

import { usePersonName } from "@/shared/entities/people";
import { useSitePath } from "@/shared/entities/site";
import { urlChoice, useUrlState } from "@/shared/hooks/use-url-state";
import { Badge } from "@/shared/ui/badge";
import { EmptyState } from "@/shared/ui/empty-state";
import { Segmented } from "@/shared/ui/segmented";
import { DataTable } from "@/shared/ui/table/data-table";
import type { Column } from "@/shared/ui/table/types";
import { useListSource } from "@/shared/ui/table/use-list-source";
import { Time } from "@/shared/ui/time";

import { type Conflict, fetchConflicts, type Integration, integrationKeys } from "../api/integrations";
import { IntegrationFrame } from "../overview/frame";

import { CONFLICT_STATE, decisionWords } from "./words";

const SCHEMA = { show: urlChoice(["open", "resolved", "all"], "open") };
const NONE = <span className="text-faint max-sm:hidden">–</span>;
const conflictId = (row: Conflict) => row.id;

const EMPTY = {
  open: { title: "Nothing to decide", body: "When a text is changed here and on the website at once, neither side is overwritten: it waits here for somebody to choose." },
  resolved: { title: "Nothing was decided yet", body: "Conflicts that were decided stay listed here, with who decided and how." },
  all: { title: "There were no conflicts", body: "When a text is changed here and on the website at once, neither side is overwritten: it waits here for somebody to choose." },
};

export function ConflictsPage() {
  return (
    <IntegrationFrame title="Conflicts" wide description={() => "Texts that were changed here and on the website since both last agreed. Nothing is overwritten until somebody chooses."}>
      {(row) => <Conflicts row={row} />}
    </IntegrationFrame>
  );
}

function Conflicts({ row }: { row: Integration }) {
  const path = useSitePath();
  const navigate = useNavigate();
  const nameOf = usePersonName();
  const [{ show }, set] = useUrlState(SCHEMA);
  const source = useListSource({
    key: integrationKeys.conflicts(row.site_id, row.id),
    fetch: fetchConflicts,
    base: { site_id: row.site_id, integration_id: row.id, status: show === "all" ? undefined : show },
    rowId: conflictId,
  });
  const base = path(`settings/integrations/${row.id}/conflicts/`);
  const columns = useMemo(() => conflictColumns((id) => base.replace("conflicts/", `conflicts/${id}`), nameOf, show !== "open"), [base, nameOf, show]);
  return (
    <DataTable
      key={show}
      id={show === "open" ? "conflicts-open" : "conflicts"}
      label="Conflicts"
      noun="conflict"
      columns={columns}
      source={source}
      rowLabel={(conflict) => conflict.title}
      onOpen={(conflict) => void navigate(path(`settings/integrations/${row.id}/conflicts/${conflict.id}`))}
      search="Search titles"
      exportName={false}
      toolbar={
        <Segmented
          aria-label="Which conflicts"
          value={show}
          onValueChange={(next) => set({ show: next })}
          options={[
            { value: "open", label: "To decide" },
            { value: "resolved", label: "Decided" },
            { value: "all", label: "All" },
          ]}
        />
      }
      empty={<EmptyState icon={GitMerge} {...EMPTY[show]} />}
    />
  );
}

function conflictColumns(to: (id: string) => string, nameOf: (id: string | null) => string, isDecidedShown: boolean): readonly Column<Conflict>[] {
  const decided: Column<Conflict>[] = [
    { id: "status", header: "State", width: 120, cell: (row) => <Badge tone={CONFLICT_STATE[row.status].tone}>{CONFLICT_STATE[row.status].label}</Badge>, mobile: "aside" },
    { id: "resolution", header: "Decision", width: 240, cell: (row) => (row.status === "open" ? NONE : <span className="truncate">{decisionWords(row)}</span>) },
    { id: "by", header: "Decided by", width: 160, cell: (row) => (row.status === "open" ? NONE : <span className="truncate">{nameOf(row.resolved_by_id)}</span>) },
    { id: "resolved", header: "Decided", width: 140, cell: (row) => (row.resolved_at === null ? NONE : <Time value={row.resolved_at} />) },
  ];
  return [
    {
      id: "title",
      header: "Text",
      width: 380,
      minWidth: 200,
      cell: (row) => (
        <Link to={to(row.id)} className="truncate underline-offset-3 hover:underline">
          {row.title}
        </Link>
      ),
    },
    { id: "created", header: "Noticed", width: 140, explain: "When a synchronisation found both sides changed.", cell: (row) => <Time value={row.created_at} /> },
    ...(isDecidedShown ? decided : []),
  ];
}
