import { useCallback, useSyncExternalStore } from "react";

const PREFIX = "igny8.";
const listeners = new Set<() => void>();
// The same text gives the same object, or every reading would be news.
const parsed = new Map<string, { text: string | null; value: unknown }>();

function read(key: string): unknown {
  let text: string | null;
  try {
    text = localStorage.getItem(PREFIX + key);
  } catch {
    return parsed.get(key)?.value;
  }
  const known = parsed.get(key);
  if (known?.text === text) return known.value;
  let value: unknown;
  try {
    value = text === null ? undefined : JSON.parse(text);
  } catch {
    value = undefined;
  }
  parsed.set(key, { text, value });
  return value;
}

/**
 * A value this browser remembers, shared by everything that names the same key, in all tabs.
 *
 * @param accepts says whether a stored value is still of the shape; what is not is replaced by `initial`
 */
export function useLocal<Value>(key: string, initial: Value, accepts: (stored: unknown) => stored is Value): [Value, (value: Value | null) => void] {
  const stored = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      globalThis.addEventListener("storage", listener);
      return () => {
        listeners.delete(listener);
        globalThis.removeEventListener("storage", listener);
      };
    },
    () => read(key),
  );
  const set = useCallback(
    (value: Value | null) => {
      try {
        if (value === null) localStorage.removeItem(PREFIX + key);
        else localStorage.setItem(PREFIX + key, JSON.stringify(value));
      } catch {
        parsed.set(key, { text: null, value: value ?? undefined });
      }
      for (const listener of listeners) listener();
    },
    [key],
  );
  return [accepts(stored) ? stored : initial, set];
}
