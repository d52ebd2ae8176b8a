export const PANEL_TABS = ["checklist", "snippet", "images", "versions", "comments", "details"] as const;
export type PanelTab = (typeof PANEL_TABS)[number];
