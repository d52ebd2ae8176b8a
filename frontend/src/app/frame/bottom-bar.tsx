import { Menu } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { NavLink } from "react-router";

import { type Site, useSitePath } from "@/shared/entities/site";
import type { NavigationItem } from "@/shared/lib/feature";

import type { NavigationGroup } from "../features";

const AllPages = lazy(async () => ({ default: (await import("./all-pages")).AllPages }));

interface Props {
  groups: readonly NavigationGroup[];
  site: Site | undefined;
}

/** Which pages are on the bar, by how much they are used on the go: first of each that somebody may see. */
const PLACES: readonly (readonly { to: string; label: string }[])[] = [
  [{ to: "home", label: "Home" }],
  [{ to: "planner/keywords", label: "Planner" }],
  [{ to: "writer/content", label: "Writer" }],
  [
    { to: "writer/review", label: "Review" },
    { to: "writer/published", label: "Published" },
  ],
];

const cell = "relative flex min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-xs text-muted aria-[current=page]:font-medium aria-[current=page]:text-accent";

/** Phones: four places and the rest in a sheet. */
export function BottomBar({ groups, site }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  const sitePath = useSitePath();
  const items = groups.flatMap((group) => group.items);
  const places = PLACES.map((choices) => choices.map((choice) => ({ ...choice, item: items.find((item) => item.scope === "site" && item.to === choice.to) })).find(({ item }) => item !== undefined)).filter(
    (place): place is { to: string; label: string; item: NavigationItem } => place !== undefined,
  );
  const open = () => {
    setWasOpened(true);
    setIsOpen(true);
  };
  return (
    <nav aria-label="Main" className="fixed inset-x-0 bottom-0 z-30 flex h-[calc(3.5rem+env(safe-area-inset-bottom))] border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden">
      {places.map(({ to, label, item: { icon: Icon } }) => (
        <NavLink key={to} to={sitePath(to)} className={cell}>
          <Icon className="size-5" aria-hidden />
          <span className="max-w-full truncate px-1">{label}</span>
        </NavLink>
      ))}
      <button type="button" className={cell} aria-haspopup="dialog" onClick={open}>
        <Menu className="size-5" aria-hidden="true" />
        More
      </button>
      {wasOpened ? (
        <Suspense>
          <AllPages open={isOpen} onOpenChange={setIsOpen} groups={groups} site={site} />
        </Suspense>
      ) : null}
    </nav>
  );
}
