import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { publishingChanged } from "@/shared/entities/publishing";
import { useCurrentSite } from "@/shared/entities/site";
import { RequestKeys } from "@/shared/lib/request-key";
import { type Day, dayWords } from "@/shared/lib/zone";
import { toast, undoable } from "@/shared/ui/toast";

import { calendarKeys, sendMove, type Unplanned } from "../api/calendar";
import { addToDay, applyMove, type Entry, type Movable, monthOf, type Move, moveTo } from "./model";

/** Something that can be moved: an entry, or something without a day. */
export type Mover = Movable & Pick<Entry, "title"> & Partial<Pick<Entry, "at">> & { origin?: Unplanned };

/**
 * Moving on the calendar: seen at once, told to the server, and taken back by Undo or when the server refuses.
 *
 * @returns whether anything was asked of the server
 */
export function useMoves(): (mover: Mover, day: Day | null) => Promise<boolean> {
  const site = useCurrentSite();
  const client = useQueryClient();
  const [keys] = useState(() => new RequestKeys());

  const show = (mover: Mover, day: Day | null): (() => void) => {
    const months = { queryKey: calendarKeys.months(site.id) };
    const tray = calendarKeys.tray(site.id);
    void client.cancelQueries(months);
    void client.cancelQueries({ queryKey: tray });
    const before = client.getQueriesData<Entry[]>(months);
    const trayBefore = client.getQueryData<Unplanned[]>(tray);
    for (const [key, entries] of before) {
      if (entries === undefined) continue;
      const isOfDay = day !== null && key[3] === monthOf(day);
      const isThere = entries.some((one) => one.id === mover.id && one.kind === mover.kind);
      // Months are asked for one by one: an entry that leaves one appears in the other.
      if (isThere) client.setQueryData(key, isOfDay ? applyMove(entries, mover, day) : applyMove(entries, mover, null));
      else if (isOfDay) client.setQueryData(key, addToDay(entries, mover, day));
    }
    if (trayBefore && mover.date === null) client.setQueryData(tray, trayBefore.filter((one) => one.id !== mover.id));
    return () => {
      for (const [key, entries] of before) client.setQueryData(key, entries);
      client.setQueryData(tray, trayBefore);
    };
  };

  const refresh = (move: Move): void => {
    void client.invalidateQueries({ queryKey: calendarKeys.all });
    if (move.type === "schedule") publishingChanged(client);
    else void client.invalidateQueries({ queryKey: [move.type === "task" ? "tasks" : "content"] });
  };

  return async (mover, day) => {
    const result = moveTo(mover, day, site.timezone, new Date());
    if (result === null) return false;
    if ("refusal" in result) {
      toast.info(result.refusal);
      return false;
    }
    const { move } = result;
    const restore = show(mover, day);
    const back: Move = move.type === "schedule" ? { ...move, at: mover.at ?? move.at } : { ...move, planned_date: mover.date };
    const isDone = await undoable({
      message: day === null ? `“${mover.title}” has no day any more` : `“${mover.title}” moved to ${dayWords(day, { weekday: "long", day: "numeric", month: "long" })}`,
      run: async () => {
        await sendMove(move, site.id, (body) => keys.for(body));
        keys.done();
        refresh(move);
      },
      undo: async () => {
        await sendMove(back, site.id, (body) => keys.for(body));
        keys.done();
        refresh(back);
      },
    });
    if (!isDone) restore();
    return isDone;
  };
}
