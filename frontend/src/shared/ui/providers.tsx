import type { ReactNode } from "react";

import { ConfirmProvider } from "./confirm";
import { Toaster } from "./toast";
import { TooltipProvider } from "./tooltip";

/** Everything the interface needs around it; inside the router and the QueryClientProvider. */
export function UiProviders({ children }: { children: ReactNode }) {
  return (
    <TooltipProvider>
      <ConfirmProvider>{children}</ConfirmProvider>
      <Toaster />
    </TooltipProvider>
  );
}
