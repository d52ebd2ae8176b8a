import { screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";

import { accept } from "@/shared/api/session";
import { SiteProvider } from "@/shared/entities/site";

import { aSite } from "../../../../tests/support/factories";
import { renderWithProviders } from "../../../../tests/support/render";
import { many, on, one, refusal, startServer } from "../../../../tests/support/server";
import type { Cluster } from "../api/clusters";
import { MakeIdeasDialog } from "./make-ideas-dialog";

const server = startServer();
beforeEach(() => accept("token", 900));

const CLUSTERS = [
  { id: "c1", name: "Moka pots", total_volume: 900 },
  { id: "c2", name: "French press", total_volume: null },
] as Cluster[];

function show() {
  const [onClose, onStarted] = [vi.fn(), vi.fn()];
  server.use(
    on.post("/billing/estimate/", async ({ request }) => {
      const { items } = (await request.json()) as { items: { units: number }[] };
      return one({ credits: (items[0]?.units ?? 0) * 15, available: 500, enough: true });
    }),
    on.get("/accounts/sites/", () => many([aSite()])),
  );
  const rendered = renderWithProviders(
    <SiteProvider site={aSite()}>
      <MakeIdeasDialog clusters={CLUSTERS} onClose={onClose} onStarted={onStarted} />
    </SiteProvider>,
  );
  return { ...rendered, onClose, onStarted };
}

it("says what it costs, then which clusters were left out and why, and makes ideas for them all the same when asked", async () => {
  const bodies: unknown[] = [];
  const keys: (string | null)[] = [];
  server.use(
    on.post("/planner/clusters/generate-ideas/", async ({ request }) => {
      bodies.push(await request.json());
      keys.push(request.headers.get("Idempotency-Key"));
      if (bodies.length === 1) return one({ run_ids: ["r1"], skipped: [{ cluster_id: "c2", code: "CANNIBALISATION", reason: "The published page “Press guide” belongs to the same cluster." }] });
      return one({ run_ids: ["r2"], skipped: [] });
    }),
  );
  const { user, onClose, onStarted } = show();
  await user.click(await screen.findByRole("button", { name: "Make ideas for 2 clusters: about 30 credits" }));
  expect(await screen.findByText("The published page “Press guide” belongs to the same cluster.")).toBeVisible();
  expect(screen.getByRole("heading", { name: "Drafting ideas for 1 cluster; 1 cluster was left out" })).toBeVisible();
  // Clearing the selection would take this dialog with it, unread.
  expect(onStarted).not.toHaveBeenCalled();
  await user.click(await screen.findByRole("button", { name: "Make them all the same for 1 cluster: about 15 credits" }));
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  expect(onStarted).toHaveBeenCalledOnce();
  expect(bodies).toEqual([
    { cluster_ids: ["c1", "c2"], count: 1, allow_overlap: false },
    { cluster_ids: ["c2"], count: 1, allow_overlap: true },
  ]);
  expect(keys[0]).not.toBe(keys[1]);
});

it("keeps the choice when the server refuses, and sends the same key again", async () => {
  const keys: (string | null)[] = [];
  server.use(
    on.post("/planner/clusters/generate-ideas/", ({ request }) => {
      keys.push(request.headers.get("Idempotency-Key"));
      return keys.length === 1 ? refusal(503, { error: "The server is busy." }) : one({ run_ids: ["r1"], skipped: [] });
    }),
  );
  const { user, onClose } = show();
  await user.click(await screen.findByRole("checkbox", { name: "French press" }));
  await user.click(await screen.findByRole("button", { name: "Make ideas for 1 cluster: about 15 credits" }));
  expect(await screen.findByText("The server is busy.")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Make ideas for 1 cluster: about 15 credits" }));
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  expect(keys[1]).toBe(keys[0]);
});
