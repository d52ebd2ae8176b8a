import { useMemo, useState } from "react";

import { cn } from "@/shared/lib/cn";
import { count, number } from "@/shared/lib/format";

import { DETAIL_LABEL, type DetailName, detailText, type Details, NO_DETAILS } from "./model/details";
import { countChanges, diffHtml, diffLine, type DiffRow, type Piece } from "./model/text-diff";

export interface DiffSide {
  title: string;
  html: string;
  meta_title: string;
  meta_description: string;
  details?: Details | undefined;
}

const AROUND = 1; // unchanged blocks shown beside a change
const FIELDS = { title: "Title", meta_title: "Meta title", meta_description: "Meta description" } as const;

/** What changed, word by word. What did not is folded. */
export default function DiffView({ before, after }: { before: DiffSide; after: DiffSide }) {
  const rows = useMemo(() => diffHtml(before.html, after.html), [before.html, after.html]);
  const fields = useMemo(() => changedFields(before, after), [before, after]);
  const counted = countChanges([...rows, ...fields.map((one): DiffRow => ({ op: "replace", tag: "p", pieces: one.pieces }))]);
  const isSame = fields.length === 0 && rows.every((row) => row.op === "equal");
  return (
    <div className="grid gap-4">
      <p className="tabular flex flex-wrap gap-x-4 text-sm">
        {isSame ? (
          <span className="text-muted">Nothing differs.</span>
        ) : (
          <>
            <span className="text-success">+{count(counted.added, "word")}</span>
            <span className="text-danger">−{count(counted.removed, "word")}</span>
          </>
        )}
      </p>
      {fields.length > 0 ? (
        <dl className="grid gap-2 rounded-lg border bg-surface p-3">
          {fields.map(({ label, pieces }) => (
            <div key={label} className="grid gap-0.5">
              <dt className="text-xs text-muted">{label}</dt>
              <dd className="whitespace-pre-line">
                <Pieces pieces={pieces} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      <div className="overflow-hidden rounded-lg border bg-surface">
        {folded(rows).map((part, index) => ("hidden" in part ? <Folded key={index} rows={part.hidden} /> : <Row key={index} row={part.row} />))}
        {rows.length === 0 ? <p className="p-3 text-sm text-muted">Both texts are empty.</p> : null}
      </div>
    </div>
  );
}

function changedFields(before: DiffSide, after: DiffSide): { label: string; pieces: Piece[] }[] {
  const old = detailText(before.details ?? NO_DETAILS);
  const now = detailText(after.details ?? before.details ?? NO_DETAILS);
  const lines: [string, string, string][] = [
    ...(Object.keys(FIELDS) as (keyof typeof FIELDS)[]).map((name): [string, string, string] => [FIELDS[name], before[name], after[name]]),
    ...(Object.keys(DETAIL_LABEL) as DetailName[]).map((name): [string, string, string] => [DETAIL_LABEL[name], old[name], now[name]]),
  ];
  return lines.filter(([, was, is]) => was !== is).map(([label, was, is]) => ({ label, pieces: diffLine(was, is) }));
}

type Part = { row: DiffRow } | { hidden: DiffRow[] };

function folded(rows: readonly DiffRow[]): Part[] {
  const near = rows.map((_, index) => rows.slice(Math.max(0, index - AROUND), index + AROUND + 1).some((row) => row.op !== "equal"));
  const parts: Part[] = [];
  rows.forEach((row, index) => {
    const last = parts.at(-1);
    if (near[index]) parts.push({ row });
    else if (last && "hidden" in last) last.hidden.push(row);
    else parts.push({ hidden: [row] });
  });
  return parts;
}

function Folded({ rows }: { rows: DiffRow[] }) {
  const [isOpen, setIsOpen] = useState(false);
  if (isOpen) return rows.map((row, index) => <Row key={index} row={row} />);
  return (
    <button type="button" onClick={() => setIsOpen(true)} className="flex min-h-8 w-full items-center justify-center border-y border-line/60 bg-sunken px-3 text-sm text-muted first:border-t-0 last:border-b-0 hover:text-text touch:min-h-11">
      Show {number(rows.length)} unchanged {rows.length === 1 ? "block" : "blocks"}
    </button>
  );
}

const LOOKS: Record<DiffRow["op"], { classes: string; sign: string; says: string }> = {
  equal: { classes: "", sign: "", says: "" },
  insert: { classes: "border-l-success bg-success-soft/60", sign: "+", says: "Added: " },
  delete: { classes: "border-l-danger bg-danger-soft/60", sign: "−", says: "Removed: " },
  replace: { classes: "border-l-info", sign: "~", says: "Changed: " },
  format: { classes: "border-l-info", sign: "~", says: "Only its form changed: " },
};

const TAG_LOOK: Record<string, string> = { h1: "text-xl font-semibold", h2: "text-xl font-semibold", h3: "text-lg font-semibold", h4: "font-semibold", h5: "font-semibold", h6: "font-semibold", pre: "font-mono text-sm whitespace-pre-wrap", figcaption: "text-sm text-muted", img: "text-sm italic", hr: "text-sm italic" };

function Row({ row }: { row: DiffRow }) {
  const { classes, sign, says } = LOOKS[row.op];
  return (
    <div className={cn("flex gap-2 border-l-3 border-l-transparent px-3 py-1.5", classes)}>
      <span aria-hidden="true" className="w-3 shrink-0 font-mono text-sm text-muted">
        {sign}
      </span>
      <div className={cn("min-w-0 flex-1 font-serif text-lg leading-relaxed break-words", TAG_LOOK[row.tag])}>
        {says ? <span className="sr-only">{says}</span> : null}
        {row.tag === "li" ? <span aria-hidden="true">• </span> : null}
        <Pieces pieces={row.pieces} isWhole={row.op === "insert" || row.op === "delete"} />
        {row.op === "format" ? <span className="ml-2 font-sans text-xs text-muted">only its form</span> : null}
      </div>
    </div>
  );
}

function Pieces({ pieces, isWhole = false }: { pieces: Piece[]; isWhole?: boolean }) {
  return pieces.map((piece, index) => {
    if (piece.op === "insert") return <ins key={index} className={cn("rounded-[3px] no-underline", !isWhole && "bg-success-soft text-success")}>{piece.text}</ins>;
    if (piece.op === "delete") return <del key={index} className={cn("rounded-[3px]", isWhole ? "no-underline decoration-danger/50 line-through" : "bg-danger-soft text-danger")}>{piece.text}</del>;
    return <span key={index}>{piece.text}</span>;
  });
}
