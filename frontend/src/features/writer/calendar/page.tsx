import { useQueries, useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";

import { useRole } from "@/shared/entities/me";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { useIsPhone } from "@/shared/hooks/use-media";
import { urlText, useUrlState } from "@/shared/hooks/use-url-state";
import { cn } from "@/shared/lib/cn";
import { count } from "@/shared/lib/format";
import { atLeast } from "@/shared/lib/roles";
import { dayIn, dayWords, zoneWords } from "@/shared/lib/zone";
import { Button, IconButton } from "@/shared/ui/button";
import { Page } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { Skeleton } from "@/shared/ui/skeleton";

import { monthQuery, TRAY_SIZE, trayQuery, type Unplanned } from "../api/calendar";
import { Agenda } from "./agenda";
import { Chip, KIND_WORDS } from "./chip";
import { addMonths, type Entry, monthOf, monthsOf, weekOf, weeksOf } from "./model";
import { MonthGrid } from "./month-grid";
import { MoveDialog } from "./move-dialog";
import { type Mover, useMoves } from "./use-moves";
import { useUnschedule } from "./use-unschedule";

const URL_STATE = { month: urlText() };
const locale = typeof navigator === "undefined" ? "en" : navigator.language;

export function CalendarPage() {
  const site = useCurrentSite();
  const path = useSitePath();
  const isPhone = useIsPhone();
  const canEdit = atLeast(useRole(), "editor");
  const [url, setUrl] = useUrlState(URL_STATE);
  const [grabbed, setGrabbed] = useState<Mover | null>(null);
  const [asking, setAsking] = useState<Mover | null>(null);
  const move = useMoves();
  const unschedule = useUnschedule();

  const today = dayIn(site.timezone, new Date());
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(url.month) ? url.month : monthOf(today);
  const week = weekOf(locale);
  const months = monthsOf(month, week.firstDay);
  const answers = useQueries({ queries: months.map((one) => monthQuery(site.id, one)) });
  const own = answers[months.indexOf(month)];
  const entries = answers.flatMap((answer) => answer.data ?? []);
  const weeks = weeksOf({ month, entries, today, week });
  const inMonth = entries.filter((entry) => monthOf(entry.date) === month);

  const linkOf = (entry: Pick<Entry, "kind" | "id"> & Partial<Pick<Entry, "content_id">>): string => (entry.kind === "planned_task" ? path(`writer/tasks?panel=${entry.id}`) : path(`writer/content/${entry.content_id ?? entry.id}`));
  const unplan = (entry: Entry): void => void (entry.kind === "scheduled" ? unschedule(entry) : move(entry, null));
  const actions = { linkOf, onMove: canEdit ? (entry: Entry) => setAsking(entry) : undefined, onUnplan: unplan };
  return (
    <Page
      wide
      title="Calendar"
      description={
        <>
          Planned is a wish, scheduled is a promise. Times are the site&apos;s: {zoneWords(site.timezone)}.
        </>
      }
      actions={
        <>
          <IconButton label="Previous month" icon={ChevronLeft} variant="secondary" onClick={() => setUrl({ month: addMonths(month, -1) })} />
          <span className="min-w-36 text-center font-medium" aria-live="polite">
            {dayWords(`${month}-01`, { month: "long", year: "numeric" })}
          </span>
          <IconButton label="Next month" icon={ChevronRight} variant="secondary" onClick={() => setUrl({ month: addMonths(month, 1) })} />
          <Button disabled={month === monthOf(today)} onClick={() => setUrl({ month: "" })}>
            Today
          </Button>
        </>
      }
    >
      <Legend entries={inMonth} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_16rem]">
        {own ? (
          <QueryState query={own} skeleton={<Skeleton className="h-160 w-full rounded-lg" />}>
            {() =>
              isPhone ? (
                <Agenda days={weeks.flat()} {...actions} />
              ) : (
                <MonthGrid
                  weeks={weeks}
                  {...actions}
                  isDragging={grabbed !== null}
                  onGrab={setGrabbed}
                  onLeave={(day) => setUrl({ month: monthOf(day) })}
                  onDrop={(day) => {
                    if (grabbed) void move(grabbed, day);
                    setGrabbed(null);
                  }}
                />
              )
            }
          </QueryState>
        ) : null}
        <Tray
          canEdit={canEdit}
          linkOf={linkOf}
          isTarget={grabbed !== null && grabbed.date !== null}
          onGrab={setGrabbed}
          onMove={setAsking}
          onDrop={() => {
            if (grabbed) void move(grabbed, null);
            setGrabbed(null);
          }}
        />
      </div>
      {asking ? (
        <MoveDialog
          mover={asking}
          zone={site.timezone}
          onClose={() => setAsking(null)}
          onMove={(day) => {
            setAsking(null);
            void move(asking, day);
          }}
        />
      ) : null}
    </Page>
  );
}

function Legend({ entries }: { entries: readonly Entry[] }) {
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1.5 text-sm text-muted">
      {KIND_WORDS.map(({ kind, word, icon: Icon, look }) => (
        <li key={kind} className="flex items-center gap-1.5">
          <span className={cn("inline-grid size-5 place-items-center rounded-md", look)} aria-hidden="true">
            <Icon className="size-3" />
          </span>
          {word}
          <span className="tabular text-faint">{entries.filter((entry) => entry.kind === kind).length}</span>
        </li>
      ))}
      <li className="flex items-center gap-1.5">
        <span className="flex gap-0.5" aria-hidden="true">
          <span className="size-3 rounded-[3px] bg-accent/5 ring-1 ring-line" />
          <span className="size-3 rounded-[3px] bg-accent/10 ring-1 ring-line" />
          <span className="size-3 rounded-[3px] bg-accent/20 ring-1 ring-line" />
        </span>
        The fuller, the more tinted
      </li>
    </ul>
  );
}

interface TrayProps {
  canEdit: boolean;
  linkOf: (entry: Pick<Entry, "kind" | "id">) => string;
  isTarget: boolean;
  onGrab: (mover: Mover | null) => void;
  onMove: (mover: Mover) => void;
  onDrop: () => void;
}

function Tray({ canEdit, linkOf, isTarget, onGrab, onMove, onDrop }: TrayProps) {
  const site = useCurrentSite();
  const query = useQuery(trayQuery(site.id));
  const moverOf = (one: Unplanned): Mover => ({ kind: one.kind, id: one.id, title: one.title, date: null, time: null, origin: one });
  return (
    // Dropping here is what "Take its day away" in the menus does.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the pointer's short way; keys and buttons do the same
    <section
      aria-labelledby="tray"
      onDragOver={(event) => {
        if (isTarget) event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        onDrop();
      }}
      className={cn("grid gap-3 rounded-lg border bg-surface p-3", isTarget && "border-accent border-dashed")}
    >
      <header>
        <h2 id="tray" className="font-medium">
          Without a day
        </h2>
        <p className="text-sm text-muted">{canEdit ? "Drag one to a day, or choose a date from its menu." : "Tasks and texts nobody has planned yet."}</p>
      </header>
      <QueryState query={query} compact skeleton={<Skeleton className="h-40 w-full" />} empty={<p className="text-sm text-muted">Everything has a day.</p>}>
        {(waiting) => (
          <>
            <ul className="grid max-h-[60dvh] gap-1.5 overflow-y-auto">
              {waiting.map((one) => (
                <li key={`${one.kind}${one.id}`}>
                  <Chip
                    wrap
                    entry={{ ...one, time: null }}
                    to={linkOf(one)}
                    onMove={canEdit ? () => onMove(moverOf(one)) : undefined}
                    onDragStart={(event) => {
                      event.dataTransfer.setData("text/plain", one.title);
                      onGrab(moverOf(one));
                    }}
                    onDragEnd={() => onGrab(null)}
                  />
                </li>
              ))}
            </ul>
            {waiting.length >= TRAY_SIZE ? <p className="text-sm text-muted">The newest {count(waiting.length, "item")}. Plan some to see others.</p> : null}
          </>
        )}
      </QueryState>
    </section>
  );
}
