import { Command } from "cmdk";
import { Check, LayoutGrid, Plus } from "lucide-react";
import { useLocation, useNavigate } from "react-router";

import { Can } from "@/shared/entities/me";
import { type Site, useSites } from "@/shared/entities/site";

const MANY = 6;
const row = "flex min-h-8 items-center gap-2 rounded-md px-2 py-1 text-base data-[selected=true]:bg-text/6 touch:min-h-11";

/** The list in the site switcher. Going to another site keeps the kind of page where the address is no single object's. */
export function SitePicker({ current, onGo }: { current: Site; onGo: () => void }) {
  const { data: sites = [] } = useSites();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const go = (to: string) => {
    onGo();
    void navigate(to);
  };
  const [, , , ...rest] = pathname.startsWith("/sites/") ? pathname.split("/") : [];
  const page = rest.slice(0, 2).join("/") || "home";
  const shown = sites.filter((site) => site.status !== "archived" || site.id === current.id);
  return (
    <Command label="Sites" loop>
      {shown.length > MANY ? (
        <Command.Input placeholder="Find a site" className="mb-1 h-8 w-full rounded-md border border-line-strong/45 bg-surface px-2 touch:h-11" />
      ) : (
        <Command.Input aria-label="Find a site" className="sr-only" />
      )}
      <Command.List className="max-h-80 overflow-y-auto overscroll-contain">
        <Command.Empty className="px-2 py-3 text-muted">No site has this in its name.</Command.Empty>
        {shown.map((site) => (
          <Command.Item key={site.id} value={`${site.name} ${site.domain} ${site.id}`} className={row} onSelect={() => go(`/sites/${site.slug}/${page}`)}>
            <span className="min-w-0 flex-1">
              <span className="block truncate">{site.name}</span>
              {site.domain ? <span className="block truncate text-xs text-muted">{site.domain}</span> : null}
            </span>
            {site.id === current.id ? <Check className="size-4 text-accent" aria-label="Shown now" /> : null}
          </Command.Item>
        ))}
        <Command.Separator alwaysRender className="-mx-1 my-1 h-px bg-line" />
        <Can role="admin">
          <Command.Item forceMount value="new site" className={row} onSelect={() => go("/welcome?new=1")}>
            <Plus className="size-4 text-muted" aria-hidden="true" />
            New site
          </Command.Item>
        </Can>
        <Command.Item forceMount value="all sites" className={row} onSelect={() => go("/sites")}>
          <LayoutGrid className="size-4 text-muted" aria-hidden="true" />
          All sites
        </Command.Item>
      </Command.List>
    </Command>
  );
}
