import { type KeyboardEvent, useEffect } from "react";

import { usePreference } from "@/shared/hooks/use-preference";
import { useStable } from "@/shared/hooks/use-stable";

const FIELD = "input:not([type=checkbox]):not([type=radio]),textarea,select,[contenteditable=true],[role=combobox]";
const CONTROL = "a,button,input,[role=button],[role=separator],[role=switch]";

export interface GridKeys {
  /** To a row; `extend` selects on the way. */
  goTo: (index: number, extend: boolean) => void;
  active: number;
  count: number;
  page: () => number;
  toggle: (isRange: boolean) => void;
  selectPage: () => void;
  open: () => void;
  edit: () => void;
  /** @returns whether there was something to leave */
  escape: () => boolean;
}

/** What the keys do while the focus is inside the grid. */
export function useGridKeys(keys: GridKeys): (event: KeyboardEvent<HTMLDivElement>) => void {
  const [hasLetters] = usePreference("keys.single", true);
  return useStable((event: KeyboardEvent<HTMLDivElement>) => {
    const target = event.target as Element;
    if (event.defaultPrevented || !event.currentTarget.contains(target) || target.closest(FIELD) !== null) return;
    const isOnControl = target.closest(CONTROL) !== null;
    const isInHeader = target.closest("[role=columnheader]") !== null;
    const { active, count } = keys;
    const act = (work: () => void) => {
      event.preventDefault();
      event.stopPropagation();
      work();
    };
    if ((event.ctrlKey || event.metaKey) && event.key === "a") {
      act(keys.selectPage);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (isInHeader) {
      if (event.key === "ArrowDown") act(() => keys.goTo(active, false));
      return;
    }
    const key = event.key.length > 1 ? event.key : event.key.toLowerCase();
    if (!hasLetters && /^[a-z]$/.test(key)) return;
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      j: active + 1,
      ArrowUp: active - 1,
      k: active - 1,
      Home: 0,
      End: count - 1,
      PageDown: active + keys.page(),
      PageUp: active - keys.page(),
    };
    const step = steps[key];
    if (step !== undefined) act(() => keys.goTo(Math.max(0, Math.min(count - 1, step)), event.shiftKey));
    else if (key === "x") act(() => keys.toggle(event.shiftKey));
    else if (key === "e") act(keys.edit);
    else if (key === "Escape" && keys.escape()) act(() => undefined);
    else if (isOnControl) return;
    else if (key === " ") act(() => keys.toggle(event.shiftKey));
    else if (key === "Enter") act(keys.open);
  });
}

/** Keys that lead into the table from anywhere on the page: j and k to its rows, / to its search. They can be switched off. */
export function usePageKeys(enter: () => void, search: () => void): void {
  const [hasLetters] = usePreference("keys.single", true);
  const onKey = useStable((event: globalThis.KeyboardEvent) => {
    const target = event.target as Element | null;
    if (!hasLetters || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || target?.closest(`${FIELD},[role=dialog],[role=menu],[role=listbox]`)) return;
    // After a change of pages the focus is on the heading, which takes no keys itself.
    const active = document.activeElement;
    const isNowhere = active === null || active === document.body || active.matches("h1, h2, main");
    if (event.key === "/") search();
    else if ((event.key === "j" || event.key === "k") && isNowhere) enter();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [onKey]);
}
