import type { ReactNode } from "react";
import { useSearchParams } from "react-router";

import { useCurrentSector, useSectors } from "@/shared/entities/sectors";
import { Menu, MenuRadioItems } from "@/shared/ui/menu";

const ALL = "all";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  trigger: ReactNode;
}

export function SectorMenu(props: Props) {
  const { data: sectors = [] } = useSectors();
  const current = useCurrentSector();
  const [, setParams] = useSearchParams();
  const choose = (id: string) =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      if (id === ALL) next.delete("sector");
      else next.set("sector", id);
      next.delete("panel"); // its row may not be among those of the other sector
      return next;
    });
  return (
    <Menu align="start" {...props}>
      <MenuRadioItems value={current?.id ?? ALL} onValueChange={choose} options={[{ value: ALL, label: "All sectors" }, ...sectors.map((sector) => ({ value: sector.id, label: sector.name }))]} />
    </Menu>
  );
}
