import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { useNearestSite } from "@/shared/entities/site";
import { useDebounced } from "@/shared/hooks/use-debounced";
import { count, number } from "@/shared/lib/format";
import { INTENT } from "@/shared/lib/words";
import { Button } from "@/shared/ui/button";
import { Checkbox } from "@/shared/ui/checkbox";
import { Field } from "@/shared/ui/field";
import { SearchInput } from "@/shared/ui/input";
import { QueryState } from "@/shared/ui/query-state";
import { Select } from "@/shared/ui/select";
import { SkeletonRows } from "@/shared/ui/skeleton";

import type { SeedKeyword } from "../api/keywords";
import { industriesQuery, industrySectorsQuery, seedsQuery } from "../api/seeds";

interface SeedPickerProps {
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
  most: number;
}

/** Starting points of an industry, by topic. */
export function SeedPicker({ chosen, onChange, most }: SeedPickerProps) {
  const site = useNearestSite();
  const [industry, setIndustry] = useState<string | null>(null);
  const [topic, setTopic] = useState("");
  const [search, setSearch] = useState("");
  const industries = useQuery(industriesQuery());
  const industryId = industry ?? site?.industry_id ?? "";
  const topics = useQuery(industrySectorsQuery(industryId));
  const query = useQuery(seedsQuery({ industryId, industrySectorId: topic, search: useDebounced(search) }));
  const mark = (rows: readonly SeedKeyword[], isChosen: boolean) => {
    const next = new Set(chosen);
    for (const row of rows) {
      if (!isChosen) next.delete(row.id);
      else if (next.size < most) next.add(row.id);
    }
    onChange(next);
  };
  return (
    <div className="grid gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Industry">
          <Select
            value={industryId}
            onValueChange={(value) => {
              setIndustry(value);
              setTopic("");
            }}
            options={[{ value: "", label: "All industries" }, ...(industries.data ?? []).map((one) => ({ value: one.id, label: one.name }))]}
          />
        </Field>
        <Field label="Topic">
          <Select value={topic} onValueChange={setTopic} disabled={industryId === ""} options={[{ value: "", label: "All topics" }, ...(topics.data ?? []).map((one) => ({ value: one.id, label: one.name }))]} />
        </Field>
      </div>
      <SearchInput value={search} onValueChange={setSearch} placeholder="Search the list" />
      <QueryState query={query} skeleton={<SkeletonRows rows={6} columns={2} />} compact>
        {(page) =>
          page.results.length === 0 ? (
            <p className="py-6 text-center text-muted">Nothing in the lists matches.</p>
          ) : (
            <>
              <div className="flex flex-wrap items-center justify-between gap-2">
                <span className="text-sm text-muted" aria-live="polite">
                  {page.count > page.results.length ? `The first ${number(page.results.length)} of ${number(page.count)}` : count(page.count, "keyword")}
                  {chosen.size > 0 ? `, ${number(chosen.size)} chosen` : ""}
                </span>
                <Button size="sm" variant="ghost" onClick={() => mark(page.results, !page.results.every((row) => chosen.has(row.id)))}>
                  {page.results.every((row) => chosen.has(row.id)) ? "Choose none of these" : "Choose all of these"}
                </Button>
              </div>
              {/* The list scrolls by itself, so that the buttons of the dialog stay in sight. */}
              {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
              <ul className="max-h-72 overflow-y-auto rounded-md border px-3 py-1" tabIndex={0} aria-label="Keywords of the list">
                {page.results.map((row) => (
                  <li key={row.id} className="flex items-center justify-between gap-3 border-t py-1.5 first:border-t-0 touch:py-0">
                    <Checkbox checked={chosen.has(row.id)} onCheckedChange={(isChosen) => mark([row], isChosen)} label={row.keyword} hint={industryId === "" || topic === "" ? row.industry_sector_name : undefined} />
                    <span className="shrink-0 text-sm text-faint">{row.intent in INTENT ? INTENT[row.intent as keyof typeof INTENT].label : ""}</span>
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </QueryState>
    </div>
  );
}
