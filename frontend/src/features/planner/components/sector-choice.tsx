import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";

import { api, idempotencyKey, item } from "@/shared/api/client";
import { sectorKeys, useSectors } from "@/shared/entities/sectors";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { Field } from "@/shared/ui/field";
import { Input } from "@/shared/ui/input";
import { RadioCards } from "@/shared/ui/radio-cards";
import { Select } from "@/shared/ui/select";

interface SectorChoiceProps {
  siteId: string;
  value: string | null;
  onValueChange: (sectorId: string) => void;
  /** One line, for dialogs. */
  compact?: boolean;
}

const MOST_SECTORS = 5;

/** Which sector keywords go to; a new one can be made right here. */
export function SectorChoice({ siteId, value, onValueChange, compact = false }: SectorChoiceProps) {
  const client = useQueryClient();
  const { data: sectors = [], isSuccess } = useSectors(siteId);
  const [isNaming, setIsNaming] = useState(false);
  const [name, setName] = useState("");
  const [key, setKey] = useState(idempotencyKey);
  const create = useMutation({
    mutationFn: () => item(api.POST("/api/v1/accounts/sectors/", { params: { header: { "Idempotency-Key": key } }, body: { site_id: siteId, name: name.trim() } })),
    onSuccess: async (sector) => {
      await client.invalidateQueries({ queryKey: sectorKeys.of(siteId) });
      setIsNaming(false);
      setName("");
      onValueChange(sector.id);
    },
    onSettled: () => setKey(idempotencyKey()),
  });
  const options = sectors.map((sector) => ({ value: sector.id, label: sector.name }));
  const mustName = isSuccess && sectors.length === 0;
  if (compact && !mustName) {
    return (
      <Field label="Sector" hint="The topic area of your site these keywords belong to.">
        <Select value={value} onValueChange={onValueChange} options={options} placeholder="Choose a sector" />
      </Field>
    );
  }
  return (
    <div className="grid gap-3">
      {sectors.length > 0 ? <RadioCards aria-label="Sector" value={value} onValueChange={onValueChange} options={options} columns={2} /> : null}
      {isNaming || mustName ? (
        <form
          className="grid max-w-md gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            event.stopPropagation();
            if (name.trim() !== "") create.mutate();
          }}
        >
          <Field label="Name of the new sector" hint="A topic area of your site, for instance “Home coffee”." error={create.error?.message}>
            <Input value={name} onChange={(event) => setName(event.target.value)} maxLength={100} />
          </Field>
          <div className="flex gap-2">
            <Button type="submit" disabled={name.trim() === ""} loading={create.isPending}>
              Create the sector
            </Button>
            {mustName ? null : <Button variant="ghost" onClick={() => setIsNaming(false)}>Cancel</Button>}
          </div>
        </form>
      ) : sectors.length < MOST_SECTORS ? (
        <Button variant="link" icon={Plus} className="w-fit" onClick={() => setIsNaming(true)}>
          Create a sector
        </Button>
      ) : (
        <Alert>A site has at most {MOST_SECTORS} sectors.</Alert>
      )}
    </div>
  );
}
