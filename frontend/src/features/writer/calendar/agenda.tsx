/** The month as a list of days, for phones. Days without anything are left out, today is not. */
import { cn } from "@/shared/lib/cn";
import { dayWords } from "@/shared/lib/zone";

import { Chip } from "./chip";
import type { DayCell, Entry } from "./model";

interface AgendaProps {
  days: readonly DayCell[];
  linkOf: (entry: Entry) => string;
  onMove?: ((entry: Entry) => void) | undefined;
  onUnplan: (entry: Entry) => void;
}

export function Agenda({ days, linkOf, onMove, onUnplan }: AgendaProps) {
  const shown = days.filter((cell) => cell.isInMonth && (cell.isToday || cell.entries.length > 0));
  return (
    <ol className="grid gap-4">
      {shown.map((cell) => (
        <li key={cell.day} className="grid gap-1.5">
          <h2 className={cn("text-sm font-medium", cell.isToday ? "text-accent" : "text-muted")} aria-current={cell.isToday ? "date" : undefined}>
            {dayWords(cell.day, { weekday: "long", day: "numeric", month: "long" })}
            {cell.isToday ? ", today" : ""}
          </h2>
          {cell.entries.length === 0 ? <p className="text-sm text-faint">Nothing today</p> : null}
          <ul className="grid gap-1.5">
            {cell.entries.map((entry) => (
              <li key={`${entry.kind}${entry.id}`}>
                <Chip wrap entry={entry} to={linkOf(entry)} onMove={onMove ? () => onMove(entry) : undefined} onUnplan={() => onUnplan(entry)} />
              </li>
            ))}
          </ul>
        </li>
      ))}
      {shown.length === 0 ? <li className="py-8 text-center text-muted">Nothing is planned, scheduled or published in this month.</li> : null}
    </ol>
  );
}
