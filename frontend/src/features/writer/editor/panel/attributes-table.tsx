import { Plus, X } from "lucide-react";
import { useState } from "react";

import { Button, IconButton } from "@/shared/ui/button";
import { Input } from "@/shared/ui/input";

import { type Attribute, MOST_ATTRIBUTES, optionsOf } from "../model/details";

interface AttributesTableProps {
  rows: readonly Attribute[];
  canEdit: boolean;
  error?: string | undefined;
  onChange: (rows: Attribute[]) => void;
}

/** The properties of a product and their values. */
export function AttributesTable({ rows, canEdit, error, onChange }: AttributesTableProps) {
  return (
    <section className="grid gap-2">
      <h4 className="flex items-baseline justify-between gap-3 text-sm font-medium">
        Properties
        <span className="tabular font-normal text-muted">
          {rows.filter((row) => row.name.trim() !== "").length} of {MOST_ATTRIBUTES}
        </span>
      </h4>
      {rows.length > 0 ? (
        <table className="w-full table-fixed border-separate border-spacing-y-1">
          <caption className="sr-only">Properties of the product</caption>
          <thead>
            <tr className="text-left text-xs text-muted">
              <th scope="col" className="w-2/5 pr-1.5 font-normal">
                Name
              </th>
              <th scope="col" className="font-normal">
                Values
              </th>
              {canEdit ? (
                <th scope="col" className="w-9">
                  <span className="sr-only">Remove</span>
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <Row key={at} row={row} at={at} canEdit={canEdit} onChange={(next) => onChange(rows.with(at, next))} onRemove={() => onChange(rows.toSpliced(at, 1))} />
            ))}
          </tbody>
        </table>
      ) : null}
      {canEdit && rows.length < MOST_ATTRIBUTES ? (
        <Button size="sm" variant="ghost" icon={Plus} className="justify-self-start" onClick={() => onChange([...rows, { name: "", options: [] }])}>
          Add a property
        </Button>
      ) : null}
      {error ? (
        <p role="alert" className="text-sm text-danger">
          {error}
        </p>
      ) : null}
      <p className="text-sm text-pretty text-muted">{rows.length === 0 && !canEdit ? "None." : "Several values are divided by commas: white, black. Only what is true of this product."}</p>
    </section>
  );
}

interface RowProps {
  row: Attribute;
  at: number;
  canEdit: boolean;
  onChange: (row: Attribute) => void;
  onRemove: () => void;
}

function Row({ row, at, canEdit, onChange, onRemove }: RowProps) {
  // As it is typed: a comma at the end is the beginning of the next value.
  const [typed, setTyped] = useState<string | null>(null);
  const named = row.name.trim() || `property ${String(at + 1)}`;
  return (
    <tr>
      <td className="pr-1.5 align-top">
        <Input aria-label={`Name of property ${String(at + 1)}`} value={row.name} maxLength={60} readOnly={!canEdit} onChange={(event) => onChange({ ...row, name: event.target.value })} />
      </td>
      <td className="align-top">
        <Input
          aria-label={`Values of ${named}`}
          value={typed ?? row.options.join(", ")}
          readOnly={!canEdit}
          onChange={(event) => {
            setTyped(event.target.value);
            onChange({ ...row, options: optionsOf(event.target.value).map((one) => one.trim()) });
          }}
          onBlur={() => setTyped(null)}
        />
      </td>
      {canEdit ? (
        <td className="pl-1 align-middle">
          <IconButton icon={X} size="sm" label={`Remove ${named}`} onClick={onRemove} />
        </td>
      ) : null}
    </tr>
  );
}
