import type { Schema } from "@/shared/api/client";
import { CONTENT_TYPE, wordOf } from "@/shared/lib/words";
import { Field } from "@/shared/ui/field";
import { Textarea } from "@/shared/ui/input";

import { type DetailName, detailsOf, type Details, errorOf, DETAIL_LABEL, type LinesName, MOST_LINE, MOST_LINES, MOST_SHORT } from "../model/details";
import { useDesk, useDeskState, useSaveState } from "../use-desk";

import { AttributesTable } from "./attributes-table";
import { LinesField } from "./lines-field";

const SHORT_HINT: Record<Schema<"ContentType">, string> = {
  post: "The excerpt: it stands below the title in lists of posts.",
  page: "What lists and previews say about the page.",
  product: "Stands beside the price. What it is, and what for.",
  service: "What lists of services say: whom it helps, and how.",
  category: "What lists of categories say about it.",
  taxonomy: "What lists of topics say about it.",
};
const LINES: Record<LinesName, { entry: string; hint: string; isNumbered: boolean }> = {
  highlights: { entry: "highlight", hint: "One property each, and what it means in use.", isNumbered: false },
  includes: { entry: "line", hint: "What the customer gets, a short line each.", isNumbered: false },
  steps: { entry: "step", hint: "From the first message to the result, in order.", isNumbered: true },
};

/** What a content of this type has besides its text. Saved by itself, as a version, together with the text. */
export function TypeDetails({ canEdit }: { canEdit: boolean }) {
  const desk = useDesk();
  const type = useDeskState((state) => state.content.content_type);
  const details = useDeskState((state) => state.details);
  const { error } = useSaveState();
  const set = (changes: Partial<Details>): void => desk.setDetails({ ...details, ...changes });
  const said = (name: DetailName): string | undefined => (error ? errorOf(error.fields, name) : undefined);
  return (
    <section className="grid gap-5 border-b pb-5" aria-labelledby="type-details">
      <h3 id="type-details" className="text-sm font-semibold">
        {wordOf(CONTENT_TYPE, type).label} details
      </h3>
      {detailsOf(type).map((name) => {
        if (name === "short_description") {
          return (
            <Field key={name} label={DETAIL_LABEL[name]} hint={SHORT_HINT[type]} error={said(name)} aside={<span className="tabular">{details.short_description.length} of {MOST_SHORT}</span>}>
              <Textarea data-editor-field="short_description" rows={3} maxLength={MOST_SHORT} readOnly={!canEdit} value={details.short_description} onChange={(event) => set({ short_description: event.target.value.replace(/\n/g, " ") })} />
            </Field>
          );
        }
        if (name === "attributes") return <AttributesTable key={name} rows={details.attributes} canEdit={canEdit} error={said(name)} onChange={(attributes) => set({ attributes })} />;
        return <LinesField key={name} label={DETAIL_LABEL[name]} {...LINES[name]} lines={details[name]} most={MOST_LINES[name]} maxLength={MOST_LINE} canEdit={canEdit} error={said(name)} onChange={(lines) => set({ [name]: lines })} />;
      })}
    </section>
  );
}
