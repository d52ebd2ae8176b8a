/** Where each person was last: the site that pages of the account lead back to. Kept on this device. */
import { create } from "zustand";

const KEY = "igny8.place.";

interface Place {
  userId: string | null;
  siteId: string | null;
  /** Read what this person left behind. */
  enter: (userId: string) => void;
  visit: (siteId: string) => void;
}

export const usePlace = create<Place>()((set, get) => ({
  userId: null,
  siteId: null,
  enter: (userId) => {
    if (get().userId !== userId) set({ userId, siteId: read(userId) });
  },
  visit: (siteId) => {
    const { userId } = get();
    set({ siteId });
    if (userId === null) return;
    try {
      localStorage.setItem(KEY + userId, siteId);
    } catch {
      // Without storage the place is known until the page is closed.
    }
  },
}));

function read(userId: string): string | null {
  try {
    return localStorage.getItem(KEY + userId);
  } catch {
    return null;
  }
}
