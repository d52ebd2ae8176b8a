import { ChevronsUpDown, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Link } from "react-router";

import { Can } from "@/shared/entities/me";
import { useNearestSite } from "@/shared/entities/site";
import { LazyPopover } from "@/shared/ui/lazy-popover";

const SitePicker = lazy(async () => ({ default: (await import("./site-picker")).SitePicker }));

const trigger = "flex h-8 min-w-0 items-center gap-1.5 rounded-md px-2 text-base font-medium hover:bg-text/5 aria-expanded:bg-text/5 touch:h-11";

export function SiteSwitcher() {
  const [isOpen, setIsOpen] = useState(false);
  const site = useNearestSite();
  if (!site) {
    return (
      <Can role="admin">
        <Link to="/welcome" className={trigger}>
          <Plus className="size-4 text-accent" aria-hidden="true" />
          Set up a site
        </Link>
      </Can>
    );
  }
  return (
    <LazyPopover
      label="Sites"
      open={isOpen}
      onOpenChange={setIsOpen}
      className="w-72 p-1"
      trigger={
        <button type="button" className={trigger}>
          <SiteInitial name={site.name} />
          <span className="min-w-0 truncate max-sm:max-w-28 sm:max-w-48">
            <span className="sr-only">Site: </span>
            {site.name}
          </span>
          <ChevronsUpDown className="size-3.5 shrink-0 text-faint" aria-hidden="true" />
        </button>
      }
    >
      <Suspense fallback={<div className="h-40" />}>
        <SitePicker current={site} onGo={() => setIsOpen(false)} />
      </Suspense>
    </LazyPopover>
  );
}

function SiteInitial({ name }: { name: string }) {
  return (
    <span className="grid size-5 shrink-0 place-items-center rounded bg-accent-soft text-xs font-semibold text-accent" aria-hidden="true">
      {name.charAt(0).toUpperCase()}
    </span>
  );
}
