import { screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";

import { accept } from "@/shared/api/session";
import { meKeys } from "@/shared/entities/me";
import { SiteProvider } from "@/shared/entities/site";

import { aMe, aSite } from "../../../../tests/support/factories";
import { makeTestClient, renderWithProviders } from "../../../../tests/support/render";
import { many, on, one, refusal, startServer } from "../../../../tests/support/server";
import type { Idea, IdeaStatus } from "../api/ideas";
import { BoardView } from "./board-view";
import { useIdeaMoves, type Overlap } from "./use-moves";

const server = startServer();
beforeEach(() => accept("token", 900));

function idea(id: string, title: string, status: IdeaStatus): Idea {
  return {
    id, title, status, site_id: "site-1", sector_id: "s", sector_name: "Brewing", cluster_id: "c", cluster_name: "Moka", description: "", angle: "", outline: [], primary_keyword: title, suggested_keywords: [title],
    intent: "informational", content_type: "post", role: "spoke", priority: 50, is_draft_quality: false, run_id: null, created_at: "2026-03-04T12:00:00Z", updated_at: "2026-03-04T12:00:00Z",
  };
}
const PARAMS = {};

function Board({ onOverlap }: { onOverlap: (overlaps: readonly Overlap[]) => void }) {
  const move = useIdeaMoves({ onQueue: () => undefined, onOverlap });
  return <BoardView params={PARAMS} canMove opened="" onOpen={() => undefined} onMove={move} empty={null} />;
}

function show(ideas: Idea[]) {
  const onOverlap = vi.fn();
  server.use(on.get("/planner/ideas/", ({ request }) => many(ideas.filter((row) => row.status === new URL(request.url).searchParams.get("status")))));
  const client = makeTestClient();
  client.setQueryData(meKeys.all, aMe());
  const rendered = renderWithProviders(
    <SiteProvider site={aSite()}>
      <Board onOverlap={onOverlap} />
    </SiteProvider>,
    { client },
  );
  return { ...rendered, onOverlap };
}

const column = (name: RegExp) => screen.getByRole("region", { name });

it("moves a card by key at once and brings it back when the server refuses, with its sentence", async () => {
  let answer: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  server.use(
    on.get("/planner/ideas/i1/collisions/", () => one([])),
    on.post("/planner/ideas/bulk-status/", async () => {
      await held;
      return refusal(409, { error: "The idea is queued or written already.", code: "IDEA_IN_WORK" });
    }),
  );
  const { user } = show([idea("i1", "Moka pot guide", "draft"), idea("i2", "Moka pot sizes", "draft")]);
  const card = await screen.findByRole("button", { name: "Moka pot guide" });
  card.focus();
  await user.keyboard("a");
  await waitFor(() => expect(column(/^Approved/)).toHaveTextContent("Moka pot guide"));
  await waitFor(() => expect(screen.getByRole("button", { name: "Moka pot sizes" })).toHaveFocus());
  answer();
  expect(await screen.findByText("The idea is queued or written already.")).toBeVisible();
  expect(column(/^To decide/)).toHaveTextContent("Moka pot guide");
  expect(column(/^Approved/)).not.toHaveTextContent("Moka pot guide");
});

it("rejects with r, and Undo sends what it was", async () => {
  const bodies: unknown[] = [];
  server.use(
    on.post("/planner/ideas/bulk-status/", async ({ request }) => {
      bodies.push(await request.json());
      return one({ count: 1 });
    }),
  );
  const { user } = show([idea("i1", "Moka pot guide", "approved")]);
  (await screen.findByRole("button", { name: "Moka pot guide" })).focus();
  await user.keyboard("r");
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() => expect(bodies).toEqual([{ ids: ["i1"], status: "rejected" }, { ids: ["i1"], status: "approved" }]));
});

it("asks before it approves what something answers already, and sends nothing", async () => {
  const collision = { kind: "page", id: "p1", title: "Moka pots", url: "", code: "SAME_TITLE", reason: "The published page “Moka pots” has nearly the same title." };
  server.use(on.get("/planner/ideas/i1/collisions/", () => one([collision])));
  const { user, onOverlap } = show([idea("i1", "Moka pot guide", "draft")]);
  await user.click(await screen.findByRole("button", { name: /Move “Moka pot guide” to/ }));
  await user.click(await screen.findByRole("menuitem", { name: /Approved/ }));
  await waitFor(() => expect(onOverlap).toHaveBeenCalledOnce());
  expect(column(/^To decide/)).toHaveTextContent("Moka pot guide");
});
