import { Check, type LucideIcon } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Link } from "react-router";

import { cn } from "@/shared/lib/cn";

import { floatLook, itemLook } from "./float-look";
import { Kbd } from "./kbd";

export interface MenuProps {
  /** One button. */
  trigger: ReactNode;
  items?: ReactNode;
  children?: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
}

export function Menu({ trigger, items, children, align = "end", side = "bottom", open, onOpenChange, className }: MenuProps) {
  return (
    <Radix.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})} modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content align={align} side={side} sideOffset={4} collisionPadding={8} className={cn(floatLook, "max-h-(--radix-dropdown-menu-content-available-height) min-w-44 max-w-80 overflow-y-auto p-1", className)}>
          {items}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export interface MenuItemProps {
  children: ReactNode;
  icon?: LucideIcon;
  onSelect?: () => void;
  /** A page of the dashboard instead of an action. */
  to?: string;
  danger?: boolean;
  disabled?: boolean;
  /** A second line: what it does, or why it cannot be done now. */
  hint?: ReactNode;
  /** A key that does the same, for instance `mod+k`. */
  shortcut?: string;
}

export function MenuItem({ children, icon: Icon, onSelect, to, danger = false, disabled = false, hint, shortcut }: MenuItemProps) {
  const inside = (
    <>
      {Icon ? <Icon className={cn("size-4 shrink-0", danger ? "text-danger" : "text-muted")} aria-hidden="true" /> : null}
      <span className="min-w-0 flex-1">
        {children}
        {hint ? <span className="block text-xs text-muted">{hint}</span> : null}
      </span>
      {shortcut ? <Kbd keys={shortcut} className="ml-3" /> : null}
    </>
  );
  const className = cn(itemLook, danger && "text-danger data-highlighted:bg-danger-soft");
  if (to !== undefined) {
    return (
      <Radix.Item asChild disabled={disabled} className={className}>
        <Link to={to}>{inside}</Link>
      </Radix.Item>
    );
  }
  return (
    <Radix.Item disabled={disabled} className={className} {...(onSelect ? { onSelect: () => onSelect() } : {})}>
      {inside}
    </Radix.Item>
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pt-1.5 pb-1 text-xs font-medium text-faint">{children}</Radix.Label>;
}

interface MenuCheckItemProps {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  children: ReactNode;
  disabled?: boolean;
}

/** Stays open, so that several can be set at once. */
export function MenuCheckItem({ checked, onCheckedChange, children, disabled = false }: MenuCheckItemProps) {
  return (
    <Radix.CheckboxItem checked={checked} onCheckedChange={onCheckedChange} disabled={disabled} onSelect={(event) => event.preventDefault()} className={cn(itemLook, "pl-8")}>
      <Radix.ItemIndicator className="absolute left-2">
        <Check className="size-4 text-accent" aria-hidden="true" />
      </Radix.ItemIndicator>
      {children}
    </Radix.CheckboxItem>
  );
}

interface MenuRadioItemsProps<Value extends string> {
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: ReactNode; icon?: LucideIcon; disabled?: boolean }[];
}

export function MenuRadioItems<Value extends string>({ value, onValueChange, options }: MenuRadioItemsProps<Value>) {
  return (
    <Radix.RadioGroup value={value} onValueChange={(next) => onValueChange(next as Value)}>
      {options.map(({ icon: Icon, ...option }) => (
        <Radix.RadioItem key={option.value} value={option.value} disabled={option.disabled ?? false} className={cn(itemLook, "pr-8")}>
          {Icon ? <Icon className="size-4 shrink-0 text-muted" aria-hidden="true" /> : null}
          {option.label}
          <Radix.ItemIndicator className="absolute right-2">
            <Check className="size-4 text-accent" aria-hidden="true" />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}
