import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useState } from "react";

import { cn } from "@/shared/lib/cn";
import { Button, IconButton } from "@/shared/ui/button";
import { Input } from "@/shared/ui/input";

import { industrySectorsQuery } from "../api/sites";
import { MOST_SECTORS, type SiteForm, withSector } from "../lib/wizard";

type Sectors = SiteForm["sectors"];

interface Props {
  industryId: string | null;
  value: Sectors;
  onChange: (sectors: Sectors) => void;
}

/** One to five topics: suggestions of the industry to click, and a line for one's own. */
export function Topics({ industryId, value, onChange }: Props) {
  const [own, setOwn] = useState("");
  const suggestions = useQuery(industrySectorsQuery(industryId ?? ""));
  const isFull = value.length >= MOST_SECTORS;
  const add = () => {
    const next = withSector(value, { name: own, industry_sector_id: null });
    if (next !== value) setOwn("");
    onChange(next);
  };
  return (
    <div className="grid gap-3">
      {value.length > 0 ? (
        <ul aria-label="Chosen topics" className="flex flex-wrap gap-2">
          {value.map((sector) => (
            <li key={sector.name} className="flex items-center gap-1 rounded-md bg-accent-soft py-0.5 pr-0.5 pl-2.5 font-medium text-accent">
              {sector.name}
              <IconButton size="sm" icon={X} label={`Remove ${sector.name}`} className="text-accent" onClick={() => onChange(value.filter((one) => one !== sector))} />
            </li>
          ))}
        </ul>
      ) : null}
      {industryId && suggestions.data && suggestions.data.length > 0 ? (
        <div role="group" aria-label="Suggestions" className="flex flex-wrap gap-2">
          {suggestions.data
            .filter((one) => !value.some((sector) => sector.name === one.name))
            .map((one) => (
              <button
                key={one.id}
                type="button"
                disabled={isFull}
                onClick={() => onChange(withSector(value, { name: one.name, industry_sector_id: one.id }))}
                className={cn("inline-flex min-h-7 items-center gap-1 rounded-md border bg-surface px-2.5 text-muted transition-colors hover:border-line-strong hover:text-text disabled:opacity-50 touch:min-h-11")}
              >
                <Plus className="size-3.5" aria-hidden="true" />
                {one.name}
              </button>
            ))}
        </div>
      ) : null}
      <div className="flex gap-2">
        <Input
          aria-label="Your own topic"
          placeholder={industryId ? "Or your own topic" : "For instance: Brewing methods"}
          value={own}
          maxLength={100}
          disabled={isFull}
          onChange={(event) => setOwn(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && own.trim() !== "") {
              event.preventDefault();
              add();
            }
          }}
        />
        <Button icon={Plus} disabled={isFull || own.trim() === ""} onClick={add}>
          Add topic
        </Button>
      </div>
    </div>
  );
}
