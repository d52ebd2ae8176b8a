/** The board: which card may go where, what a move looks like, and where the keys lead. Pure. */
import { statusWord } from "@/shared/lib/words";

import type { EditableStatus, Idea, IdeaStatus } from "../api/ideas";

export const COLUMNS = ["draft", "approved", "queued", "completed", "rejected"] as const satisfies readonly IdeaStatus[];

const EDITABLE: ReadonlySet<IdeaStatus> = new Set<IdeaStatus>(["draft", "approved", "rejected"]);

export function isEditable(status: IdeaStatus): status is EditableStatus {
  return EDITABLE.has(status);
}

/** Why a card may not go there, in a sentence; empty when it may. The server decides, this only says it before. */
export function refusalOf(from: IdeaStatus, to: IdeaStatus): string {
  if (from === to) return `It is “${statusWord("idea", to).label}” already.`;
  if (from === "queued") return "The writer has a task for it. Cancel the task to get the idea back.";
  if (from === "completed") return "Its text is written already.";
  if (to === "completed") return "An idea is written when its text is there, not by hand.";
  if (from === "rejected" && to === "queued") return "It is rejected. Set it back to “To decide” first.";
  return "";
}

export type Board = Readonly<Record<IdeaStatus, readonly Idea[]>>;
export const EMPTY_BOARD: Board = { draft: [], approved: [], queued: [], completed: [], rejected: [] };

/** Cards go to the top of the column, in the order they had. */
export function moved(board: Board, ids: ReadonlySet<string>, to: IdeaStatus): Board {
  const cards = COLUMNS.filter((column) => column !== to).flatMap((column) => board[column].filter((idea) => ids.has(idea.id)));
  const next: Record<IdeaStatus, readonly Idea[]> = { ...board };
  for (const column of COLUMNS) if (column !== to) next[column] = board[column].filter((idea) => !ids.has(idea.id));
  next[to] = [...cards.map((idea) => ({ ...idea, status: to })), ...board[to]];
  return next;
}

export type BoardKey = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight" | "Home" | "End";

export function isBoardKey(key: string): key is BoardKey {
  return ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"].includes(key);
}

/** The card a key leads to: within its column, or the one beside it in the next column that has any. */
export function reachedBy(board: Board, id: string, key: BoardKey): string {
  const column = COLUMNS.find((one) => board[one].some((idea) => idea.id === id));
  if (column === undefined) return id;
  const cards = board[column];
  const at = cards.findIndex((idea) => idea.id === id);
  const inColumn = (index: number) => cards[Math.max(0, Math.min(cards.length - 1, index))]?.id ?? id;
  switch (key) {
    case "ArrowUp":
      return inColumn(at - 1);
    case "ArrowDown":
      return inColumn(at + 1);
    case "Home":
      return inColumn(0);
    case "End":
      return inColumn(cards.length - 1);
    case "ArrowLeft":
    case "ArrowRight": {
      const by = key === "ArrowLeft" ? -1 : 1;
      const ahead = by < 0 ? COLUMNS.slice(0, COLUMNS.indexOf(column)).reverse() : COLUMNS.slice(COLUMNS.indexOf(column) + 1);
      const beside = ahead.map((one) => board[one]).find((others) => others.length > 0);
      return beside?.[Math.min(at, beside.length - 1)]?.id ?? id;
    }
  }
}

/** Where the focus goes when cards leave: the next that stays in the column, else the one before. */
export function leftBehind(cards: readonly Pick<Idea, "id">[], gone: ReadonlySet<string>, from: string): string | null {
  const at = cards.findIndex((card) => card.id === from);
  const after = cards.slice(at + 1).find((card) => !gone.has(card.id));
  const before = cards.slice(0, Math.max(0, at)).findLast((card) => !gone.has(card.id));
  return (after ?? before)?.id ?? null;
}
