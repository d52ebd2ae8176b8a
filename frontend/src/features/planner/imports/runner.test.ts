import { QueryClient } from "@tanstack/react-query";
import { delay, http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";

import { accept } from "@/shared/api/session";

import { importForm } from "../api/imports";
import { jobById, useQueue } from "./queue";
import { cancelImport, onImported, reopenImport, retryImport, startImports } from "./runner";

const IMPORT = "*/api/v1/planner/keywords/import/";
const server = setupServer();
const imported = (changes: object = {}) => ({ id: "imp-1", site_id: "site", sector_id: "sector", filename: "a.csv", status: "done", rows: 3, created: 2, duplicates: 1, rejected: 0, rows_read: 3, error: "", ...changes });
const started = () => HttpResponse.json({ success: true, data: { import_id: "imp-1" } }, { status: 202 });
const answer = (data: object) => HttpResponse.json({ success: true, data });
const refusal = (status: number, error: string, more: object = {}) => HttpResponse.json({ success: false, error, error_code: "X", ...more }, { status });

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());
beforeEach(() => {
  accept("token", 900);
  server.use(http.get("*/api/v1/planner/imports/imp-1/", () => answer(imported())));
});
afterEach(() => {
  server.resetHandlers();
  useQueue.setState({ jobs: [] });
});

function queued(...names: string[]) {
  const jobs = useQueue.getState().add("site", names.map((name) => new File(["Keyword\ncold brew\n"], name)));
  return jobs.map((job) => job.id);
}
const client = () => new QueryClient();
const phase = (id: string) => jobById(id)?.phase;

it("sends each file once, with its key, and announces the import when its rows are in", async () => {
  const seen: (string | null)[][] = [];
  server.use(
    http.post(IMPORT, ({ request }) => {
      seen.push([request.headers.get("Idempotency-Key"), request.headers.get("Authorization")]);
      return started();
    }),
  );
  const announced = vi.fn();
  const stop = onImported(announced);
  const [id = ""] = queued("a.csv");
  startImports(client(), [id], "sector");
  startImports(client(), [id], "sector");
  await vi.waitFor(() => expect(phase(id)).toBe("done"));
  stop();
  expect(seen).toEqual([[jobById(id)?.key, "Bearer token"]]);
  expect(announced).toHaveBeenCalledWith(expect.objectContaining({ created: 2 }), expect.objectContaining({ id }));
});

it("puts sector, changed columns and file into the form", () => {
  const form = importForm(new File(["Keyword"], "a.csv"), "a.csv", { siteId: "site", sectorId: "sector", mapping: { cpc: null, keyword: 1 } });
  expect([...form].map(([name, value]) => [name, value instanceof File ? value.name : value])).toEqual([
    ["site_id", "site"],
    ["sector_id", "sector"],
    ["mapping", '{"cpc":null,"keyword":1}'],
    ["file", "a.csv"],
  ]);
  expect(importForm(new File([], "a.csv"), "a.csv", { siteId: "site", sectorId: "sector", mapping: {} }).has("mapping")).toBe(false);
});

it("goes on after a 503 with the same key, as soon as the server allows", async () => {
  const keys: (string | null)[] = [];
  server.use(
    http.post(IMPORT, ({ request }) => {
      keys.push(request.headers.get("Idempotency-Key"));
      return keys.length === 1 ? new HttpResponse("<html>busy</html>", { status: 503, headers: { "Retry-After": "1" } }) : started();
    }),
  );
  const [id = ""] = queued("a.csv");
  startImports(client(), [id], "sector");
  await vi.waitFor(() => expect(phase(id)).toBe("pausing"));
  expect(jobById(id)?.error?.kind).toBe("unavailable");
  await vi.waitFor(() => expect(phase(id)).toBe("done"), { timeout: 4000 });
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
  expect(jobById(id)?.error).toBeNull();
});

it("stops an upload when it is cancelled, and sends the next file", async () => {
  const keys: (string | null)[] = [];
  server.use(
    http.post(IMPORT, async ({ request }) => {
      keys.push(request.headers.get("Idempotency-Key"));
      if (keys.length === 1) await delay("infinite");
      return started();
    }),
  );
  const [first = "", second = ""] = queued("slow.csv", "next.csv");
  const [key, keyOfSecond] = [jobById(first)?.key, jobById(second)?.key];
  startImports(client(), [first, second], "sector");
  await vi.waitFor(() => expect(keys).toEqual([key]));
  expect(phase(second)).toBe("queued");
  cancelImport(first);
  expect(phase(first)).toBe("cancelled");
  await vi.waitFor(() => expect(phase(second)).toBe("done"));
  expect(keys).toEqual([key, keyOfSecond]);
  expect(phase(first)).toBe("cancelled");
  // It may have arrived all the same: sending it again is another request.
  reopenImport(first);
  expect(jobById(first)?.key).not.toBe(key);
});

it("keeps a file the server refused, with the sentence that says what to do, and takes it again", async () => {
  server.use(http.post(IMPORT, () => refusal(400, "This is an Excel workbook, not a CSV file. Open it, save it as “CSV UTF-8” and import that.", { error_code: "UNREADABLE_FILE" }), { once: true }));
  const [id = ""] = queued("book.xlsx");
  startImports(client(), [id], "sector");
  await vi.waitFor(() => expect(phase(id)).toBe("stuck"));
  expect(jobById(id)?.error?.message).toContain("save it as “CSV UTF-8”");
  server.use(http.post(IMPORT, () => started()));
  retryImport(client(), id);
  await vi.waitFor(() => expect(phase(id)).toBe("done"));
});

it("takes a new token once when the old one has run out", async () => {
  const tokens: (string | null)[] = [];
  server.use(
    http.post("*/api/v1/auth/refresh/", () => answer({ access: "fresh", expires_in: 900 })),
    http.post(IMPORT, ({ request }) => {
      tokens.push(request.headers.get("Authorization"));
      return tokens.length === 1 ? refusal(401, "Sign in again.") : started();
    }),
  );
  const [id = ""] = queued("a.csv");
  startImports(client(), [id], "sector");
  await vi.waitFor(() => expect(phase(id)).toBe("done"));
  expect(tokens).toEqual(["Bearer token", "Bearer fresh"]);
});

it("says so when the rows could not be read after all", async () => {
  server.use(
    http.post(IMPORT, () => started()),
    http.get("*/api/v1/planner/imports/imp-1/", () => answer(imported({ status: "failed", error: "The text of the file cannot be decoded." }))),
  );
  const [id = ""] = queued("a.csv");
  startImports(client(), [id], "sector");
  await vi.waitFor(() => expect(phase(id)).toBe("failed"));
});
