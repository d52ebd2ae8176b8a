import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";

import { Button } from "@/shared/ui/button";
import { QueryState } from "@/shared/ui/query-state";
import { SkeletonRows } from "@/shared/ui/skeleton";
import { toastError } from "@/shared/ui/toast";

import { markRead, unreadQuery } from "../api/notifications";
import { Notice } from "./notice";

/** What the bell opens: what nobody has read yet. */
export function Latest({ onGo }: { onGo: () => void }) {
  const client = useQueryClient();
  const unread = useQuery(unreadQuery);
  return (
    <div className="flex max-h-[min(32rem,80dvh)] flex-col">
      <div className="flex items-center justify-between gap-3 border-b px-4 py-2">
        <h2 className="font-semibold">Notifications</h2>
        {unread.data && unread.data.count > 0 ? (
          <Button size="sm" variant="ghost" className="-mr-2" onClick={() => void markRead(client, null).catch(toastError)}>
            Mark all as read
          </Button>
        ) : null}
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <QueryState query={unread} skeleton={<SkeletonRows rows={3} columns={1} />} empty={<p className="px-4 py-8 text-center text-muted">Nothing new. Finished imports and what could not be published are told here.</p>} compact>
          {({ results }) => (
            <ul className="divide-y">
              {results.map((notice) => (
                <li key={notice.id} className="px-4 py-2.5">
                  <Notice notice={notice} onGo={onGo} />
                </li>
              ))}
            </ul>
          )}
        </QueryState>
      </div>
      <Link to="/notifications" onClick={onGo} className="border-t px-4 py-2.5 text-center text-sm text-accent hover:underline">
        Show all notifications
      </Link>
    </div>
  );
}
