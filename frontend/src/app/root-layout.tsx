import { Suspense, useEffect } from "react";
import { Outlet, ScrollRestoration, useLocation } from "react-router";

import { UiProviders } from "@/shared/ui/providers";

import { ConnectionBar } from "./connection-bar";
import { Progress } from "./progress";
import { useArrival } from "./use-arrival";

/** Around every page, signed in or not. */
export function RootLayout() {
  const { pathname } = useLocation();
  useArrival(pathname);
  useEffect(() => {
    document.documentElement.style.setProperty("scroll-padding-top", "4rem"); // the top bar covers what is jumped to
  }, []);
  return (
    <UiProviders>
      <Progress />
      <ConnectionBar />
      <Suspense>
        <Outlet />
      </Suspense>
      <ScrollRestoration getKey={(location) => location.pathname} />
    </UiProviders>
  );
}
