import { Lock } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";

import { useRole } from "@/shared/entities/me";
import { atLeast, type Role } from "@/shared/lib/roles";
import { ROLE, wordOf } from "@/shared/lib/words";
import { EmptyState } from "@/shared/ui/empty-state";
import { Page } from "@/shared/ui/page";
import { Tabs } from "@/shared/ui/tabs";

import { feature } from "../routes";

interface SettingsPageProps {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  /** Who may read this page; anybody else is told who can. */
  role?: Role;
  wide?: boolean;
  className?: string;
  children: ReactNode;
}

/** A page of the settings, with the way to the others above it. */
export function SettingsPage({ title, description, actions, role = "viewer", children, ...layout }: SettingsPageProps) {
  const mine = useRole();
  const isOpen = atLeast(mine, role);
  return (
    <Page title={title} description={description} actions={isOpen ? actions : null} tabs={<SettingsTabs />} {...layout}>
      {isOpen ? children : <NotForYou title={title} />}
    </Page>
  );
}

function SettingsTabs() {
  const role = useRole();
  const bar = useRef<HTMLDivElement>(null);
  const items = (feature.navigation ?? []).filter((entry) => atLeast(role, entry.minRole ?? "viewer")).map(({ to, label }) => ({ value: to, label, to }));
  // On a phone the bar is longer than the screen: the open tab must be in it.
  useEffect(() => {
    bar.current?.querySelector("[aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, []);
  return (
    <div ref={bar} className="min-w-0">
      <Tabs aria-label="Settings" items={items} />
    </div>
  );
}

function NotForYou({ title }: { title: string }) {
  const role = useRole();
  return (
    <EmptyState
      icon={Lock}
      title={`${title}: for owners and administrators`}
      body={`You are ${role === undefined ? "signed in" : wordOf(ROLE, role).label.toLowerCase()} of this account. Ask an owner or administrator to change something here, or to raise your role.`}
    />
  );
}
