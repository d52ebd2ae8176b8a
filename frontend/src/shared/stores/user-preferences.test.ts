import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { accept, useSession } from "@/shared/api/session";

import { merge, useUserPreferences } from "./user-preferences";

const sent = vi.fn<(body: unknown) => number>();

beforeEach(() => {
  vi.useFakeTimers();
  accept("token", 3600);
  useUserPreferences.setState({ userId: null, entries: {}, unsent: [] });
  vi.stubGlobal("fetch", async (request: Request) => {
    const status = sent(await request.json());
    if (status === 0) throw new TypeError("offline");
    return Response.json(status === 200 ? { data: {} } : { error: "No." }, { status });
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  localStorage.clear();
  sent.mockReset();
  useSession.getState().set("unknown");
});

const store = () => useUserPreferences.getState();

test("of two values the later one stands, and what the account lacks is sent", () => {
  const own = { entries: { a: { v: 1, t: 10 }, b: { v: 2, t: 30 }, c: { v: 3, t: 5 } }, unsent: ["a", "c"] };
  const merged = merge(own, { a: { v: "theirs", t: 20 }, b: { v: "old", t: 20 }, theme: "not one of ours" });
  expect(merged.entries).toEqual({ a: { v: "theirs", t: 20 }, b: { v: 2, t: 30 }, c: { v: 3, t: 5 } });
  expect([...merged.unsent].sort()).toEqual(["b", "c"]);
});

test("changes are kept at once, sent together, and wait while there is no connection", async () => {
  store().enter("ada", {});
  sent.mockReturnValueOnce(0).mockReturnValue(200);
  store().put("table.keywords", { h: ["cpc"] });
  store().put("views.keywords", []);
  expect(JSON.parse(localStorage.getItem("igny8.preferences.ada") ?? "")).toMatchObject({ unsent: ["table.keywords", "views.keywords"] });
  await vi.advanceTimersByTimeAsync(2000);
  expect(sent).toHaveBeenCalledTimes(1);
  expect(store().unsent).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(31_000);
  expect(sent).toHaveBeenCalledTimes(2);
  expect(sent.mock.calls[1]?.[0]).toMatchObject({ preferences: { "table.keywords": { v: { h: ["cpc"] } }, "views.keywords": { v: [] } } });
  expect(store().unsent).toEqual([]);
});

test("a refusal is not repeated, and this device keeps the value", async () => {
  store().enter("ada", {});
  sent.mockReturnValue(400);
  store().put("table.keywords", { o: ["a"] });
  await vi.advanceTimersByTimeAsync(120_000);
  expect(sent).toHaveBeenCalledTimes(1);
  expect(store().entries["table.keywords"]?.v).toEqual({ o: ["a"] });
});

test("two people at one browser keep their own", () => {
  store().enter("ada", {});
  store().put("density", "compact");
  store().enter("bob", { density: { v: "comfortable", t: 1 } });
  expect(store().entries.density?.v).toBe("comfortable");
  store().enter("ada", {});
  expect(store().entries.density?.v).toBe("compact");
});
