import { useEffect, useEffectEvent } from "react";
import { useBlocker } from "react-router";

import { useConfirm } from "@/shared/ui/confirm";

import { useDesk, useSaveState } from "../use-desk";

/** Leaving saves first. Only where that fails there is a question, and the text stays on this device whatever is answered. */
export function LeaveGuard() {
  const desk = useDesk();
  const confirm = useConfirm();
  const { phase } = useSaveState();
  // Without a connection the question could not be fetched any more.
  useEffect(() => void import("@/shared/ui/confirm-dialog").catch(() => undefined), []);
  const isUnsaved = phase !== "saved";
  useEffect(() => {
    if (!isUnsaved) return;
    const warn = (event: BeforeUnloadEvent): void => {
      desk.autosave.keep();
      event.preventDefault();
    };
    globalThis.addEventListener("beforeunload", warn);
    return () => globalThis.removeEventListener("beforeunload", warn);
  }, [desk, isUnsaved]);

  const blocker = useBlocker(({ currentLocation, nextLocation }) => desk.autosave.hasUnsaved && currentLocation.pathname !== nextLocation.pathname);
  const ask = useEffectEvent(async (): Promise<void> => {
    const isSafe = await desk.autosave.flush();
    const leave = isSafe || (await confirm({ title: "Leave before it is saved?", body: "What you typed could not be saved. It stays on this device and is here again when you come back.", confirm: "Leave", cancel: "Stay here", danger: true }));
    if (blocker.state !== "blocked") return;
    if (leave) blocker.proceed();
    else blocker.reset();
  });
  const isBlocked = blocker.state === "blocked";
  useEffect(() => {
    if (isBlocked) void ask();
  }, [isBlocked]);
  return null;
}
