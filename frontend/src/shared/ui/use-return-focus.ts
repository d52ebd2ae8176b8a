import { useRef } from "react";

const FIELDS = "input:not([type=hidden], :disabled), textarea:not(:disabled), [role=combobox]:not(:disabled), [role=radio][data-state=checked]";

/**
 * Handlers for a floating layer without a trigger of its own: where the focus was when it opened is where it goes when
 * it closes. An item of a menu is gone by then, so its menu's button stands for it.
 *
 * @param first where the focus goes on opening: the first field, if there is one, or the layer itself
 */
export function useReturnFocus(first: "field" | "layer"): { onOpenAutoFocus: (event: Event) => void; onCloseAutoFocus: (event: Event) => void } {
  const before = useRef<HTMLElement | null>(null);
  return {
    onOpenAutoFocus: (event) => {
      const active = document.activeElement;
      if (active instanceof HTMLElement && active !== document.body) {
        const opener = active.closest("[role=menu]")?.getAttribute("aria-labelledby");
        before.current = opener ? document.getElementById(opener) : active;
      }
      // Left alone it would be the close button, the first that can have it.
      if (!(event.target instanceof HTMLElement)) return;
      event.preventDefault();
      const layer = event.target;
      const field = first === "field" ? (layer.querySelector<HTMLElement>("[data-autofocus]") ?? layer.querySelector<HTMLElement>(FIELDS)) : null;
      (field ?? layer).focus({ preventScroll: field === null });
    },
    onCloseAutoFocus: (event) => {
      event.preventDefault();
      if (before.current?.isConnected) before.current.focus();
      before.current = null;
    },
  };
}
