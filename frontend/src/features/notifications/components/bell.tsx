import { useQuery } from "@tanstack/react-query";
import { Bell as Icon } from "lucide-react";
import { lazy, Suspense, useState } from "react";

import { cn } from "@/shared/lib/cn";
import { count } from "@/shared/lib/format";
import { LazyPopover } from "@/shared/ui/lazy-popover";

import { unreadQuery } from "../api/notifications";

const Latest = lazy(async () => ({ default: (await import("./latest")).Latest }));

export function Bell() {
  const { data } = useQuery(unreadQuery);
  const unread = data?.count ?? 0;
  const [isOpen, setIsOpen] = useState(false);
  const label = unread > 0 ? `Notifications: ${count(unread, "message")} unread` : "Notifications";
  return (
    <LazyPopover
      label="Notifications"
      align="end"
      open={isOpen}
      onOpenChange={setIsOpen}
      className="w-96 p-0"
      trigger={
        <button
          type="button"
          aria-label={label}
          title={label}
          className={cn(
            "relative grid size-8 place-items-center rounded-md text-muted hover:bg-text/5 hover:text-text aria-expanded:bg-text/5 touch:size-11",
            unread === 0 && "max-sm:hidden", // phones find it under More
          )}
        >
          <Icon className="size-4" aria-hidden="true" />
          {unread > 0 ? <span className="absolute top-1.5 right-1.5 size-2 rounded-full bg-accent ring-2 ring-surface touch:top-3 touch:right-3" aria-hidden="true" /> : null}
        </button>
      }
    >
      <Suspense fallback={<div className="h-40" />}>
        <Latest onGo={() => setIsOpen(false)} />
      </Suspense>
    </LazyPopover>
  );
}
