/** All features, found by their folders, and what they add to the frame. */
import type { Command, Feature, NavigationItem, Section } from "@/shared/lib/feature";
import { atLeast, type Role } from "@/shared/lib/roles";

const modules = import.meta.glob<{ feature: Feature }>("../features/*/routes.tsx", { eager: true });

export const features: Feature[] = Object.values(modules).map((module) => module.feature);

/** In the order of the work. */
const SECTIONS: readonly { section: Section; label: string; isFolded?: boolean }[] = [
  { section: "home", label: "Home" },
  { section: "planner", label: "Planner" },
  { section: "writer", label: "Writer" },
  { section: "linker", label: "Linker" },
  { section: "optimizer", label: "Optimizer" },
  { section: "sites", label: "Sites" },
  { section: "automation", label: "Automation" },
  { section: "thinker", label: "Thinker", isFolded: true },
  { section: "billing", label: "Billing", isFolded: true },
  { section: "settings", label: "Settings", isFolded: true },
  { section: "help", label: "Help", isFolded: true },
];

export interface NavigationGroup {
  section: Section;
  label: string;
  /** One row until one of its pages is open. */
  isFolded: boolean;
  items: NavigationItem[];
}

/** What a person of this role may go to, by section. */
export function navigationFor(role: Role | undefined, hasSite: boolean, all: readonly Feature[] = features): NavigationGroup[] {
  const items = all
    .flatMap((feature) => feature.navigation ?? [])
    .filter((item) => isOpenTo(item, role, hasSite))
    .sort((a, b) => a.order - b.order);
  return SECTIONS.map(({ section, label, isFolded = false }) => ({ section, label, isFolded, items: items.filter((item) => item.section === section) })).filter(
    (group) => group.items.length > 0,
  );
}

/** The work of the site first. */
export function commandsFor(role: Role | undefined, hasSite: boolean, all: readonly Feature[] = features): Command[] {
  const open = all.flatMap((feature) => feature.commands ?? []).filter((command) => isOpenTo(command, role, hasSite));
  return [...open.filter(({ scope }) => scope === "site"), ...open.filter(({ scope }) => scope === "account")];
}

function isOpenTo(entry: Command | NavigationItem, role: Role | undefined, hasSite: boolean): boolean {
  return atLeast(role, entry.minRole ?? "viewer") && (hasSite || entry.scope === "account");
}
