import { useQueryClient } from "@tanstack/react-query";
import { createContext, use, useEffect, useState, useSyncExternalStore } from "react";
import { useStore } from "zustand";

import { useSession } from "@/shared/api/session";

import type { Content } from "../api/content";

import type { SaveState } from "./model/autosave";
import { Desk, type DeskState } from "./model/desk";

/** The desk of the content on the screen. */
export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (desk === null) throw new Error("useDesk is for parts of the editor.");
  return desk;
}

export function useDeskState<Part>(select: (state: DeskState) => Part): Part {
  return useStore(useDesk().store, select);
}

export function useSaveState(): SaveState {
  const { autosave } = useDesk();
  return useSyncExternalStore(autosave.subscribe, autosave.getState);
}

/** One desk for as long as this content is on the screen. It saves before it goes. */
export function useOwnDesk(content: Content, canEdit: boolean): Desk {
  const client = useQueryClient();
  const [desk] = useState(() => new Desk(content, client, canEdit));
  const status = useSession((state) => state.status);
  useEffect(() => desk.begin(), [desk]);
  useEffect(() => desk.receive(content), [desk, content]);
  useEffect(() => {
    if (status === "signed-in") desk.autosave.resume();
  }, [desk, status]);
  useEffect(() => {
    const back = (): void => desk.autosave.resume();
    const leave = (): void => desk.autosave.keep();
    globalThis.addEventListener("online", back);
    globalThis.addEventListener("pagehide", leave);
    return () => {
      globalThis.removeEventListener("online", back);
      globalThis.removeEventListener("pagehide", leave);
      desk.leave();
    };
  }, [desk]);
  return desk;
}
