import { useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";

import { useSites } from "@/shared/entities/site";
import { cn } from "@/shared/lib/cn";
import { IconButton } from "@/shared/ui/button";
import { Check } from "lucide-react";
import { Time } from "@/shared/ui/time";
import { toastError } from "@/shared/ui/toast";

import { markRead, type Notification } from "../api/notifications";
import { linkOf } from "../link";

/** One notice; reading where it leads marks it read. */
export function Notice({ notice, onGo }: { notice: Notification; onGo?: () => void }) {
  const client = useQueryClient();
  const { data: sites = [] } = useSites();
  const to = linkOf(notice, sites);
  const isUnread = notice.read_at === null;
  const site = sites.length > 1 ? sites.find((one) => one.id === notice.site_id)?.name : undefined;
  const read = () => {
    if (isUnread) void markRead(client, notice.id).catch(toastError);
  };
  const go = () => {
    read();
    onGo?.();
  };
  return (
    <div className="group flex items-start gap-2.5">
      <span className={cn("mt-2 size-2 shrink-0 rounded-full", isUnread ? "bg-accent" : "bg-transparent")}>{isUnread ? <span className="sr-only">Unread</span> : null}</span>
      <div className="min-w-0 flex-1">
        {to === null ? (
          <p className={cn("text-pretty break-words", isUnread && "font-medium")}>{notice.title}</p>
        ) : (
          <Link to={to} onClick={go} className={cn("block text-pretty break-words hover:underline", isUnread && "font-medium")}>
            {notice.title}
          </Link>
        )}
        {notice.body ? <p className="text-sm text-pretty break-words text-muted">{notice.body}</p> : null}
        <p className="text-sm text-faint">
          <Time value={notice.created_at} />
          {site ? <span> · {site}</span> : null}
        </p>
      </div>
      {isUnread ? <IconButton label="Mark as read" icon={Check} size="sm" className="opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 touch:opacity-100" onClick={read} /> : null}
    </div>
  );
}
