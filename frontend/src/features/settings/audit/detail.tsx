import { useQuery } from "@tanstack/react-query";

import { useSites } from "@/shared/entities/site";
import { ROLE, wordOf } from "@/shared/lib/words";
import { Badge } from "@/shared/ui/badge";
import { CopyableId } from "@/shared/ui/copy";
import { DefinitionList } from "@/shared/ui/definition-list";
import { SimpleTable } from "@/shared/ui/table/simple-table";
import { Time } from "@/shared/ui/time";

import type { AuditEntry } from "../api/audit";
import { everyoneQuery } from "../api/people";
import { type ChangeLine, changeLines, type NameOf } from "./changes";
import { actionWord, objectWord } from "./words";

export function EntryDetail({ entry }: { entry: AuditEntry }) {
  const nameOf = useNames();
  const word = actionWord(entry.action);
  const lines = changeLines(entry.changes, nameOf);
  const about = nameOf(`${entry.object_type}_id`, entry.object_id);
  return (
    <div className="grid gap-5">
      <DefinitionList
        items={[
          { term: "What", value: <Badge tone={word.tone}>{word.label}</Badge> },
          entry.summary === word.label ? null : { term: "In detail", value: entry.summary },
          { term: "By", value: entry.actor_name ?? "Somebody who left" },
          { term: "When", value: <Time value={entry.created_at} format="datetime" /> },
          { term: "About", value: about ? `${objectWord(entry.object_type)}: ${about}` : objectWord(entry.object_type) },
          { term: "From", value: entry.address || "–" },
          { term: "Request", value: entry.request_id ? <CopyableId value={entry.request_id} label="reference of the request" /> : "–" },
          { term: "Object", value: entry.object_id ? <CopyableId value={entry.object_id} label="reference of the object" /> : "–" },
        ]}
      />
      {lines.length > 0 ? <Changes lines={lines} /> : <p className="text-muted">No details were written down for this.</p>}
    </div>
  );
}

function Changes({ lines }: { lines: readonly ChangeLine[] }) {
  const hasBefore = lines.some((line) => line.before !== null);
  return (
    <section className="grid gap-2">
      <h3 className="font-semibold">{hasBefore ? "Before and after" : "Details"}</h3>
      <SimpleTable
        caption={hasBefore ? "Values before and after" : "Details"}
        rows={lines}
        rowId={(line) => line.field}
        columns={[
          { id: "field", header: "Field", cell: (line) => line.field },
          ...(hasBefore ? [{ id: "before", header: "Before", cell: (line: ChangeLine) => <span className="break-words text-muted">{line.before ?? ""}</span> }] : []),
          { id: "after", header: hasBefore ? "After" : "Value", cell: (line) => <span className="break-words">{line.after}</span> },
        ]}
      />
    </section>
  );
}

/** Names of sites, people and roles, for the ids that the log keeps. */
function useNames(): NameOf {
  const { data: sites } = useSites();
  const { data: people } = useQuery(everyoneQuery());
  return (field, id) => {
    if (field === "role" && id in ROLE) return wordOf(ROLE, id as keyof typeof ROLE).label;
    if (field === "site_id") return sites?.find((site) => site.id === id)?.name;
    if (field === "site_access_id" || field === "user_id" || field === "owner_id") {
      const person = people?.find((one) => one.id === id);
      return person && (person.name || person.email);
    }
    return undefined;
  };
}
