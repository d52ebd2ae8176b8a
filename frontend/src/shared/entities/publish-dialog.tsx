/** Contents to the site's destinations, now or at a time of the site's clock. Every destination succeeds or fails alone. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { ApiError, toApiError } from "@/shared/api/errors";
import { count } from "@/shared/lib/format";
import { RequestKeys } from "@/shared/lib/request-key";
import { addDays, dayIn, instantOf } from "@/shared/lib/zone";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { Dialog } from "@/shared/ui/dialog";

import { PublishChoices, type When } from "./publish-choices";
import { type Publishable, refusalOf, sendings } from "./publish-plan";
import { PublishResult } from "./publish-result";
import { destinationsQuery, type Publication, publishContents, publishingChanged } from "./publishing";
import { useSites } from "./site";

export type { Publishable } from "./publish-plan";

export interface PublishDialogProps {
  /** Contents of one site. */
  content: readonly Publishable[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function PublishDialog(props: PublishDialogProps) {
  // Opened anew it begins anew: what was chosen for other contents must not be chosen for these.
  return props.open ? <OpenDialog {...props} /> : null;
}

const MORNING = "09:00";

function OpenDialog({ content, open, onOpenChange }: PublishDialogProps) {
  const client = useQueryClient();
  const siteId = content[0]?.site_id ?? "";
  const { data: sites } = useSites();
  const site = sites?.find((one) => one.id === siteId);
  const zone = site?.timezone ?? "UTC";
  const destinations = useQuery({ ...destinationsQuery(siteId), enabled: siteId !== "" });
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const [when, setWhen] = useState<When>(() => ({ kind: "now", day: addDays(dayIn(zone, new Date()), 1), time: MORNING }));
  const [records, setRecords] = useState<readonly Publication[] | null>(null);
  // By where things go: contents whose types are taken in different places are asked for one after the other.
  const [keys] = useState(() => new Map<string, RequestKeys>());

  const allowed = content.filter((one) => refusalOf(one, site?.publish_policy ?? "auto") === "");
  const usable = destinations.data?.filter((one) => one.check?.ok !== false) ?? [];
  const wanted = usable.filter((one) => chosen?.has(one.key) ?? true);
  const asked = sendings(allowed, wanted);
  const ready = allowed.filter((one) => asked.some((sending) => sending.content_ids.includes(one.id)));
  const at = when.kind === "at" && when.day !== "" && when.time !== "" ? instantOf(zone, when.day, when.time) : null;

  const publish = useMutation({
    mutationFn: async () => {
      if (when.kind === "at" && at === null) throw new ApiError("Say when.", { status: 400, fields: { scheduled_at: ["Choose a day and a time."] } });
      if (at !== null && isOver(at)) throw new ApiError("That time is over.", { status: 400, fields: { scheduled_at: ["This time is over. Choose a later one."] } });
      const answers: Publication[] = [];
      for (const sending of asked) {
        const body = { ...sending, ...(at === null ? {} : { scheduled_at: at.toISOString() }) };
        const place = sending.destinations.join();
        const key = keys.get(place) ?? new RequestKeys();
        keys.set(place, key);
        answers.push(...(await publishContents(body, key.for(body))));
      }
      return answers;
    },
    onSuccess: (answer) => {
      keys.clear();
      setRecords(answer);
    },
    onSettled: () => publishingChanged(client),
  });
  const error = publish.error ? toApiError(publish.error) : null;
  const [first] = content;
  const what = ready.length === 1 && ready[0] ? `“${short(ready[0].title)}”` : count(ready.length, "article");

  if (records !== null) {
    return (
      <Dialog open={open} onOpenChange={onOpenChange} title={at === null ? "Publishing" : "Scheduled"} footer={<Button variant="primary" onClick={() => onOpenChange(false)}>Close</Button>}>
        <PublishResult siteId={siteId} records={records} zone={zone} />
      </Dialog>
    );
  }
  const timeError = error?.fields.scheduled_at?.join(" ");
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      dismissable={!publish.isPending}
      title={content.length === 1 && first ? `Publish “${short(first.title)}”` : `Publish ${count(content.length, "article")}`}
      description="Publishing costs no credits."
      footer={
        <>
          <Button disabled={publish.isPending} onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button variant="primary" loading={publish.isPending} disabled={ready.length === 0} onClick={() => publish.mutate()}>
            {when.kind === "now" ? `Publish ${what} now` : `Schedule ${what}`}
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        {error !== null && timeError === undefined ? (
          <Alert tone="danger" title={error.message}>
            {error.isPassing ? "Try again: if the first request arrived, nothing is published twice." : Object.values(error.fields).flat().join(" ") || null}
          </Alert>
        ) : null}
        <PublishChoices
          content={content}
          policy={site?.publish_policy ?? "auto"}
          destinations={destinations}
          chosen={new Set(wanted.map((one) => one.key))}
          onChosen={setChosen}
          when={when}
          onWhen={setWhen}
          zone={zone}
          timeError={timeError}
        />
      </div>
    </Dialog>
  );
}

function short(title: string): string {
  return title.length > 60 ? `${title.slice(0, 59).trimEnd()}…` : title;
}

function isOver(moment: Date): boolean {
  return moment.getTime() <= Date.now();
}
