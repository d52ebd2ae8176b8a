import { useState } from "react";

import { useLocal } from "@/shared/hooks/use-local";

import type { Layout } from "./layout";
import { PANEL_TABS, type PanelTab } from "./model/panel-tabs";

export interface Shown {
  outline: boolean;
  panel: PanelTab | null;
}

export interface SetShown {
  outline: (isShown: boolean) => void;
  panel: (tab: PanelTab | null) => void;
}

const START: Shown = { outline: true, panel: "checklist" };

function isShown(value: unknown): value is Shown {
  if (typeof value !== "object" || value === null) return false;
  const { outline, panel } = value as Partial<Record<keyof Shown, unknown>>;
  return typeof outline === "boolean" && (panel === null || PANEL_TABS.some((one) => one === panel));
}

/** What stands beside the text: remembered where there is room for it, closed at first where it covers the text. */
export function useShown(layout: Layout): { shown: Shown; set: SetShown } {
  const [beside, setBeside] = useLocal<Shown>("editor.beside", START, isShown);
  const [over, setOver] = useState<Shown>({ outline: false, panel: null });
  const hasRoom = layout === "wide" || layout === "middle";
  // With the panel open there is no room for the outline in the middle: it covers the text there.
  const outlineBeside = layout === "wide" || (layout === "middle" && beside.panel === null);
  const shown: Shown = { outline: outlineBeside ? beside.outline : over.outline, panel: hasRoom ? beside.panel : over.panel };
  return {
    shown,
    set: {
      outline: (outline) => (outlineBeside ? setBeside({ ...beside, outline }) : setOver({ ...over, outline })),
      panel: (panel) => (hasRoom ? setBeside({ ...beside, panel }) : setOver({ outline: false, panel })),
    },
  };
}
