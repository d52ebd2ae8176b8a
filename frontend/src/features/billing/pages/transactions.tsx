import { useQuery } from "@tanstack/react-query";
import { ReceiptText } from "lucide-react";
import { useMemo } from "react";

import { Can } from "@/shared/entities/me";
import { useSites } from "@/shared/entities/site";
import { decimal } from "@/shared/lib/format";
import { operationWord, optionsOf, TRANSACTION_KIND, wordOf } from "@/shared/lib/words";
import { Badge } from "@/shared/ui/badge";
import { CopyableId } from "@/shared/ui/copy";
import { DefinitionList } from "@/shared/ui/definition-list";
import { EmptyState } from "@/shared/ui/empty-state";
import { Page } from "@/shared/ui/page";
import { DataTable } from "@/shared/ui/table/data-table";
import type { Column, FilterDef } from "@/shared/ui/table/types";
import { useListSource } from "@/shared/ui/table/use-list-source";
import { Time } from "@/shared/ui/time";

import { billingKeys, fetchTransactions, pricesQuery, type Transaction } from "../api/billing";
import { AdminsOnly } from "../components/admins-only";

const rowId = (row: Transaction) => row.id;
const signed = (value: number): string => (value > 0 ? `+${decimal(value)}` : decimal(value));

const COLUMNS: readonly Column<Transaction>[] = [
  { id: "created_at", header: "When", width: 150, sortKey: "created_at", sortDescFirst: true, cell: (row) => <Time value={row.created_at} format="datetime" />, csv: (row) => row.created_at },
  {
    id: "kind",
    header: "Kind",
    width: 150,
    cell: (row) => {
      const word = wordOf(TRANSACTION_KIND, row.kind);
      return <Badge tone={word.tone}>{word.label}</Badge>;
    },
    csv: (row) => wordOf(TRANSACTION_KIND, row.kind).label,
  },
  { id: "operation", header: "Operation", width: 180, cell: (row) => (row.operation ? operationWord(row.operation).label : "–"), csv: (row) => row.operation },
  { id: "amount", header: "Available", explain: "What it changed in the credits you can spend. These add up to the balance.", width: 120, numeric: true, cell: (row) => signed(row.amount), csv: (row) => row.amount, mobile: "aside" },
  { id: "moved", header: "Moved", explain: "How many credits were moved, also between available and reserved.", width: 100, numeric: true, cell: (row) => decimal(row.moved), csv: (row) => row.moved, mobile: "hide" },
  { id: "site", header: "Site", width: 160, cell: (row) => row.site_name ?? "–", csv: (row) => row.site_name },
  { id: "who", header: "By", width: 160, cell: (row) => row.user_name ?? row.actor_name ?? "–", csv: (row) => row.user_name ?? row.actor_name },
  { id: "reason", header: "Reason", width: 220, cell: (row) => <span className="truncate" title={row.reason}>{row.reason || "–"}</span>, csv: (row) => row.reason, mobile: "hide" },
];

export function TransactionsPage() {
  return (
    <Page title="Transactions" wide description="The ledger: every credit that came, was reserved, spent or given back. Lines are never changed; corrections are lines of their own.">
      <Can role="admin" fallback={<AdminsOnly />}>
        <Ledger />
      </Can>
    </Page>
  );
}

function Ledger() {
  const { data: sites } = useSites();
  const { data: prices } = useQuery(pricesQuery());
  const filters = useMemo<FilterDef[]>(
    () => [
      { id: "kind", label: "Kind", kind: "multi", options: optionsOf(TRANSACTION_KIND) },
      { id: "operation", label: "Operation", kind: "multi", options: (prices ?? []).map((price) => ({ value: price.operation, label: operationWord(price.operation).label })) },
      { id: "site_id", label: "Site", kind: "choice", options: (sites ?? []).map((site) => ({ value: site.id, label: site.name })) },
      { id: "date", label: "Date", kind: "date", paramMin: "date_from", paramMax: "date_to" },
    ],
    [sites, prices],
  );
  const source = useListSource<Transaction>({ key: billingKeys.transactions(), fetch: fetchTransactions, filters, ordering: "-created_at", rowId });
  return (
    <DataTable
      id="transactions"
      label="Transactions"
      noun="transaction"
      columns={COLUMNS}
      source={source}
      rowLabel={(row) => `${wordOf(TRANSACTION_KIND, row.kind).label}, ${decimal(row.moved)}`}
      panel={(row) => <Detail row={row} />}
      empty={<EmptyState icon={ReceiptText} title="No transactions yet" body="The first line will be the credits your account begins with." />}
    />
  );
}

function Detail({ row }: { row: Transaction }) {
  const word = wordOf(TRANSACTION_KIND, row.kind);
  return (
    <div className="grid gap-4">
      <p className="text-muted">{word.explain}</p>
      <DefinitionList
        items={[
          { term: "When", value: <Time value={row.created_at} format="datetime" /> },
          { term: "Change in available", value: signed(row.amount) },
          { term: "Moved", value: decimal(row.moved) },
          { term: "Operation", value: row.operation ? operationWord(row.operation).label : "–" },
          { term: "Site", value: row.site_name ?? "–" },
          { term: "By", value: row.user_name ?? row.actor_name ?? "–" },
          { term: "Reason", value: row.reason || "–" },
          { term: "Reference", value: <CopyableId value={row.id} label="reference of the transaction" /> },
        ]}
      />
    </div>
  );
}
