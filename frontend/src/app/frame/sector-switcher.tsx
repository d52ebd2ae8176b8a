import { ChevronDown } from "lucide-react";
import { useParams, useSearchParams } from "react-router";

import { useCurrentSector, useSectors } from "@/shared/entities/sectors";
import { Menu, MenuRadioItems } from "@/shared/ui/menu";

const ALL = "all";

/** Narrows every page of the site to one sector, through the address. A site with one sector has nothing to choose. */
export function SectorSwitcher() {
  const { site } = useParams();
  const { data: sectors = [] } = useSectors();
  const current = useCurrentSector();
  const [, setParams] = useSearchParams();
  if (site === undefined || sectors.length < 2) return null;
  const choose = (id: string) =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      if (id === ALL) next.delete("sector");
      else next.set("sector", id);
      next.delete("page"); // of another list now
      return next;
    });
  return (
    <>
      <span className="text-line-strong max-sm:hidden" aria-hidden="true">
        /
      </span>
      <Menu
        align="start"
        trigger={
          <button type="button" className="flex h-8 min-w-0 items-center gap-1 rounded-md px-2 text-base text-muted hover:bg-text/5 hover:text-text aria-expanded:bg-text/5 touch:h-11">
            <span className="sr-only">Sector: </span>
            <span className="max-w-40 truncate max-sm:max-w-20">{current?.name ?? "All sectors"}</span>
            <ChevronDown className="size-3.5 shrink-0 text-faint" aria-hidden="true" />
          </button>
        }
      >
        <MenuRadioItems value={current?.id ?? ALL} onValueChange={choose} options={[{ value: ALL, label: "All sectors" }, ...sectors.map((sector) => ({ value: sector.id, label: sector.name }))]} />
      </Menu>
    </>
  );
}
