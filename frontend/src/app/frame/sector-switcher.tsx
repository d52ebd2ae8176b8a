import { ChevronDown } from "lucide-react";
import { type ComponentProps, lazy } from "react";
import { useParams } from "react-router";

import { useCurrentSector, useSectors } from "@/shared/entities/sectors";

import { Opening } from "./opening";

const SectorMenu = lazy(async () => ({ default: (await import("./sector-menu")).SectorMenu }));

/** Narrows every page of the site to one sector, through the address. A site with one sector has nothing to choose. */
export function SectorSwitcher() {
  const { site } = useParams();
  const { data: sectors = [] } = useSectors();
  const current = useCurrentSector();
  if (site === undefined || sectors.length < 2) return null;
  const button = (props: ComponentProps<"button">) => (
    <button type="button" {...props} className="flex h-8 min-w-14 items-center gap-1 rounded-md px-2 text-base text-muted hover:bg-text/5 hover:text-text aria-expanded:bg-text/5 touch:h-11">
      <span className="sr-only">Sector: </span>
      <span className="max-w-40 truncate">{current?.name ?? "All sectors"}</span>
      <ChevronDown className="size-3.5 shrink-0 text-faint" aria-hidden="true" />
    </button>
  );
  return (
    <>
      <span className="text-line-strong max-sm:hidden" aria-hidden="true">
        /
      </span>
      <Opening button={button}>{(state) => <SectorMenu {...state} trigger={button({})} />}</Opening>
    </>
  );
}
