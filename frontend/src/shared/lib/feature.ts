/**
 * How a feature joins the dashboard: `features/<domain>/routes.tsx` exports one `feature`, and `app/` finds it.
 * Nothing else is edited, so a feature is on the screen exactly when its folder is there.
 */
import type { ComponentType } from "react";
import type { RouteObject } from "react-router";

import type { Role } from "./roles";

export type Section = "home" | "planner" | "writer" | "linker" | "optimizer" | "sites" | "automation" | "thinker" | "billing" | "settings" | "help";

export interface NavigationItem {
  section: Section;
  label: string;
  /** Below `/sites/:site` for scope `site`, else absolute; for instance `planner/keywords` and `/billing`. */
  to: string;
  scope: "site" | "account";
  icon: ComponentType<{ className?: string; "aria-hidden"?: boolean }>;
  order: number;
  /** Lowest role that sees it; viewer when absent. */
  minRole?: Role;
  /** Other words people type into the command palette to get here. */
  keywords?: string[];
  /** How many things wait here; shown beside the label when above zero. A hook: called once by the item's own component. */
  useWaiting?: (siteId: string) => number | undefined;
}

/** An action for the command palette. */
export interface Command {
  label: string;
  /** As in NavigationItem; the page does the rest (it may open a dialog on `?new=1`). */
  to: string;
  scope: "site" | "account";
  minRole?: Role;
  keywords?: string[];
}

export interface Feature {
  /** Pages without the frame: sign-in and its relatives. */
  open?: RouteObject[];
  /** Pages of the account, absolute paths. */
  account?: RouteObject[];
  /** Pages of one site, paths below `/sites/:site/`. */
  site?: RouteObject[];
  navigation?: NavigationItem[];
  commands?: Command[];
  /** Buttons of the top bar. They are on every page, so what they open is loaded when it is opened. */
  topBar?: { order: number; Item: ComponentType }[];
  /** A line above every page, for instance that an address is not confirmed. Draws nothing most of the time. */
  banners?: ComponentType[];
  /** Mounted beside every page, for instance the dialog that asks to sign in again. Draws nothing most of the time. */
  overlays?: ComponentType[];
}
