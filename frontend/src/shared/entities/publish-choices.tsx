/** What, where to and when: the first page of the publish dialog. */
import type { UseQueryResult } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, CircleHelp } from "lucide-react";
import { useId } from "react";

import { toApiError } from "@/shared/api/errors";
import type { Schema } from "@/shared/api/client";
import { count } from "@/shared/lib/format";
import { dayIn, instantOf, zoneWords } from "@/shared/lib/zone";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { Checkbox } from "@/shared/ui/checkbox";
import { Field } from "@/shared/ui/field";
import { Input } from "@/shared/ui/input";
import { Segmented } from "@/shared/ui/segmented";

import { type Publishable, refusalOf, takes } from "./publish-plan";
import type { Destination } from "./publishing";

export interface When {
  kind: "now" | "at";
  /** Of the site's clock. */
  day: string;
  time: string;
}

interface Props {
  content: readonly Publishable[];
  policy: Schema<"PublishPolicy">;
  destinations: UseQueryResult<readonly Destination[]>;
  chosen: ReadonlySet<string>;
  onChosen: (chosen: ReadonlySet<string>) => void;
  when: When;
  onWhen: (when: When) => void;
  zone: string;
  timeError: string | undefined;
}

const MOST_NAMED = 5;

export function PublishChoices({ content, policy, destinations, chosen, onChosen, when, onWhen, zone, timeError }: Props) {
  const refused = content.flatMap((one) => {
    const why = refusalOf(one, policy);
    return why === "" ? [] : [{ ...one, why }];
  });
  return (
    <>
      {refused.length > 0 ? (
        <Alert tone="warning" title={refused.length === content.length ? "Nothing here can be published now" : `${count(refused.length, "article")} left out`}>
          <ul className="grid gap-0.5">
            {refused.slice(0, MOST_NAMED).map((one) => (
              <li key={one.id}>
                <span className="font-medium">{one.title}</span>: {one.why}
              </li>
            ))}
            {refused.length > MOST_NAMED ? <li>and {refused.length - MOST_NAMED} more</li> : null}
          </ul>
        </Alert>
      ) : null}
      <Destinations query={destinations} content={content} chosen={chosen} onChosen={onChosen} />
      <WhenFields when={when} onWhen={onWhen} zone={zone} error={timeError} />
    </>
  );
}

function Destinations({ query, content, chosen, onChosen }: { query: UseQueryResult<readonly Destination[]>; content: readonly Publishable[]; chosen: ReadonlySet<string>; onChosen: Props["onChosen"] }) {
  const heading = useId();
  const change = (key: string, isOn: boolean): void => {
    const next = new Set(chosen);
    if (isOn) next.add(key);
    else next.delete(key);
    onChosen(next);
  };
  return (
    <section role="group" aria-labelledby={heading} className="grid min-h-20 content-start gap-2">
      <h3 id={heading} className="text-sm font-medium">
        Where to
      </h3>
      {query.isPending ? <p className="text-muted">Looking where this site can publish to.</p> : null}
      {query.isError && query.data === undefined ? (
        <Alert tone="danger" actions={<Button size="sm" onClick={() => void query.refetch()}>Try again</Button>}>
          {toApiError(query.error).message}
        </Alert>
      ) : null}
      {query.data?.length === 0 ? <Alert tone="warning">The site has nothing to publish to. Connect a destination in the site&apos;s settings, or let IGNY8 host the site.</Alert> : null}
      {query.data?.map((one) => {
        const unfit = content.filter((text) => !takes(one, text)).length;
        return (
          <div key={one.key} className="rounded-md border px-3 py-2">
            <Checkbox checked={chosen.has(one.key)} disabled={one.check?.ok === false} onCheckedChange={(isOn) => change(one.key, isOn)} label={<span className="font-medium">{one.name}</span>} />
            <p className="flex items-start gap-1.5 pl-6.5 text-sm text-muted">
              <CheckLine check={one.check} />
            </p>
            {unfit > 0 ? <p className="pl-6.5 text-sm text-warning">{unfit === content.length ? "It does not take this type of content." : `It does not take the type of ${count(unfit, "article")}. The rest goes there.`}</p> : null}
          </div>
        );
      })}
    </section>
  );
}

function CheckLine({ check }: { check: Destination["check"] }) {
  if (check === null) {
    return (
      <>
        <CircleHelp className="mt-0.75 size-3.5 shrink-0" aria-hidden="true" />
        Whether it can be reached shows when something is sent.
      </>
    );
  }
  const Icon = check.ok ? CircleCheck : CircleAlert;
  return (
    <>
      <Icon className={check.ok ? "mt-0.75 size-3.5 shrink-0 text-success" : "mt-0.75 size-3.5 shrink-0 text-danger"} aria-hidden="true" />
      {check.ok ? "Ready" : check.problem}
    </>
  );
}

const KINDS = [
  { value: "now", label: "Now" },
  { value: "at", label: "At a time" },
] as const;

function WhenFields({ when, onWhen, zone, error }: { when: When; onWhen: (when: When) => void; zone: string; error: string | undefined }) {
  const at = when.day !== "" && when.time !== "" ? instantOf(zone, when.day, when.time) : new Date();
  return (
    <section className="grid gap-3">
      <h3 className="text-sm font-medium">When</h3>
      <Segmented aria-label="When" value={when.kind} onValueChange={(kind) => onWhen({ ...when, kind })} options={KINDS} />
      {when.kind === "at" ? (
        <>
          <div className="grid grid-cols-[repeat(auto-fit,minmax(8rem,1fr))] gap-3">
            <Field label="Day" error={error}>
              <Input type="date" min={dayIn(zone, new Date())} value={when.day} onChange={(event) => onWhen({ ...when, day: event.target.value })} />
            </Field>
            <Field label="Time">
              <Input type="time" value={when.time} onChange={(event) => onWhen({ ...when, time: event.target.value })} />
            </Field>
          </div>
          <p className="text-sm text-muted">By the clock of the site: {zoneWords(zone, at)}.</p>
        </>
      ) : null}
    </section>
  );
}
