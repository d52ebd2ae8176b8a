import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { Link, useLocation } from "react-router";

import { type Site, useSitePath } from "@/shared/entities/site";
import { cn } from "@/shared/lib/cn";
import type { NavigationItem } from "@/shared/lib/feature";
import { useView } from "@/shared/stores/view";
import { IconButton } from "@/shared/ui/button";

import type { NavigationGroup } from "../features";
import { Mark } from "./mark";
import { NavItem } from "./nav-link";

interface Props {
  groups: readonly NavigationGroup[];
  site: Site | undefined;
}

/** The stages of the work, in their order. On phones the bottom bar and its sheet take its place. */
export function Sidebar({ groups, site }: Props) {
  const { sidebarCollapsed: isSmall, setSidebarCollapsed } = useView();
  return (
    <nav aria-label="Main" className="fixed inset-y-0 left-0 z-30 flex w-(--frame-left) flex-col border-r bg-surface max-md:hidden">
      <div className={cn("flex h-12 shrink-0 items-center gap-2", isSmall ? "justify-center" : "pr-2 pl-4")}>
        {isSmall ? null : (
          <Link to="/" className="flex min-w-0 flex-1 items-center gap-2 font-semibold tracking-tight">
            <Mark />
            IGNY8
          </Link>
        )}
        <IconButton
          label={isSmall ? "Widen the sidebar" : "Narrow the sidebar"}
          icon={isSmall ? PanelLeftOpen : PanelLeftClose}
          side="right"
          className="text-faint"
          onClick={() => setSidebarCollapsed(!isSmall)}
        />
      </div>
      <div className={cn("min-h-0 flex-1 overflow-y-auto overscroll-contain pb-4", isSmall ? "px-2" : "px-2.5")}>
        <Groups groups={groups} site={site} isSmall={isSmall} />
      </div>
    </nav>
  );
}

interface GroupsProps extends Props {
  isSmall?: boolean;
  onGo?: () => void;
}

export function Groups({ groups, site, isSmall = false, onGo }: GroupsProps) {
  const { pathname } = useLocation();
  const sitePath = useSitePath();
  const isAt = (item: NavigationItem): boolean => {
    const path = item.scope === "site" ? (sitePath(item.to).split("?")[0] ?? "") : item.to;
    return pathname === path || pathname.startsWith(`${path}/`);
  };
  return (
    <ul className="grid gap-px">
      {groups.map((group, index) => {
        const [first] = group.items;
        if (first === undefined) return null;
        const isOpen = !group.isFolded || group.items.some(isAt);
        if (group.items.length === 1 || !isOpen || (isSmall && group.isFolded)) {
          const before = groups[index - 1];
          const isApart = group.isFolded && before !== undefined && !before.isFolded;
          return (
            <li key={group.section} className={cn(isApart ? "mt-3 border-t pt-3" : !group.isFolded && index > 0 && "mt-3")}>
              <NavItem item={first} site={site} isSmall={isSmall} label={group.isFolded ? group.label : first.label} onGo={onGo} />
            </li>
          );
        }
        return (
          <li key={group.section} className={cn("mt-3", isSmall && "mt-2 border-t pt-2")}>
            <h2 className={cn("px-2 pb-1 text-xs font-medium text-faint", isSmall && "sr-only")}>{group.label}</h2>
            <ul className="grid gap-px">
              {group.items.map((item) => (
                <li key={item.to}>
                  <NavItem item={item} site={site} isSmall={isSmall} onGo={onGo} />
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}
