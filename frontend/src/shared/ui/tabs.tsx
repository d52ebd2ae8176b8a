import type { LucideIcon } from "lucide-react";
import { Tabs as Radix } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { NavLink, useLocation } from "react-router";

import { cn } from "@/shared/lib/cn";
import { number } from "@/shared/lib/format";

import { useTabBar } from "./use-tab-bar";

export interface TabItem {
  value: string;
  label: ReactNode;
  /** How many there are; not shown while unknown. */
  count?: number | undefined;
  icon?: LucideIcon;
  /** Makes it a page of its own address. Then all of them need one. */
  to?: string;
  /** Only this address, not those below it. */
  end?: boolean;
  disabled?: boolean;
}

export interface TabsProps {
  items: readonly TabItem[];
  "aria-label": string;
  /** For tabs within a page; routed ones know where they are. */
  value?: string;
  onValueChange?: (value: string) => void;
  /** TabPanels, for tabs within a page. */
  children?: ReactNode;
  className?: string;
}

const barLook = "flex max-w-full gap-4 overflow-x-auto border-b [scrollbar-width:none]";
const tabLook =
  "-mb-px inline-flex h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent font-medium whitespace-nowrap text-muted transition-colors hover:text-text focus-visible:-outline-offset-2 aria-[current=page]:border-accent aria-[current=page]:text-text data-disabled:opacity-50 data-[state=active]:border-accent data-[state=active]:text-text touch:h-11";

export function Tabs(props: TabsProps) {
  return props.items.some((item) => item.to !== undefined) ? <RoutedTabs {...props} /> : <LocalTabs {...props} />;
}

function RoutedTabs({ items, className, ...props }: TabsProps) {
  const bar = useRef<HTMLElement>(null);
  const edges = useTabBar(bar, useLocation().pathname);
  return (
    <nav ref={bar} aria-label={props["aria-label"]} className={cn(barLook, edges, className)}>
      {items.map((item) => (
        <NavLink key={item.value} to={item.to ?? "."} end={item.end ?? false} className={tabLook}>
          <TabFace item={item} />
        </NavLink>
      ))}
    </nav>
  );
}

function LocalTabs({ items, value, onValueChange, children, className, ...props }: TabsProps) {
  const bar = useRef<HTMLDivElement>(null);
  const edges = useTabBar(bar, value);
  return (
    <Radix.Root {...(value === undefined ? { defaultValue: items[0]?.value ?? "" } : { value })} {...(onValueChange ? { onValueChange } : {})} className="min-w-0">
      <Radix.List ref={bar} aria-label={props["aria-label"]} className={cn(barLook, edges, className)}>
        {items.map((item) => (
          <Radix.Trigger key={item.value} value={item.value} disabled={item.disabled ?? false} className={tabLook}>
            <TabFace item={item} />
          </Radix.Trigger>
        ))}
      </Radix.List>
      {children}
    </Radix.Root>
  );
}

export function TabPanel({ value, children, className }: { value: string; children: ReactNode; className?: string }) {
  return (
    <Radix.Content value={value} className={cn("pt-4 focus-visible:outline-offset-4", className)}>
      {children}
    </Radix.Content>
  );
}

function TabFace({ item: { icon: Icon, label, count } }: { item: TabItem }) {
  return (
    <>
      {Icon ? <Icon className="size-4" aria-hidden="true" /> : null}
      {label}
      {count === undefined ? null : <span className="tabular rounded-full bg-text/6 px-1.5 text-xs font-normal text-muted">{number(count)}</span>}
    </>
  );
}
