import { type CSSProperties, Suspense } from "react";
import { Outlet } from "react-router";

import { useRole } from "@/shared/entities/me";
import { useRunStream } from "@/shared/entities/run-stream";
import { useNearestSite } from "@/shared/entities/site";
import { useView } from "@/shared/stores/view";
import { TimeZone } from "@/shared/ui/time";

import { features, navigationFor } from "../features";
import { PageSkeleton } from "../page-skeleton";
import { BottomBar } from "./bottom-bar";
import { RunNews } from "./run-news";
import { Sidebar } from "./sidebar";
import { TopBar } from "./top-bar";

const banners = features.flatMap((feature) => feature.banners ?? []);
const overlays = features.flatMap((feature) => feature.overlays ?? []);

/** Around every page of who is signed in. Heights are variables, for what sticks below the top bar. */
export function Frame() {
  const isSmall = useView((state) => state.sidebarCollapsed);
  const role = useRole();
  const site = useNearestSite();
  useRunStream(site?.id);
  const groups = navigationFor(role, site !== undefined);
  return (
    <div
      className="flex min-h-dvh flex-col [--frame-bottom:0px] [--frame-top:3rem] max-md:[--frame-bottom:calc(3.5rem+env(safe-area-inset-bottom))] md:pl-(--frame-left)"
      style={{ "--frame-left": isSmall ? "3.5rem" : "14.5rem" } as CSSProperties}
    >
      <a href="#page" className="fixed top-1 left-1 z-80 -translate-y-16 rounded-md bg-accent px-3 py-1.5 text-on-accent focus:translate-y-0">
        Skip to the page
      </a>
      <Sidebar groups={groups} site={site} />
      <TopBar />
      {banners.map((Banner, index) => (
        <Banner key={index} />
      ))}
      <main id="page" tabIndex={-1} className="min-w-0 flex-1 pb-(--frame-bottom)">
        <TimeZone value={site?.timezone}>
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </TimeZone>
      </main>
      <BottomBar groups={groups} site={site} />
      <RunNews siteId={site?.id} />
      {overlays.map((Overlay, index) => (
        <Overlay key={index} />
      ))}
    </div>
  );
}
