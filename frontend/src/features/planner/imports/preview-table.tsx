import { useState } from "react";

import { IntentBadge } from "@/shared/entities/badges";
import { count, number } from "@/shared/lib/format";
import { Button } from "@/shared/ui/button";

import type { Preview, SampleRow } from "../api/imports";
import { Cost, Difficulty, Volume } from "../components/figures";

const FEW = 5;

/** The first rows as they would be kept, and those that would not. */
export function PreviewTable({ preview: { sample, rejects, rejected } }: { preview: Preview }) {
  const [isLong, setIsLong] = useState(false);
  const rows = isLong ? sample : sample.slice(0, FEW);
  return (
    <>
      <section className="grid min-w-0 gap-2">
        <h3 className="font-semibold">First rows as they would be kept</h3>
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
        <div className="overflow-x-auto rounded-md border" tabIndex={0} role="region" aria-label="First rows as they would be kept">
          <table className="w-full min-w-130 text-left">
            <thead className="border-b bg-sunken text-sm text-muted">
              <tr>
                <Head>Line</Head>
                <Head>Keyword</Head>
                <Head>Intent</Head>
                <Head isNumeric>Volume</Head>
                <Head isNumeric>Difficulty</Head>
                <Head isNumeric>CPC</Head>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <KeptRow key={row.line} row={row} />
              ))}
            </tbody>
          </table>
        </div>
        {sample.length > FEW ? (
          <Button variant="link" className="w-fit" onClick={() => setIsLong(!isLong)}>
            {isLong ? "Show fewer rows" : `Show ${count(sample.length, "row")}`}
          </Button>
        ) : null}
      </section>
      {rejects.length > 0 ? (
        <section className="grid gap-2">
          <h3 className="font-semibold">{count(rejected, "row")} would not be taken</h3>
          <ul className="grid rounded-md border">
            {rejects.map((row) => (
              <li key={`${row.line} ${row.code}`} className="grid gap-x-3 border-t px-3 py-1.5 first:border-t-0 sm:grid-cols-[5rem_minmax(0,1fr)_minmax(0,1fr)]">
                <span className="tabular text-muted">Line {number(row.line)}</span>
                <span className="text-pretty">{row.reason}</span>
                <code className="truncate text-sm text-faint">{row.raw}</code>
              </li>
            ))}
          </ul>
          {rejected > rejects.length ? <p className="text-sm text-muted">These are the first {number(rejects.length)}. All of them can be downloaded after the import.</p> : null}
        </section>
      ) : null}
    </>
  );
}

function Head({ children, isNumeric = false }: { children: string; isNumeric?: boolean }) {
  return (
    <th scope="col" className={`px-3 py-1.5 font-medium whitespace-nowrap ${isNumeric ? "text-right" : ""}`}>
      {children}
    </th>
  );
}

function KeptRow({ row }: { row: SampleRow }) {
  const figures = { ...row, cpc_currency: row.currency ?? "", priority_score: null, source: "csv" as const, source_tool: "" };
  return (
    <tr className="border-t first:border-t-0">
      <td className="tabular px-3 py-1.5 text-muted">{number(row.line)}</td>
      <td className="max-w-80 px-3 py-1.5 break-words">{row.keyword}</td>
      <td className="px-3 py-1.5">
        <IntentBadge intent={(row.intent ?? "") as Parameters<typeof IntentBadge>[0]["intent"]} />
      </td>
      <td className="px-3 py-1.5 text-right whitespace-nowrap">
        <Volume row={figures} />
      </td>
      <td className="px-3 py-1.5 text-right">
        <Difficulty row={figures} />
      </td>
      <td className="px-3 py-1.5 text-right whitespace-nowrap">
        <Cost row={figures} />
      </td>
    </tr>
  );
}
