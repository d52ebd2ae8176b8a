import { createContext, use } from "react";

import { useNow } from "@/shared/hooks/use-now";
import { cn } from "@/shared/lib/cn";
import { date, dateTime, relative, time as clock, zoneName } from "@/shared/lib/format";

import { Tooltip } from "./tooltip";

/** The zone times are shown in: the site's, set by the frame; the browser's without one. */
export const TimeZone = createContext<string | undefined>(undefined);

export interface TimeProps {
  value: string | number | Date | null | undefined;
  format?: "relative" | "date" | "datetime" | "time";
  /** IANA name; the site's when absent. */
  timeZone?: string;
  /** Instead of a dash, when there is no time. */
  never?: string;
  className?: string;
}

const MINUTE = 60_000;

/** A moment: relative, and exact with its zone on hover. */
export function Time({ value, format = "relative", timeZone, never, className }: TimeProps) {
  const place = use(TimeZone);
  const zone = timeZone ?? place;
  const now = useNow(format === "relative" ? MINUTE / 2 : null);
  const moment = value === null || value === undefined ? null : new Date(value);
  if (moment === null || Number.isNaN(moment.getTime())) return <span className={cn("text-faint", className)}>{never ?? "–"}</span>;
  const exact = dateTime(moment, zone, { seconds: true });
  const words = format === "relative" ? relative(moment, now) : format === "date" ? date(moment, zone) : format === "time" ? clock(moment, zone) : dateTime(moment, zone);
  return (
    <Tooltip content={`${exact} (${zoneName(moment, zone)})`}>
      <time dateTime={moment.toISOString()} className={cn("tabular whitespace-nowrap", className)}>
        {words}
      </time>
    </Tooltip>
  );
}
