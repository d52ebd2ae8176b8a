import { Archive, Plus, RotateCcw } from "lucide-react";
import { useState } from "react";
import { useQuery } from "@tanstack/react-query";

import { toApiError } from "@/shared/api/errors";
import { type Sector, sectorsQuery } from "@/shared/entities/sectors";
import { Button, IconButton } from "@/shared/ui/button";
import { Field } from "@/shared/ui/field";
import { Input } from "@/shared/ui/input";
import { QueryState } from "@/shared/ui/query-state";
import { SkeletonRows } from "@/shared/ui/skeleton";
import { toast, toastError } from "@/shared/ui/toast";

import { useSectorChanges } from "../api/sites";
import { MOST_SECTORS } from "../lib/wizard";

/** The topics of a site: rename, archive, add. */
export function SectorList({ siteId }: { siteId: string }) {
  const query = useQuery(sectorsQuery(siteId));
  return (
    <QueryState query={query} skeleton={<SkeletonRows rows={3} columns={1} />}>
      {(sectors) => {
        const active = sectors.filter((sector) => sector.status === "active");
        return (
          <div className="grid gap-4">
            <ul className="divide-y rounded-lg border bg-surface">
              {sectors.map((sector) => (
                <SectorRow key={`${sector.id}${sector.updated_at}`} sector={sector} siteId={siteId} isLast={sector.status === "active" && active.length === 1} />
              ))}
            </ul>
            {active.length < MOST_SECTORS ? <AddSector siteId={siteId} /> : <p className="text-muted">A site has at most {MOST_SECTORS} active topics. Archive one to add another.</p>}
          </div>
        );
      }}
    </QueryState>
  );
}

function SectorRow({ sector, siteId, isLast }: { sector: Sector; siteId: string; isLast: boolean }) {
  const [name, setName] = useState(sector.name);
  const { change } = useSectorChanges(siteId);
  const isArchived = sector.status !== "active";
  const rename = () => {
    const wanted = name.trim();
    if (wanted === "" || wanted === sector.name) {
      setName(sector.name);
      return;
    }
    change.mutate({ id: sector.id, name: wanted }, { onError: (error) => toastError(error), onSuccess: () => toast.success(`The topic is called ${wanted} now.`) });
  };
  const setStatus = (status: Sector["status"]) => change.mutate({ id: sector.id, status }, { onError: (error) => toastError(error) });
  return (
    <li className="flex items-center gap-2 px-3 py-2">
      <Input
        aria-label={`Name of the topic ${sector.name}`}
        className="flex-1"
        value={name}
        maxLength={100}
        disabled={isArchived}
        onChange={(event) => setName(event.target.value)}
        onBlur={rename}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
          if (event.key === "Escape") setName(sector.name);
        }}
      />
      {isArchived ? (
        <IconButton icon={RotateCcw} label={`Bring back ${sector.name}`} onClick={() => setStatus("active")} />
      ) : (
        <IconButton icon={Archive} label={isLast ? "A site keeps at least one topic" : `Archive ${sector.name}`} disabled={isLast} onClick={() => setStatus("archived")} />
      )}
    </li>
  );
}

function AddSector({ siteId }: { siteId: string }) {
  const [name, setName] = useState("");
  const { add } = useSectorChanges(siteId);
  const fault = add.error ? toApiError(add.error) : null;
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") add.mutate({ name: name.trim() }, { onSuccess: () => setName("") });
      }}
    >
      <Field label="New topic" error={fault ? (fault.fields.name?.[0] ?? fault.message) : undefined} className="min-w-0 flex-1 basis-60">
        <Input value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Button type="submit" icon={Plus} loading={add.isPending} disabled={name.trim() === ""}>
        Add topic
      </Button>
    </form>
  );
}
