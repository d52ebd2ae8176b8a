/** Arithmetic of windows: pages of a fixed number of rows, of which only some are in memory. No React, no network. */
import type { ListPage } from "./types";

/** Rows of one window; the most the API gives in one answer. */
export const WINDOW = 200;

export type Windows<Row> = ReadonlyMap<number, { page: ListPage<Row>; at: number }>;

/** Number of the window, from 1, that holds the row at `index`, from 0. */
export function windowOf(index: number): number {
  return Math.floor(index / WINDOW) + 1;
}

/** How many rows there are. A count that is not exact is a lower bound, which loaded windows may raise or settle. */
export function countOf<Row>(windows: Windows<Row>): { count: number; isExact: boolean } {
  let latest: { page: ListPage<Row>; at: number } | undefined;
  for (const one of windows.values()) if (latest === undefined || one.at >= latest.at) latest = one;
  if (latest === undefined) return { count: 0, isExact: true };
  if (latest.page.count_is_exact) return { count: latest.page.count, isExact: true };
  let atLeast = latest.page.count;
  for (const [number, { page }] of windows) {
    const end = (number - 1) * WINDOW + page.results.length;
    if (page.results.length > 0 && page.results.length < WINDOW) return { count: end, isExact: true };
    // One window more than is known, so that scrolling on finds out.
    if (page.results.length === WINDOW) atLeast = Math.max(atLeast, end + WINDOW);
  }
  return { count: atLeast, isExact: false };
}

/** Places, ascending, of rows that were taken off the list but are still in the windows. */
export function placesOf<Row>(windows: Windows<Row>, ids: ReadonlySet<string>, rowId: (row: Row) => string): number[] {
  if (ids.size === 0) return [];
  const places: number[] = [];
  for (const [number, { page }] of windows) {
    page.results.forEach((row, offset) => {
      if (ids.has(rowId(row))) places.push((number - 1) * WINDOW + offset);
    });
  }
  return places.sort((a, b) => a - b);
}

/** Where the row shown at `index` is in the windows, when the rows at `gaps` are not shown. */
export function behindGaps(index: number, gaps: readonly number[]): number {
  let place = index;
  for (const gap of gaps) {
    if (gap > place) break;
    place += 1;
  }
  return place;
}

/** The opposite: where the row at `place` is shown. */
export function beforeGaps(place: number, gaps: readonly number[]): number {
  let before = 0;
  for (const gap of gaps) {
    if (gap >= place) break;
    before += 1;
  }
  return place - before;
}
