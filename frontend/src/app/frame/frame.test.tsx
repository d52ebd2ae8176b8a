import { screen, waitFor, within } from "@testing-library/react";
import { House, KeyRound, Tag } from "lucide-react";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { accept, useSession } from "@/shared/api/session";
import { useCurrentSite } from "@/shared/entities/site";
import type { Feature } from "@/shared/lib/feature";
import { Page } from "@/shared/ui/page";

import { aMe, aSite, BALANCE } from "../../../tests/support/factories";
import { renderWithProviders } from "../../../tests/support/render";
import { many, on, one, refusal, startServer } from "../../../tests/support/server";
import { RootLayout } from "../root-layout";
import { SignedIn } from "../signed-in";
import { SiteGate } from "../site-gate";

const feature: Feature = {
  navigation: [
    { section: "home", label: "Home", to: "home", scope: "site", icon: House, order: 1 },
    { section: "planner", label: "Keywords", to: "planner/keywords", scope: "site", icon: Tag, order: 1, useWaiting: (siteId) => (siteId === "site-1" ? 1234 : 0) },
    { section: "planner", label: "Clusters", to: "planner/clusters", scope: "site", icon: Tag, order: 2, useWaiting: () => 0 },
    { section: "settings", label: "API keys", to: "/settings/api-keys", scope: "account", icon: KeyRound, order: 1, minRole: "admin" },
  ],
};

vi.mock("../features", async (original) => {
  const real = await original<typeof import("../features")>();
  return {
    ...real,
    features: [],
    navigationFor: (role: never, hasSite: boolean) => real.navigationFor(role, hasSite, [feature]),
  };
});

const server = startServer();
const SITES = [aSite(), aSite({ id: "site-2", name: "Garden tools", slug: "garden-tools" })];

beforeEach(() => {
  localStorage.clear();
  accept("token", 900);
  server.use(
    on.get("/accounts/sites/", () => many(SITES)),
    on.get("/accounts/sectors/", () => many([])),
    on.get("/billing/balance/", () => one(BALANCE)),
    on.get("/ai/runs/", () => many([])),
    on.get("/ai/runs/stream/", () => new Response(new ReadableStream(), { headers: { "Content-Type": "text/event-stream" } })),
  );
});

function Here() {
  return <Page title={`Keywords of ${useCurrentSite().name}`}>Rows</Page>;
}

function open(at: string, me = aMe()) {
  server.use(on.get("/auth/me/", () => one(me)));
  return renderWithProviders(<p>Elsewhere</p>, {
    at,
    routes: [
      {
        Component: RootLayout,
        children: [
          { Component: SignedIn, children: [{ path: "/sites/:site", Component: SiteGate, children: [{ path: "*", Component: Here }] }] },
          { path: "/sign-in", element: <p>Sign in first</p> },
        ],
      },
    ],
    path: "/nowhere",
  });
}

const sidebar = async () => within((await screen.findAllByRole("navigation", { name: "Main" }))[0] ?? document.body);

describe("the frame", () => {
  it("shows the pages in the order of the work, with what waits", async () => {
    open("/sites/home-coffee/planner/keywords");
    const links = (await sidebar()).getAllByRole("link").map((link) => link.textContent);
    expect(links).toEqual(["IGNY8", "Home", "Keywords1.2K waiting", "Clusters", "Settings"]);
    expect((await sidebar()).getByRole("link", { name: /Keywords/ })).toHaveAttribute("aria-current", "page");
  });

  it("hides what a viewer may not open", async () => {
    open("/sites/home-coffee/planner/keywords", aMe({ role: "viewer" }));
    expect((await sidebar()).queryByRole("link", { name: "Settings" })).toBeNull();
  });

  it("says when there is no such site, inside the frame", async () => {
    open("/sites/another/planner/keywords");
    expect(await screen.findByRole("heading", { level: 1, name: "This site cannot be found" })).toBeVisible();
    expect((await sidebar()).getByRole("link", { name: "Home" })).toBeVisible();
  });

  it("puts the slug in place of an id, and keeps the rest of the address", async () => {
    const { router } = open("/sites/site-2/planner/keywords?q=tea");
    expect(await screen.findByRole("heading", { level: 1, name: "Keywords of Garden tools" })).toBeVisible();
    expect(router.state.location).toMatchObject({ pathname: "/sites/garden-tools/planner/keywords", search: "?q=tea" });
    expect(document.title).toBe("Keywords of Garden tools - Garden tools - IGNY8");
  });

  it("keeps the chosen sector in its links", async () => {
    open("/sites/home-coffee/planner/keywords?sector=s1&q=tea");
    expect((await sidebar()).getByRole("link", { name: "Clusters" })).toHaveAttribute("href", "/sites/home-coffee/planner/clusters?sector=s1");
  });

  it("keeps the page when the session ends, and sends away who signed out", async () => {
    const { router } = open("/sites/home-coffee/planner/keywords");
    await screen.findByRole("heading", { level: 1 });
    server.use(on.post("/auth/refresh/", () => refusal(401)));
    useSession.getState().set("expired");
    expect(await screen.findByText("Rows")).toBeVisible();
    let asked = 0;
    server.use(
      on.get("/billing/balance/", () => {
        asked += 1;
        return one(BALANCE);
      }),
    );
    accept("new", 900);
    await waitFor(() => expect(asked).toBe(1));
    useSession.getState().set("signed-out");
    expect(await screen.findByText("Sign in first")).toBeVisible();
    await waitFor(() => expect(router.state.location.search).toBe("?next=%2Fsites%2Fhome-coffee%2Fplanner%2Fkeywords"));
  });
});
