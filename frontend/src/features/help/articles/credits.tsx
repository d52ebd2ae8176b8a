import { useQuery } from "@tanstack/react-query";

import { api, page } from "@/shared/api/client";
import { count, decimal } from "@/shared/lib/format";
import { type Noun, NOUNS, operationWord } from "@/shared/lib/words";
import { QueryState } from "@/shared/ui/query-state";
import { SkeletonRows } from "@/shared/ui/skeleton";

import { ArticleBody, Heading, Points, To } from "../components/article-parts";

export function CreditsArticle() {
  return (
    <ArticleBody>
      <p>Credits pay for what a model does. Importing, editing, publishing and looking at things are free, and there is no limit on keywords, clusters or words.</p>
      <Heading>From estimate to charge</Heading>
      <Points>
        <li>
          <strong>Before:</strong> the button says about how much it will cost, and whether enough is left.
        </li>
        <li>
          <strong>While it works:</strong> that amount is set aside, so it cannot be spent twice.
        </li>
        <li>
          <strong>After:</strong> the true cost of what was saved is charged, never more than what was set aside; the rest comes back.
        </li>
        <li>
          <strong>When it fails or is cancelled:</strong> everything comes back. Nothing is charged for nothing.
        </li>
      </Points>
      <Heading>Prices</Heading>
      <Prices />
      <Heading>When they run low</Heading>
      <p>
        Below a tenth of the last grant the meter at the top turns amber. Owners and administrators see what was spent, by whom and on what, under <To to="/billing">Billing</To>, and can set a cap for each month.
      </p>
    </ArticleBody>
  );
}

function Prices() {
  const prices = useQuery({ queryKey: ["prices"], queryFn: async () => (await page(api.GET("/api/v1/billing/prices/"))).results, staleTime: 5 * 60_000 });
  return (
    <QueryState query={prices} skeleton={<SkeletonRows rows={6} columns={2} />} compact>
      {(rows) => (
        <table className="w-full text-base">
          <thead>
            <tr className="border-b text-left text-muted">
              <th className="py-1.5 pr-4 font-medium">What</th>
              <th className="py-1.5 text-right font-medium">Credits</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.operation} className="border-b border-line/60">
                <td className="py-1.5 pr-4">{operationWord(row.operation).label}</td>
                <td className="tabular py-1.5 text-right">
                  {decimal(row.credits)} for {amount(row.per_units, row.unit_name)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </QueryState>
  );
}

function amount(units: number, unit: string): string {
  if (units === 1) return `each ${unit}`;
  return unit in NOUNS ? count(units, unit as Noun) : `${decimal(units)} × ${unit}`;
}
