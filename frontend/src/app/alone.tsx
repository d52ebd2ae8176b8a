import type { ReactNode } from "react";

/** A page without the frame, before it is known who is there. */
export function Alone({ children }: { children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-content-center">
      <h1 className="sr-only">IGNY8</h1>
      {children}
    </main>
  );
}
