import { Bell } from "lucide-react";
import { Link } from "react-router";

import type { Site } from "@/shared/entities/site";
import { Sheet } from "@/shared/ui/sheet";

import type { NavigationGroup } from "../features";
import { Groups } from "./sidebar";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  groups: readonly NavigationGroup[];
  site: Site | undefined;
}

/** Phones: what the bar at the bottom has no room for. */
export function AllPages({ open, onOpenChange, groups, site }: Props) {
  const close = () => onOpenChange(false);
  return (
    <Sheet open={open} onOpenChange={onOpenChange} title="All pages">
      <nav aria-label="All pages" className="grid gap-1">
        <Groups groups={groups.map((group) => ({ ...group, isFolded: false }))} site={site} onGo={close} />
        <Link to="/notifications" onClick={close} className="mt-3 flex h-11 items-center gap-2.5 rounded-md px-2 text-muted">
          <Bell className="size-4 text-faint" aria-hidden="true" />
          Notifications
        </Link>
      </nav>
    </Sheet>
  );
}
