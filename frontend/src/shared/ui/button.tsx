import { cva } from "class-variance-authority";
import type { LucideIcon } from "lucide-react";
import { Slot } from "radix-ui";
import type { ComponentProps, MouseEvent, ReactNode } from "react";

import { cn } from "@/shared/lib/cn";

import { Spinner } from "./spinner";
import { Tooltip } from "./tooltip";

const look = cva(
  "relative inline-flex shrink-0 items-center justify-center rounded-md border border-transparent font-medium whitespace-nowrap transition-colors select-none disabled:opacity-50 aria-disabled:opacity-50 aria-busy:opacity-100 disabled:cursor-not-allowed aria-disabled:cursor-not-allowed",
  {
    variants: {
      variant: {
        primary: "bg-accent text-on-accent not-aria-disabled:not-disabled:hover:bg-accent-strong",
        secondary: "border-line bg-surface text-text dark:bg-raised not-aria-disabled:not-disabled:hover:border-line-strong/60 not-aria-disabled:not-disabled:hover:bg-sunken dark:not-aria-disabled:not-disabled:hover:bg-line/60",
        ghost: "text-muted not-aria-disabled:not-disabled:hover:bg-text/6 not-aria-disabled:not-disabled:hover:text-text aria-expanded:bg-text/6 aria-expanded:text-text",
        danger: "bg-danger text-surface not-aria-disabled:not-disabled:hover:bg-danger/90 dark:text-on-accent",
        link: "text-accent underline-offset-3 not-aria-disabled:not-disabled:hover:underline",
      },
      size: {
        sm: "h-7 gap-1.5 px-2 text-sm touch:h-11 touch:px-3",
        md: "h-8 gap-1.5 px-3 text-base touch:h-11 touch:px-4",
        lg: "h-10 gap-2 px-4 text-base touch:h-12",
        icon: "size-8 touch:size-11",
      },
    },
    compoundVariants: [{ variant: "link", className: "h-auto px-0 touch:h-auto touch:min-h-6 touch:px-0" }],
  },
);

export interface ButtonProps extends ComponentProps<"button"> {
  variant?: "primary" | "secondary" | "ghost" | "danger" | "link";
  size?: "sm" | "md" | "lg" | "icon";
  /** At work: keeps its width and the focus, and takes no second click. */
  loading?: boolean;
  icon?: LucideIcon;
  /** Gives its looks to its only child, for instance a Link. */
  asChild?: boolean;
}

export function Button({ variant = "secondary", size = "md", loading = false, icon: Icon, asChild = false, className, children, onClick, disabled, ...props }: ButtonProps) {
  const classes = cn(look({ variant, size }), className);
  const picture = Icon ? <Icon className={cn("size-4 shrink-0", size === "sm" && "size-3.5")} aria-hidden="true" /> : null;
  if (asChild) {
    return (
      <Slot.Root className={classes} onClick={onClick} aria-disabled={disabled ? true : undefined} {...props}>
        {picture}
        <Slot.Slottable>{children}</Slot.Slottable>
      </Slot.Root>
    );
  }
  const click = (event: MouseEvent<HTMLButtonElement>): void => {
    // Also stops the submit of a form: the button stays enabled only so that it keeps the focus.
    if (loading || props["aria-disabled"] === true || props["aria-disabled"] === "true") event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button type="button" {...props} className={classes} disabled={disabled && !loading} aria-disabled={loading ? true : props["aria-disabled"]} aria-busy={loading ? true : undefined} onClick={click}>
      {loading ? <Spinner className="absolute" /> : null}
      <span className={cn("inline-flex min-w-0 items-center justify-center gap-[inherit]", loading && "opacity-0")}>
        {picture}
        {children}
      </span>
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, "children" | "size" | "icon" | "asChild"> {
  /** Its name for screen readers, and its tooltip. */
  label: string;
  icon: LucideIcon;
  size?: "sm" | "md";
  /** Shown instead of the label in the tooltip, for instance with a key. */
  tooltip?: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
}

export function IconButton({ label, icon: Icon, size = "md", variant = "ghost", tooltip, side = "top", className, ...props }: IconButtonProps) {
  return (
    <Tooltip content={tooltip ?? label} side={side}>
      <Button {...props} variant={variant} size="icon" aria-label={label} className={cn(size === "sm" && "size-7", className)}>
        <Icon className="size-4" aria-hidden="true" />
      </Button>
    </Tooltip>
  );
}
