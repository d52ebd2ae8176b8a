import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";

import { accept } from "@/shared/api/session";
import { type Site, SiteProvider } from "@/shared/entities/site";

import { renderWithProviders } from "../../../../tests/support/render";
import { AddKeywordsDialog } from "./add-keywords-dialog";

const CREATE = "*/api/v1/planner/keywords/bulk-create/";
const site = { id: "site", slug: "garden", name: "Garden", industry_id: null } as unknown as Site;
const server = setupServer();
const one = (data: object) => HttpResponse.json({ success: true, data });
const many = (results: object[]) => HttpResponse.json({ success: true, count: results.length, count_is_exact: true, next: null, previous: null, results });

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());
afterEach(() => server.resetHandlers());
beforeEach(() => {
  accept("token", 900);
  server.use(
    http.get("*/api/v1/accounts/sites/", () => many([site])),
    http.get("*/api/v1/accounts/sectors/", () => many([{ id: "sector", name: "Balcony", status: "active" }])),
    http.get("*/api/v1/accounts/industries/", () => many([])),
  );
});

function open() {
  const onClose = vi.fn();
  const rendered = renderWithProviders(
    <SiteProvider site={site}>
      <AddKeywordsDialog onClose={onClose} />
    </SiteProvider>,
  );
  return { ...rendered, onClose };
}

it("counts while somebody types, leaves duplicates out and sends the rest", async () => {
  let sent: unknown;
  server.use(
    http.post(CREATE, async ({ request }) => {
      sent = await request.json();
      return one({ rows: 2, created: 1, duplicates: 1, rejected: 0, errors: [] });
    }),
  );
  const { user, onClose } = open();
  await user.type(await screen.findByLabelText("Keywords, one on each line"), "Moka pot{Enter}moka  POT{Enter}cold brew{Enter}--");
  expect(screen.getByText("2 keywords, 1 duplicate left out. 1 line cannot be used: line 4 has no letter, digit or symbol.")).toBeVisible();
  const button = await screen.findByRole("button", { name: "Add 2 keywords" });
  await waitFor(() => expect(button).toBeEnabled());
  await user.click(button);
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent).toEqual({ site_id: "site", sector_id: "sector", keywords: ["Moka pot", "cold brew"] });
  expect(await screen.findByText("1 keyword added; 1 was there already")).toBeVisible();
});

it("names the lines the server refuses", async () => {
  server.use(http.post(CREATE, () => one({ rows: 2, created: 1, duplicates: 0, rejected: 1, errors: [{ index: 1, field: "keyword", message: "The keyword holds a control character." }] })));
  const { user, onClose } = open();
  await user.type(await screen.findByLabelText("Keywords, one on each line"), "moka pot{Enter}odd one");
  await user.click(await screen.findByRole("button", { name: "Add 2 keywords" }));
  expect(await screen.findByText(/“odd one”: The keyword holds a control character/)).toBeVisible();
  expect(onClose).not.toHaveBeenCalled();
});

it("keeps what was typed when the server cannot be reached, and sends it with the same key", async () => {
  const keys: (string | null)[] = [];
  server.use(
    http.post(CREATE, ({ request }) => {
      keys.push(request.headers.get("Idempotency-Key"));
      return keys.length === 1 ? new HttpResponse(null, { status: 503 }) : one({ rows: 1, created: 1, duplicates: 0, rejected: 0, errors: [] });
    }),
  );
  const { user, onClose } = open();
  await user.type(await screen.findByLabelText("Keywords, one on each line"), "moka pot");
  await user.click(await screen.findByRole("button", { name: "Add 1 keyword" }));
  expect(await screen.findByRole("alert")).toBeVisible();
  expect(screen.getByLabelText("Keywords, one on each line")).toHaveValue("moka pot");
  await user.click(screen.getByRole("button", { name: "Add 1 keyword" }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(keys[0]).toBeTruthy();
  expect(keys[1]).toBe(keys[0]);
});
