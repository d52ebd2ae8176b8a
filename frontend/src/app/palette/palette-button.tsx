import { Search } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";

import { Kbd } from "@/shared/ui/kbd";

const Palette = lazy(async () => ({ default: (await import("./palette")).Palette }));

/** Search in the top bar, and Ctrl+K from anywhere. */
export function PaletteButton() {
  const [isOpen, setIsOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  const change = (open: boolean) => {
    setIsOpen(open);
    if (open) setWasOpened(true);
  };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      setWasOpened(true);
      setIsOpen((open) => !open);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  return (
    <>
      <button
        type="button"
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
        className="flex h-8 items-center gap-2 rounded-md px-2 text-base text-muted hover:bg-text/5 hover:text-text lg:w-52 lg:border lg:bg-ground touch:h-11"
        onClick={() => change(true)}
      >
        <Search className="size-4 shrink-0" aria-hidden="true" />
        <span className="flex-1 text-left max-lg:sr-only">Search</span>
        <Kbd keys="mod+k" className="max-lg:hidden" />
      </button>
      {wasOpened ? (
        <Suspense>
          <Palette open={isOpen} onOpenChange={change} />
        </Suspense>
      ) : null}
    </>
  );
}
