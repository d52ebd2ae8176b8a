import { type ComponentProps, type ReactNode, Suspense, useState } from "react";

interface OpeningProps {
  /** The button, before and while what it opens is loaded, and as its trigger. */
  button: (props: ComponentProps<"button">) => ReactNode;
  /** What it opens, with that button as its trigger. */
  children: (state: { open: boolean; onOpenChange: (open: boolean) => void }) => ReactNode;
}

/** A button whose menu is loaded when it is opened for the first time: most visits open none. */
export function Opening({ button, children }: OpeningProps) {
  const [wasOpened, setWasOpened] = useState(false);
  const [open, setOpen] = useState(false);
  const first = button({
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onClick: () => {
      setWasOpened(true);
      setOpen(true);
    },
    onKeyDown: (event) => {
      if (event.key !== "ArrowDown") return;
      event.preventDefault();
      setWasOpened(true);
      setOpen(true);
    },
  });
  if (!wasOpened) return first;
  return <Suspense fallback={first}>{children({ open, onOpenChange: setOpen })}</Suspense>;
}
