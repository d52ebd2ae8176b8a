import { createBrowserRouter, type RouteObject } from "react-router";

import { features } from "./features";
import { FirstPaint } from "./first-paint";
import { FirstPage } from "./first-page";
import { NotFoundPage } from "./not-found";
import { RootLayout } from "./root-layout";
import { RouteError } from "./route-error";
import { SignedIn } from "./signed-in";
import { SiteGate, SiteStart } from "./site-gate";

/** Below the frame, so that a page that breaks leaves the way out of it on the screen. */
function guarded(children: RouteObject[]): RouteObject {
  return { ErrorBoundary: RouteError, children };
}

export const routes: RouteObject[] = [
  {
    Component: RootLayout,
    ErrorBoundary: RouteError,
    HydrateFallback: FirstPaint,
    children: [
      ...features.flatMap((feature) => feature.open ?? []),
      {
        Component: SignedIn,
        children: [
          guarded([
            { path: "/", Component: FirstPage },
            ...features.flatMap((feature) => feature.account ?? []),
            {
              path: "/sites/:site",
              Component: SiteGate,
              children: [guarded([{ index: true, Component: SiteStart }, ...features.flatMap((feature) => feature.site ?? []), { path: "*", Component: NotFoundPage }])],
            },
            { path: "*", Component: NotFoundPage },
          ]),
        ],
      },
    ],
  },
];

export function makeRouter() {
  return createBrowserRouter(routes);
}
