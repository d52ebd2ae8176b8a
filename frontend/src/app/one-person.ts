import { useEffect } from "react";

const KEY = "igny8.person";

/** Tabs share one session: when somebody else signs in in another tab, this one begins anew instead of mixing two accounts. */
export function useOnePerson(id: string | undefined): void {
  useEffect(() => {
    if (id === undefined) return;
    try {
      localStorage.setItem(KEY, id);
    } catch {
      return; // Without storage no tab can tell another.
    }
    const look = (event: StorageEvent) => {
      if (event.key === KEY && event.newValue !== null && event.newValue !== id) location.assign("/");
    };
    addEventListener("storage", look);
    return () => removeEventListener("storage", look);
  }, [id]);
}
