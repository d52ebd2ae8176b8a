import { NavLink } from "react-router";

import { type Site, useSitePath } from "@/shared/entities/site";
import type { NavigationItem } from "@/shared/lib/feature";
import { cn } from "@/shared/lib/cn";
import { compact } from "@/shared/lib/format";
import { Tooltip } from "@/shared/ui/tooltip";

import { features } from "../features";

interface Props {
  item: NavigationItem;
  site: Site | undefined;
  /** Icons only, the label as a tooltip. */
  isSmall?: boolean;
  /** In place of the item's own label: a folded section stands for all its pages. */
  label?: string;
  onGo?: () => void;
}

export function NavItem({ item, site, isSmall = false, label = item.label, onGo }: Props) {
  const sitePath = useSitePath();
  const Icon = item.icon;
  const link = (
    <NavLink
      to={item.scope === "site" ? sitePath(item.to) : item.to}
      // Below a page are its details, except where another item is one: /billing and /billing/usage, settings and settings/integrations.
      end={item.scope === "account" || hasItemBelow(item)}
      onClick={onGo}
      className={({ isActive }) =>
        cn(
          "group relative flex h-8 items-center gap-2.5 rounded-md px-2 text-base text-muted transition-colors hover:bg-text/5 hover:text-text touch:h-11",
          isActive && "bg-accent-soft font-medium text-text hover:bg-accent-soft",
          isSmall && "w-10 justify-center px-0",
        )
      }
    >
      {({ isActive }) => (
        <>
          <Icon className={cn("size-4 shrink-0", isActive ? "text-accent" : "text-faint group-hover:text-muted")} aria-hidden />
          <span className={cn("min-w-0 flex-1 truncate", isSmall && "sr-only")}>{label}</span>
          {item.useWaiting && site ? <Waiting useCount={item.useWaiting} siteId={site.id} isSmall={isSmall} /> : null}
        </>
      )}
    </NavLink>
  );
  return isSmall ? (
    <Tooltip content={label} side="right">
      {link}
    </Tooltip>
  ) : (
    link
  );
}

function hasItemBelow({ to, scope }: NavigationItem): boolean {
  return features.some((feature) => feature.navigation?.some((other) => other.scope === scope && other.to.startsWith(`${to}/`)));
}

function Waiting({ useCount, siteId, isSmall }: { useCount: (siteId: string) => number | undefined; siteId: string; isSmall: boolean }) {
  const count = useCount(siteId);
  if (!count) return null;
  if (isSmall) {
    return (
      <span className="absolute top-1 right-1 size-1.5 rounded-full bg-accent">
        <span className="sr-only">{count} waiting</span>
      </span>
    );
  }
  return (
    <span className="tabular text-xs text-faint">
      {compact(count)}
      <span className="sr-only"> waiting</span>
    </span>
  );
}
