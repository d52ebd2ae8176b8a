import { useRef } from "react";

/**
 * Handlers for a floating layer without a trigger of its own: where the focus was when it opened is where it goes when
 * it closes. An item of a menu is gone by then, so its menu's button stands for it.
 */
export function useReturnFocus(): { onOpenAutoFocus: (event: Event) => void; onCloseAutoFocus: (event: Event) => void } {
  const before = useRef<HTMLElement | null>(null);
  return {
    onOpenAutoFocus: () => {
      const active = document.activeElement;
      if (!(active instanceof HTMLElement) || active === document.body) return;
      const opener = active.closest("[role=menu]")?.getAttribute("aria-labelledby");
      before.current = opener ? document.getElementById(opener) : active;
    },
    onCloseAutoFocus: (event) => {
      event.preventDefault();
      if (before.current?.isConnected) before.current.focus();
      before.current = null;
    },
  };
}
