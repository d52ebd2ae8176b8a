import { useQueryClient } from "@tanstack/react-query";

import { useCurrentSite } from "@/shared/entities/site";
import { count } from "@/shared/lib/format";
import { toast, toastError, undoable } from "@/shared/ui/toast";

import { type Collision, collisionsQuery, type EditableStatus, type Idea, ideaKeys, ideasChanged, type IdeaStatus, setIdeaStatus } from "../api/ideas";
import { isEditable, refusalOf } from "./board";
import { showMove } from "./board-cache";

/** Ideas of which it is worth asking one by one what collides, before they are approved. */
const MOST_CHECKED = 10;

export interface Overlap {
  idea: Idea;
  collisions: readonly Collision[];
}

const DONE: Record<EditableStatus, string> = { draft: "back to decide", approved: "approved", rejected: "rejected" };

export interface MoveTools {
  /** The table's rows change with the board's cards. */
  patchRow?: ((id: string, changes: Partial<Idea>) => () => void) | undefined;
  /** Handing to the writer has its own dialog. */
  onQueue: (ideas: readonly Idea[]) => void;
  /** Something answers the same already: a person decides. */
  onOverlap: (overlaps: readonly Overlap[], goOn: () => void) => void;
}

/** Moving ideas: seen at once, told to the server, and taken back by Undo or when the server refuses. */
export function useIdeaMoves({ patchRow, onQueue, onOverlap }: MoveTools): (ideas: readonly Idea[], to: IdeaStatus) => Promise<boolean> {
  const site = useCurrentSite();
  const client = useQueryClient();

  const show = (ideas: readonly Idea[], to: IdeaStatus): (() => void) => {
    const backs = [showMove(client, site.id, new Set(ideas.map((idea) => idea.id)), to), ...ideas.map((idea) => patchRow?.(idea.id, { status: to }))];
    for (const { id } of ideas) client.setQueryData<Idea>(ideaKeys.one(id), (old) => (old === undefined ? old : { ...old, status: to }));
    return () => {
      for (const back of backs) back?.();
      for (const idea of ideas) client.setQueryData<Idea>(ideaKeys.one(idea.id), (old) => (old === undefined ? old : { ...old, status: idea.status }));
    };
  };
  const set = async (ideas: readonly Idea[], to: EditableStatus): Promise<boolean> => {
    const restore = show(ideas, to);
    const [only] = ideas;
    const isDone = await undoable({
      message: ideas.length === 1 && only ? `“${only.title}” ${DONE[to]}` : `${count(ideas.length, "idea")} ${DONE[to]}`,
      run: () => setIdeaStatus(ideas.map((idea) => idea.id), to),
      undo: async () => {
        for (const [status, ids] of byStatus(ideas)) await setIdeaStatus(ids, status);
        restore();
        await ideasChanged(client);
      },
    });
    if (isDone) await ideasChanged(client);
    else restore();
    return isDone;
  };
  return async (ideas, to) => {
    const going = ideas.filter((idea) => refusalOf(idea.status, to) === "");
    if (going.length === 0) {
      const [first] = ideas;
      if (first) toast.info(refusalOf(first.status, to));
      return false;
    }
    if (to === "queued") {
      onQueue(going);
      return false;
    }
    if (!isEditable(to)) return false;
    if (to !== "approved" || going.length > MOST_CHECKED) return set(going, to);
    try {
      const overlaps = (await Promise.all(going.map(async (idea) => ({ idea, collisions: await client.query(collisionsQuery(idea.id)) })))).filter((one) => one.collisions.length > 0);
      if (overlaps.length > 0) {
        onOverlap(overlaps, () => void set(going, to));
        return false;
      }
    } catch (error) {
      toastError(error);
      return false;
    }
    return set(going, to);
  };
}

/** Ideas that get back the same status, together. */
export function byStatus(ideas: readonly Pick<Idea, "id" | "status">[]): Map<EditableStatus, string[]> {
  const groups = new Map<EditableStatus, string[]>();
  for (const { id, status } of ideas) if (isEditable(status)) groups.set(status, [...(groups.get(status) ?? []), id]);
  return groups;
}
