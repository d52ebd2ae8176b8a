import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { useRole } from "@/shared/entities/me";
import { atLeast } from "@/shared/lib/roles";
import { CONTENT_TYPE, optionsOf } from "@/shared/lib/words";
import { Button } from "@/shared/ui/button";
import { Field } from "@/shared/ui/field";
import { PageSection } from "@/shared/ui/page";
import { RadioCards } from "@/shared/ui/radio-cards";
import { Select } from "@/shared/ui/select";
import { toast, toastError } from "@/shared/ui/toast";

import { useChangeIntegration } from "../api/changes";
import { type Integration, type Structure, structureQuery } from "../api/integrations";
import { changedConfig, type ContentType, type OnUnpublish } from "../types/config";

const BY_ITSELF = "";
const TERMS: readonly ContentType[] = ["category", "taxonomy"];

/**
 * Where a type of content may go: texts to post types, the texts above lists to taxonomies.
 *
 * @param usual where it goes when nobody chooses; undefined when nothing there can hold it
 */
export function placesFor(structure: Structure, type: ContentType, usual: string | undefined): { value: string; label: string }[] {
  const found = TERMS.includes(type) ? structure.taxonomies : structure.post_types;
  const name = found.find((one) => one.name === usual)?.label;
  return [{ value: BY_ITSELF, label: usual === undefined ? "Nowhere" : `As usual${name ? `: ${name}` : ""}` }, ...found.map((one) => ({ value: one.name, label: one.label || one.name }))];
}

/** Where contents of each type go, under whose name, and what becomes of what is taken down. */
export function Destinations({ row }: { row: Integration }) {
  const { data: structure } = useQuery(structureQuery(row.site_id, row.id));
  if (structure === undefined || structure.post_types.length === 0) return null;
  return (
    <PageSection title="What goes where" description="Each type of content here becomes one of the website's own types.">
      <DestinationForm key={JSON.stringify(row.config)} row={row} structure={structure} />
    </PageSection>
  );
}

function DestinationForm({ row, structure }: { row: Integration; structure: Structure }) {
  const [destinations, setDestinations] = useState<Readonly<Record<string, string>>>(row.config.destinations);
  const [author, setAuthor] = useState(row.config.author_id);
  const [onUnpublish, setOnUnpublish] = useState(row.config.on_unpublish);
  const change = useChangeIntegration(row.site_id, row.id);
  const isAdmin = atLeast(useRole(), "admin");
  const chosen = Object.fromEntries(Object.entries(destinations).filter(([, place]) => place !== BY_ITSELF));
  const wanted = changedConfig(row, { destinations: chosen, author_id: author, on_unpublish: onUnpublish });
  const isChanged = JSON.stringify(wanted) !== JSON.stringify(changedConfig(row, {}));
  const save = () => change.mutate({ config: wanted }, { onError: (error) => toastError(error), onSuccess: () => toast.success("Saved. It counts from the next publication on.") });
  return (
    <div className="grid gap-5">
      <div className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {optionsOf(CONTENT_TYPE).map(({ value, label }) => {
          const isChosen = (row.config.destinations[value] ?? BY_ITSELF) !== BY_ITSELF;
          return (
            <Field key={value} label={label}>
              <Select
                disabled={!isAdmin}
                value={destinations[value] ?? BY_ITSELF}
                onValueChange={(place) => setDestinations({ ...destinations, [value]: place })}
                options={isChosen ? placesFor(structure, value, "") : placesFor(structure, value, row.places[value])}
              />
            </Field>
          );
        })}
      </div>
      {structure.authors.length > 0 ? (
        <Field label="Author" hint="For articles that name none." className="max-w-sm">
          <Select disabled={!isAdmin} value={author} onValueChange={setAuthor} options={[{ value: "", label: "WordPress decides" }, ...structure.authors.map((one) => ({ value: one.id, label: one.name }))]} />
        </Field>
      ) : null}
      <Field label="When an article is taken down here">
        <RadioCards<OnUnpublish>
          columns={2}
          disabled={!isAdmin}
          value={onUnpublish}
          onValueChange={setOnUnpublish}
          options={[
            { value: "draft", label: "It becomes a draft there", description: "Readers do not see it, editors of the website still do." },
            { value: "trash", label: "It goes to the trash there", description: "WordPress empties its trash after 30 days." },
          ]}
        />
      </Field>
      {isAdmin ? (
        <div>
          <Button variant="primary" loading={change.isPending} disabled={!isChanged} onClick={save}>
            Save where things go
          </Button>
        </div>
      ) : null}
    </div>
  );
}
