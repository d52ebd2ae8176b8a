import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Bell } from "lucide-react";

import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { Page } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { SkeletonRows } from "@/shared/ui/skeleton";
import { toastError } from "@/shared/ui/toast";

import { markRead, notificationsQuery } from "../api/notifications";
import { Notice } from "../components/notice";

export function NotificationsPage() {
  const client = useQueryClient();
  const notifications = useInfiniteQuery(notificationsQuery);
  const isSomeUnread = notifications.data?.pages.some((one) => one.results.some((row) => row.read_at === null)) ?? false;
  return (
    <Page
      title="Notifications"
      description="What happened on your sites while you were elsewhere."
      actions={isSomeUnread ? <Button onClick={() => void markRead(client, null).catch(toastError)}>Mark all as read</Button> : null}
    >
      <QueryState
        query={notifications}
        skeleton={<SkeletonRows rows={8} columns={2} />}
        isEmpty={({ pages }) => pages[0]?.results.length === 0}
        empty={<EmptyState icon={Bell} title="No notifications yet" body="Finished imports, and publications that need your attention, are told here." />}
      >
        {({ pages }) => (
          <>
            <ul className="max-w-3xl divide-y">
              {pages.flatMap(({ results }) =>
                results.map((notice) => (
                  <li key={notice.id} className="py-3">
                    <Notice notice={notice} />
                  </li>
                )),
              )}
            </ul>
            {notifications.hasNextPage ? (
              <Button className="justify-self-start" loading={notifications.isFetchingNextPage} onClick={() => void notifications.fetchNextPage()}>
                Show older notifications
              </Button>
            ) : null}
          </>
        )}
      </QueryState>
    </Page>
  );
}
