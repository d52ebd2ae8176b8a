import { queryOptions, useQueryClient } from "@tanstack/react-query";

import { api, item, page, type Schema } from "@/shared/api/client";
import { everyPage } from "@/shared/api/every-page";
import { undoable } from "@/shared/ui/toast";

export type Grant = Schema<"SiteAccessOut">;

export const accessKeys = { all: ["site-access"] as const };

export function accessQuery() {
  return queryOptions({
    queryKey: accessKeys.all,
    queryFn: ({ signal }) => everyPage((query) => page(api.GET("/api/v1/accounts/site-access/", { params: { query }, signal }))),
  });
}

interface Cell {
  userId: string;
  siteId: string;
  /** What it is after the change, for the message: "Jonas sees Home coffee now". */
  said: string;
}

const grant = (user_id: string, site_id: string) => item(api.POST("/api/v1/accounts/site-access/", { body: { user_id, site_id } }));
const revoke = (id: string) => api.DELETE("/api/v1/accounts/site-access/{id}/", { params: { path: { id } } });

/** Share a site with somebody, or stop sharing it: seen at once, undone from the message, taken back when it is refused. */
export function useShare(): (cell: Cell, isShared: boolean) => Promise<void> {
  const client = useQueryClient();
  const rows = () => client.getQueryData<Grant[]>(accessKeys.all) ?? [];
  const at = ({ userId, siteId }: Cell) => rows().find((row) => row.user_id === userId && row.site_id === siteId);
  const show = (cell: Cell, row: Grant | null) =>
    client.setQueryData<Grant[]>(accessKeys.all, (all = []) => [...all.filter((one) => one.user_id !== cell.userId || one.site_id !== cell.siteId), ...(row ? [row] : [])]);

  const turn = async (cell: Cell, isShared: boolean): Promise<void> => {
    await client.cancelQueries({ queryKey: accessKeys.all });
    const before = at(cell) ?? null;
    try {
      if (isShared) {
        show(cell, { id: "", user_id: cell.userId, user_name: null, site_id: cell.siteId, site_name: null, created_at: new Date().toISOString() });
        show(cell, await grant(cell.userId, cell.siteId));
      } else {
        show(cell, null);
        // A grant that is on its way has no id yet; granting again answers with the row that is there.
        const id = before && before.id !== "" ? before.id : (await grant(cell.userId, cell.siteId)).id;
        await revoke(id);
      }
    } catch (error) {
      show(cell, before);
      throw error;
    }
  };
  return async (cell, isShared) => {
    await undoable({ message: cell.said, run: () => turn(cell, isShared), undo: () => turn(cell, !isShared) });
    await client.invalidateQueries({ queryKey: accessKeys.all });
  };
}
