import { useEffect, useEffectEvent } from "react";

/** By keys: `mod+k` (Ctrl or ⌘), `shift+x`, `j`, `?`, or two after each other: `g h`. Answering false lets the key through. */
export type Hotkeys = Record<string, (event: KeyboardEvent) => unknown>;

const SEQUENCE_MS = 900;

/** Keys of a page. Plain keys are left alone while one types, while a dialog or menu is open, and when somebody else took them. */
export function useHotkeys(keys: Hotkeys, { enabled = true }: { enabled?: boolean } = {}): void {
  const handle = useEffectEvent((event: KeyboardEvent, before: string): void => {
    const pressed = nameOf(event);
    const action = keys[`${before} ${pressed}`] ?? keys[pressed];
    if (action === undefined || (!pressed.startsWith("mod+") && isBusy(event))) return;
    if (action(event) !== false) event.preventDefault();
  });
  useEffect(() => {
    if (!enabled) return;
    let before = "";
    let at = 0;
    const listener = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.key === "Shift" || event.key === "Control" || event.key === "Alt" || event.key === "Meta") return;
      handle(event, Date.now() - at < SEQUENCE_MS ? before : "");
      before = nameOf(event);
      at = Date.now();
    };
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, [enabled]);
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key === " " ? "space" : event.key.toLowerCase();
  const isLetter = /^[a-z0-9]$/.test(key) || key.length > 1;
  // "?" is Shift and another key on most keyboards, and a key of its own on some: Shift counts only where it names one.
  return [event.ctrlKey || event.metaKey ? "mod" : "", event.altKey ? "alt" : "", event.shiftKey && isLetter ? "shift" : "", key].filter(Boolean).join("+");
}

function isBusy(event: KeyboardEvent): boolean {
  const target = event.target;
  if (target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [role=combobox], [role=menu] *, [role=listbox] *"))) return true;
  return document.querySelector("[role=dialog][data-state=open]:not([data-allows-hotkeys]), [role=alertdialog][data-state=open], [role=menu][data-state=open]") !== null;
}
