/** The board's columns in the query cache, changed before the server has answered. */
import type { InfiniteData, QueryClient, QueryKey } from "@tanstack/react-query";

import type { ListPage } from "@/shared/ui/table/types";

import { type Idea, ideaKeys, type IdeaStatus } from "../api/ideas";
import { type Board, COLUMNS, EMPTY_BOARD, moved } from "./board";

type Column = InfiniteData<ListPage<Idea>>;

/** Each board that is known: one for each set of filters. */
function boards(client: QueryClient, siteId: string): Map<string, Map<IdeaStatus, { key: QueryKey; data: Column }>> {
  const found = new Map<string, Map<IdeaStatus, { key: QueryKey; data: Column }>>();
  for (const [key, data] of client.getQueriesData<Column>({ queryKey: ideaKeys.board(siteId) })) {
    if (data === undefined) continue;
    const name = JSON.stringify(key[4]);
    const board = found.get(name) ?? new Map<IdeaStatus, { key: QueryKey; data: Column }>();
    board.set(key[3] as IdeaStatus, { key, data });
    found.set(name, board);
  }
  return found;
}

export function cardsOf(data: Column | undefined): Idea[] {
  return data?.pages.flatMap((page) => [...page.results]) ?? [];
}

/** Move cards where they are shown. @returns what takes it back */
export function showMove(client: QueryClient, siteId: string, ids: ReadonlySet<string>, to: IdeaStatus): () => void {
  void client.cancelQueries({ queryKey: ideaKeys.board(siteId) });
  const before = client.getQueriesData<Column>({ queryKey: ideaKeys.board(siteId) });
  for (const columns of boards(client, siteId).values()) {
    const was: Board = { ...EMPTY_BOARD, ...Object.fromEntries([...columns].map(([status, { data }]) => [status, cardsOf(data)])) };
    const now = moved(was, ids, to);
    for (const status of COLUMNS) {
      const column = columns.get(status);
      if (column !== undefined) client.setQueryData(column.key, withCards(column.data, now[status], now[status].length - was[status].length));
    }
  }
  return () => {
    for (const [key, data] of before) client.setQueryData(key, data);
  };
}

/** All cards in the first page; how many pages were fetched stays, so the next one is the right one. */
function withCards(data: Column, cards: readonly Idea[], change: number): Column {
  if (change === 0) return data;
  return { ...data, pages: data.pages.map((page, at) => ({ ...page, results: at === 0 ? cards : [], count: Math.max(0, page.count + change) })) };
}
