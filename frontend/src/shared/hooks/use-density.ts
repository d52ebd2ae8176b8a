import { type Density, useView } from "@/shared/stores/view";

import { useMedia } from "./use-media";

/** Pixels of a table's row. */
export const ROW_HEIGHT: Record<Density, number> = { compact: 36, comfortable: 44 };

/** How tall rows are. Where people point with a finger they are never compact. */
export function useDensity(): [Density, (density: Density) => void] {
  const chosen = useView((view) => view.density);
  const choose = useView((view) => view.setDensity);
  return [useMedia("(pointer: coarse)") ? "comfortable" : chosen, choose];
}
