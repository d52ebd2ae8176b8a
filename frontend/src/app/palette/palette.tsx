import { Command } from "cmdk";
import { CornerDownLeft, type LucideIcon, Search, Zap } from "lucide-react";
import { Dialog } from "radix-ui";
import { type ComponentType, useState } from "react";
import { useNavigate } from "react-router";

import { useRole } from "@/shared/entities/me";
import { useNearestSite, useSitePath, useSites } from "@/shared/entities/site";

import { commandsFor, navigationFor } from "../features";
import { useFinds } from "./use-finds";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Pages, actions and objects of the site by what one types. */
export function Palette({ open, onOpenChange }: Props) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="animate-overlay fixed inset-0 z-40 bg-[oklch(0.15_0.01_286/0.35)] dark:bg-[oklch(0.08_0.01_286/0.6)]" />
        <Dialog.Content
          aria-describedby={undefined}
          className="animate-float fixed top-[max(0.5rem,12dvh)] left-1/2 z-50 w-[calc(100vw-1rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-lg border bg-raised shadow-(--shadow-float) focus:outline-none"
        >
          <Dialog.Title className="sr-only">Search</Dialog.Title>
          <Choices onGo={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const groupLook = "px-1.5 py-1 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-faint";

function Choices({ onGo }: { onGo: () => void }) {
  const [text, setText] = useState("");
  const role = useRole();
  const site = useNearestSite();
  const { data: sites = [] } = useSites();
  const sitePath = useSitePath();
  const navigate = useNavigate();
  const { groups: finds, isSearching } = useFinds(site?.id, text);
  const address = ({ scope, to }: { scope: "site" | "account"; to: string }) => (scope === "site" ? sitePath(to) : to);
  const go = (to: string) => {
    onGo();
    void navigate(to);
  };
  return (
    <Command label="Search" loop>
      <div className="flex items-center gap-2 border-b px-3.5">
        <Search className="size-4 shrink-0 text-faint" aria-hidden="true" />
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder="Search pages, actions, keywords, clusters, articles"
          className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none placeholder:text-faint"
        />
      </div>
      <Command.List className="max-h-[min(26rem,60dvh)] overflow-y-auto overscroll-contain py-1">
        <Command.Empty className="px-4 py-6 text-center text-muted">{isSearching ? "Searching" : `Nothing is called “${text.trim()}” here.`}</Command.Empty>
        {finds.map(({ heading, icon, finds: rows }) => (
          <Command.Group key={heading} heading={heading} className={groupLook} forceMount>
            {rows.map((row) => (
              <Choice key={row.id} value={row.id} forceMount icon={icon} onSelect={() => go(sitePath(row.path))}>
                {row.label}
              </Choice>
            ))}
          </Command.Group>
        ))}
        <Command.Group heading="Pages" className={groupLook}>
          {navigationFor(role, site !== undefined).flatMap((group) =>
            group.items.map((item) => (
              <Choice key={item.to} value={`${item.label} ${group.label}`} keywords={item.keywords} icon={item.icon} onSelect={() => go(address(item))}>
                {group.items.length > 1 ? (
                  <>
                    <span className="text-faint">{group.label} / </span>
                    {item.label}
                  </>
                ) : (
                  item.label
                )}
              </Choice>
            )),
          )}
        </Command.Group>
        <Command.Group heading="Actions" className={groupLook}>
          {commandsFor(role, site !== undefined).map((command) => (
            <Choice key={command.label} value={command.label} keywords={command.keywords} icon={Zap} onSelect={() => go(address(command))}>
              {command.label}
            </Choice>
          ))}
        </Command.Group>
        {sites.length > 1 ? (
          <Command.Group heading="Sites" className={groupLook}>
            {sites
              .filter((one) => one.id !== site?.id && one.status !== "archived")
              .map((one) => (
                <Choice key={one.id} value={`Switch to ${one.name} ${one.id}`} icon={CornerDownLeft} onSelect={() => go(`/sites/${one.slug}/home`)}>
                  Switch to {one.name}
                </Choice>
              ))}
          </Command.Group>
        ) : null}
      </Command.List>
    </Command>
  );
}

interface ChoiceProps {
  value: string;
  keywords?: string[];
  forceMount?: boolean;
  icon: LucideIcon | ComponentType<{ className?: string; "aria-hidden"?: boolean }>;
  onSelect: () => void;
  children: React.ReactNode;
}

function Choice({ icon: Icon, children, ...item }: ChoiceProps) {
  return (
    <Command.Item {...item} className="flex min-h-9 items-center gap-2.5 rounded-md px-2 py-1.5 text-base data-[selected=true]:bg-text/6 touch:min-h-11">
      <Icon className="size-4 shrink-0 text-faint" aria-hidden />
      <span className="min-w-0 flex-1 truncate">{children}</span>
    </Command.Item>
  );
}
