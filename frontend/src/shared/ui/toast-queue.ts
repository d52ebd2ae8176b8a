/** What is to be said before the library that shows it has been loaded. */
import type { toast } from "sonner";
import { create } from "zustand";

type Library = typeof toast;

/** Whether somebody has something to say. */
export const useToastsWanted = create<{ isWanted: boolean }>()(() => ({ isWanted: false }));

let library: Library | null = null;
const queue: ((shown: Library) => void)[] = [];

/** Do it now, or as soon as messages can be shown. */
export function whenShown(act: (shown: Library) => void): void {
  if (library) {
    act(library);
    return;
  }
  queue.push(act);
  useToastsWanted.setState({ isWanted: true });
}

/** Messages can be shown from now on; null: no more. */
export function connect(shown: Library | null): void {
  library = shown;
  if (shown) for (const act of queue.splice(0)) act(shown);
}
