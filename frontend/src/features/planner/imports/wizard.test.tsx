import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";

import { accept } from "@/shared/api/session";
import { type Site, SiteProvider } from "@/shared/entities/site";

import { renderWithProviders } from "../../../../tests/support/render";
import { ImportPage } from "../pages/import";
import { useQueue } from "./queue";

const IMPORT = "*/api/v1/planner/keywords/import/";
const site = { id: "site", slug: "garden", name: "Garden", industry_id: null } as unknown as Site;
const server = setupServer();
let role = "editor";
const one = (data: object) => HttpResponse.json({ success: true, data });
const many = (results: object[]) => HttpResponse.json({ success: true, count: results.length, count_is_exact: true, next: null, previous: null, results });
const detection = { tool: "semrush_magic", tool_label: "Semrush Keyword Magic", encoding: "utf-8", delimiter: ",", header_row: 1, columns: ["Keyword", "Volume", "Results"], mapping: { keyword: 0, search_volume: 1 }, month_columns: [], bucketed: false, decimal_mark: ".", currency: null, notes: ["“Results” was kept."], confidence: 0.95 };
const kept = { line: 2, keyword: "tomatoes in pots", search_volume: 3600, volume_low: null, volume_high: null, difficulty: 26, cpc: null, currency: null, intent: "informational", intents: ["informational"], trend: [], serp_features: [], position: null, url: null, clicks: null, impressions: null, extra: { Results: "5,489" } };
const preview = (changes: object = {}) => ({ detection, rows: 4, is_complete: true, duplicates: 1, rejected: 1, sample: [kept], rejects: [{ line: 5, code: "EMPTY_KEYWORD", reason: "The row has no keyword.", raw: ",100" }], ...changes });

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());
beforeEach(() => {
  accept("token", 900);
  role = "editor";
  server.use(
    http.get("*/api/v1/auth/me/", () => one({ id: "me", role, preferences: {} })),
    http.get("*/api/v1/accounts/sites/", () => many([site])),
    http.get("*/api/v1/accounts/sectors/", () => many([{ id: "sector", name: "Balcony", status: "active" }])),
    http.get("*/api/v1/planner/keywords/", () => many([{ id: "k" }, { id: "l" }])),
    http.get("*/api/v1/ai/runs/", () => many([])),
    http.post("*/api/v1/billing/estimate/", () => one({ credits: 10, available: 100, enough: true, items: [], spend_cap_left: null })),
  );
});
afterEach(() => {
  server.resetHandlers();
  useQueue.setState({ jobs: [] });
});

function open(at = "/sites/garden/planner/import") {
  return renderWithProviders(
    <SiteProvider site={site}>
      <ImportPage />
    </SiteProvider>,
    { at },
  );
}
const file = (name = "garden.csv", text = "Keyword,Volume,Results\ntomatoes in pots,3600,5489\n") => new File([text], name, { type: "text/csv" });

it("goes from a file to its keywords: look, change a column, choose the sector, see what became of the rows", async () => {
  const asked: string[] = [];
  server.use(
    http.post(IMPORT, ({ request }) => {
      const key = request.headers.get("Idempotency-Key");
      asked.push(key === null ? "look" : "import");
      return key === null ? one(preview()) : HttpResponse.json({ success: true, data: { import_id: "imp" } }, { status: 202 });
    }),
    http.get("*/api/v1/planner/imports/imp/", () => one({ id: "imp", site_id: "site", sector_id: "sector", filename: "garden.csv", status: "done", rows: 4, created: 2, duplicates: 1, rejected: 1, rows_read: 4, error: "" })),
  );
  const { user, router } = open();
  await user.upload(await screen.findByLabelText("Keyword files"), file());
  expect(await screen.findByText("Semrush Keyword Magic")).toBeVisible();
  expect(router.state.location.search).toBe("?step=check");
  expect(screen.getByText(/4 rows/)).toHaveTextContent("4 rows, 2 new, 1 there already or twice, 1 not usable.");
  expect(screen.getByText("The row has no keyword.")).toBeVisible();
  expect(screen.getByLabelText("What “Results” is read as")).toHaveTextContent("Kept as extra");
  await user.click(screen.getByLabelText("What “Results” is read as"));
  await user.click(await screen.findByRole("option", { name: /^Clicks/ }));
  await waitFor(() => expect(useQueue.getState().jobs[0]?.mapping).toEqual({ clicks: 2 }));
  await user.click(screen.getByRole("button", { name: "Go on to the sector" }));
  expect(await screen.findByRole("radio", { name: "Balcony" })).toBeChecked();
  await user.click(screen.getByRole("button", { name: "Import the keywords" }));
  expect(await screen.findByText("4 rows: 2 new + 1 duplicates + 1 rejected")).toBeVisible();
  expect(screen.getByRole("link", { name: "See the keywords" })).toHaveAttribute("href", expect.stringContaining("import_id=imp"));
  expect(screen.getByRole("button", { name: "Download rejected rows" })).toBeVisible();
  expect(await screen.findByText("Next: cluster them.")).toBeVisible();
  expect(asked.filter((one_) => one_ === "import")).toHaveLength(1);
});

it("says what is wrong with a file and lets somebody name the column with the keywords", async () => {
  const sentence = "No column with keywords was found. Name the column “Keyword” or choose it in the mapping.";
  server.use(http.post(IMPORT, () => (useQueue.getState().jobs[0]?.mapping.keyword === 1 ? one(preview()) : HttpResponse.json({ success: false, error: sentence, error_code: "UNREADABLE_FILE", errors: { file: [sentence] } }, { status: 400 }))));
  const { user } = open();
  await user.upload(await screen.findByLabelText("Keyword files"), file("products.csv", "Price,Product\n3,tomato seeds\n"));
  expect(await screen.findByText(sentence)).toBeVisible();
  await user.click(await screen.findByLabelText("Column with the keywords"));
  await user.click(await screen.findByRole("option", { name: "Product" }));
  expect(await screen.findByText("Semrush Keyword Magic")).toBeVisible();
});

it("shows a file the server cannot read with its cure, and it can be taken out", async () => {
  const sentence = "This is an Excel workbook, not a CSV file. Open it, save it as “CSV UTF-8” and import that.";
  server.use(http.post(IMPORT, () => HttpResponse.json({ success: false, error: sentence, error_code: "UNREADABLE_FILE", errors: { file: [sentence] } }, { status: 400 })));
  const { user } = open();
  const input = await screen.findByLabelText<HTMLInputElement>("Keyword files");
  input.removeAttribute("accept");
  await user.upload(input, file("book.xlsx", "PK"));
  const card = await screen.findByRole("article", { name: "book.xlsx" });
  expect(await within(card).findByText(sentence)).toBeVisible();
  await user.click(within(card).getByRole("button", { name: "Remove book.xlsx" }));
  expect(await screen.findByText("Drop the file of your keyword tool here")).toBeVisible();
});

it("asks for the file again when the page was loaded anew in the middle", async () => {
  open("/sites/garden/planner/import?step=sector");
  expect(await screen.findByText(/Choose yours once more/)).toBeVisible();
});

it("offers viewers no upload", async () => {
  role = "viewer";
  open();
  expect(await screen.findByText("Importing is for editors")).toBeVisible();
  expect(screen.queryByLabelText("Keyword files")).not.toBeInTheDocument();
});
