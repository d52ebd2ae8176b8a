/** Whether the server can be reached, from every answer and from asking it while it cannot. */
import { create } from "zustand";

import { watchConnection } from "@/shared/api/client";

const FAILURES = 2;
const FIRST_WAIT_S = 5;
const LONGEST_WAIT_S = 30;
const GLAD_MS = 2000;

export type ConnectionStatus = "up" | "down" | "back";

interface Connection {
  status: ConnectionStatus;
  /** Date.now() of the next try, while down. */
  nextTry: number | null;
  /** Ask now instead of waiting. */
  probe: () => void;
}

export const useConnection = create<Connection>()(() => ({ status: "up", nextTry: null, probe: () => void probe() }));

let failures = 0;
let wait = FIRST_WAIT_S;
let timer: ReturnType<typeof setTimeout> | undefined;
let onBack: () => void = () => undefined;

/**
 * Begin to listen to the client's outcomes.
 *
 * @param recovered called once each time the server is back
 * @returns how to stop
 */
export function followConnection(recovered: () => void): () => void {
  onBack = recovered;
  watchConnection((reached) => (reached ? arrived() : failed()));
  const online = () => void (useConnection.getState().status === "down" && probe());
  addEventListener("online", online);
  return () => {
    watchConnection(() => undefined);
    removeEventListener("online", online);
    clearTimeout(timer);
    failures = 0;
    useConnection.setState({ status: "up", nextTry: null });
  };
}

function failed(): void {
  failures += 1;
  if (failures < FAILURES || useConnection.getState().status === "down") return;
  wait = FIRST_WAIT_S;
  useConnection.setState({ status: "down" });
  plan();
}

function arrived(): void {
  failures = 0;
  if (useConnection.getState().status !== "down") return;
  clearTimeout(timer);
  useConnection.setState({ status: "back", nextTry: null });
  onBack();
  timer = setTimeout(() => useConnection.setState({ status: "up" }), GLAD_MS);
}

function plan(): void {
  clearTimeout(timer);
  useConnection.setState({ nextTry: Date.now() + wait * 1000 });
  timer = setTimeout(() => void probe(), wait * 1000);
  wait = Math.min(wait * 1.5, LONGEST_WAIT_S);
}

async function probe(): Promise<void> {
  clearTimeout(timer);
  try {
    const response = await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(4000) });
    if (response.ok) {
      arrived();
      return;
    }
  } catch {
    // Still away.
  }
  if (useConnection.getState().status === "down") plan();
}
