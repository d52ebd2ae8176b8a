import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";

import { accept } from "@/shared/api/session";

import { renderWithProviders } from "../../../../tests/support/render";
import type { Keyword } from "../api/keywords";
import { editOne } from "./edit";

const row = { id: "k1", keyword: "moka pot", intent: "commercial", status: "clustered", cluster_id: "c1", cluster_name: "Moka" } as Keyword;
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());
afterEach(() => server.resetHandlers());
beforeEach(() => accept("token", 900));

it("shows an edit at once, takes it back on undo, with the request that restores it", async () => {
  const bodies: unknown[] = [];
  server.use(
    http.patch("*/api/v1/planner/keywords/k1/", async ({ request }) => {
      bodies.push(await request.json());
      return HttpResponse.json({ success: true, data: row });
    }),
  );
  const rollBack = vi.fn();
  const patchRow = vi.fn(() => rollBack);
  const { user } = renderWithProviders(<p>Page</p>);
  expect(await editOne(row, { status: "archived" }, "Keyword archived", { patchRow, changed: () => Promise.resolve() })).toBe(true);
  expect(patchRow).toHaveBeenCalledWith("k1", { status: "archived", cluster_id: null, cluster_name: null });
  expect(rollBack).not.toHaveBeenCalled();
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() => expect(rollBack).toHaveBeenCalledOnce());
  expect(bodies).toEqual([{ status: "archived" }, { cluster_id: "c1", status: "clustered" }]);
});

it("rolls the row back when the server refuses, and says why", async () => {
  server.use(http.patch("*/api/v1/planner/keywords/k1/", () => HttpResponse.json({ success: false, error: "Keywords cannot leave a locked cluster. Unlock it first.", error_code: "CLUSTER_LOCKED" }, { status: 409 })));
  const rollBack = vi.fn();
  renderWithProviders(<p>Page</p>);
  expect(await editOne(row, { status: "archived" }, "Keyword archived", { patchRow: () => rollBack, changed: () => Promise.resolve() })).toBe(false);
  expect(rollBack).toHaveBeenCalledOnce();
  expect(await screen.findByText("Keywords cannot leave a locked cluster. Unlock it first.")).toBeVisible();
});
