import { cloneElement, lazy, type ReactElement, Suspense, useState } from "react";

import type { PopoverProps } from "./popover";

const Popover = lazy(async () => ({ default: (await import("./popover")).Popover }));

export interface LazyPopoverProps extends Omit<PopoverProps, "trigger" | "open" | "onOpenChange"> {
  trigger: ReactElement<{ onClick?: () => void; "aria-haspopup"?: "dialog"; "aria-expanded"?: boolean }>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** A Popover for the frame: its code comes when it is opened for the first time. */
export function LazyPopover({ trigger, open, onOpenChange, ...props }: LazyPopoverProps) {
  const [isWanted, setIsWanted] = useState(false);
  const closed = cloneElement(trigger, {
    "aria-haspopup": "dialog",
    "aria-expanded": false,
    onClick: () => {
      setIsWanted(true);
      onOpenChange(true);
    },
  });
  if (!isWanted) return closed;
  return (
    <Suspense fallback={closed}>
      <Popover {...props} trigger={trigger} open={open} onOpenChange={onOpenChange} />
    </Suspense>
  );
}
