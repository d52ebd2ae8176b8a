/** The month as weeks. Things are dropped on days; the day with the focus is reached by the arrow keys. */
import { type KeyboardEvent, useRef, useState } from "react";

import { cn } from "@/shared/lib/cn";
import { count } from "@/shared/lib/format";
import { addDays, type Day, dayWords } from "@/shared/lib/zone";
import { Button } from "@/shared/ui/button";
import { Popover } from "@/shared/ui/popover";

import { Chip } from "./chip";
import { type DayCell, type Entry, heatOf } from "./model";

const FITS = 3;
const HEAT = ["", "bg-accent/5", "bg-accent/10", "bg-accent/20"] as const;
const HEAT_WORDS = ["nothing to do", "light", "usual", "full"] as const;

export interface MonthGridProps {
  weeks: readonly DayCell[][];
  linkOf: (entry: Entry) => string;
  onDrop?: ((day: Day) => void) | undefined;
  onGrab: (entry: Entry | null) => void;
  isDragging: boolean;
  onMove?: ((entry: Entry) => void) | undefined;
  onUnplan: (entry: Entry) => void;
  /** A day beyond the page was asked for. */
  onLeave: (day: Day) => void;
}

export function MonthGrid({ weeks, linkOf, onDrop, onGrab, isDragging, onMove, onUnplan, onLeave }: MonthGridProps) {
  const days = weeks.flat();
  const [chosen, setChosen] = useState<Day | null>(null);
  const [over, setOver] = useState<Day | null>(null);
  const root = useRef<HTMLTableElement>(null);
  const active = days.find((cell) => cell.day === chosen) ?? days.find((cell) => cell.isToday) ?? days.find((cell) => cell.isInMonth);
  const go = (day: Day): void => {
    setChosen(day);
    if (days.some((cell) => cell.day === day)) root.current?.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus();
    else onLeave(day);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>): void => {
    const cell = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("[data-day]") : null;
    const day = cell?.dataset.day;
    if (day === undefined || event.target !== cell) return;
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    go(addDays(day, by));
  };
  const chip = (entry: Entry) => (
    <Chip
      entry={entry}
      to={linkOf(entry)}
      onMove={onMove ? () => onMove(entry) : undefined}
      onUnplan={() => onUnplan(entry)}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", entry.title);
        onGrab(entry);
      }}
      onDragEnd={() => onGrab(null)}
    />
  );
  return (
    // Arrow keys are handled here for all days at once.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the pointer's short way; keys and buttons do the same
    <table ref={root} onKeyDown={onKeyDown} className="w-full table-fixed border-separate border-spacing-0 overflow-hidden rounded-lg border bg-surface">
      <thead>
        <tr>
          {weeks[0]?.map((cell) => (
            <th key={cell.day} scope="col" className="border-b px-2 py-1.5 text-left text-xs font-medium text-muted">
              <abbr title={dayWords(cell.day, { weekday: "long" })} className="no-underline">
                {dayWords(cell.day, { weekday: "short" })}
              </abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.day}>
            {week.map((cell) => {
              const heat = heatOf(cell.entries);
              const hidden = cell.entries.length - FITS;
              const shown = hidden > 0 ? cell.entries.slice(0, FITS - 1) : cell.entries;
              return (
                <td
                  key={cell.day}
                  data-day={cell.day}
                  tabIndex={cell.day === active?.day ? 0 : -1}
                  aria-label={`${dayWords(cell.day)}: ${cell.entries.length === 0 ? "nothing" : count(cell.entries.length, "entry")}, ${HEAT_WORDS[heat]}`}
                  aria-current={cell.isToday ? "date" : undefined}
                  onFocus={(event) => {
                    if (event.target === event.currentTarget) setChosen(cell.day);
                  }}
                  onDragOver={(event) => {
                    if (!isDragging) return;
                    event.preventDefault();
                    setOver(cell.day);
                  }}
                  onDragLeave={() => setOver((now) => (now === cell.day ? null : now))}
                  onDrop={(event) => {
                    event.preventDefault();
                    setOver(null);
                    onDrop?.(cell.day);
                  }}
                  className={cn(
                    "h-28 border-r border-b p-1 align-top last:border-r-0 focus-visible:-outline-offset-2 [tr:last-child>&]:border-b-0",
                    HEAT[heat],
                    !cell.isInMonth && "bg-sunken",
                    over === cell.day && "outline-2 -outline-offset-2 outline-accent",
                  )}
                >
                  <span className={cn("tabular mb-1 inline-grid size-6 place-items-center rounded-full text-xs", cell.isInMonth ? "text-muted" : "text-faint", cell.isToday && "bg-accent font-semibold text-on-accent")}>{Number(cell.day.slice(8))}</span>
                  <ul className="grid gap-1">
                    {shown.map((entry) => (
                      <li key={`${entry.kind}${entry.id}`} className="min-w-0">
                        {chip(entry)}
                      </li>
                    ))}
                    {hidden > 0 ? (
                      <li>
                        <Popover
                          label={dayWords(cell.day)}
                          trigger={
                            <Button variant="ghost" size="sm" className="h-6 w-full justify-start px-1.5 text-xs">
                              {cell.entries.length - shown.length} more
                            </Button>
                          }
                        >
                          <p className="mb-2 font-medium">{dayWords(cell.day)}</p>
                          <ul className="grid w-64 gap-1">
                            {cell.entries.map((entry) => (
                              <li key={`${entry.kind}${entry.id}`}>{chip(entry)}</li>
                            ))}
                          </ul>
                        </Popover>
                      </li>
                    ) : null}
                  </ul>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
