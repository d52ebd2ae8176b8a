import { expect, test, vi } from "vitest";

import { makeTestClient } from "../../../../tests/support/render";
import { many, on, startServer } from "../../../../tests/support/server";

import { TRAY_SIZE, trayQuery } from "./calendar";

vi.mock("@/shared/api/session", async (load) => ({ ...(await load<typeof import("@/shared/api/session")>()), access: () => Promise.resolve("token") }));

const server = startServer();

test("the tray asks the server for what has no day: texts first, then tasks, as many as it shows", async () => {
  const asked: URLSearchParams[] = [];
  const answer = (kind: string, size: number) => ({ request }: { request: Request }) => {
    asked.push(new URL(request.url).searchParams);
    return many(Array.from({ length: size }, (_, n) => ({ id: `${kind}-${n}`, title: `${kind} ${n}`, status: "queued", content_type: "post", planned_date: null })));
  };
  server.use(on.get("/writer/content/", answer("text", 2)), on.get("/writer/tasks/", answer("task", TRAY_SIZE)));
  const shown = await makeTestClient().query(trayQuery("site-1"));
  expect(asked.map((query) => [query.get("site_id"), query.get("planned"), query.get("page_size")])).toEqual([
    ["site-1", "false", String(TRAY_SIZE)],
    ["site-1", "false", String(TRAY_SIZE)],
  ]);
  expect(shown).toHaveLength(TRAY_SIZE);
  expect(shown.slice(0, 3).map(({ kind, id }) => [kind, id])).toEqual([
    ["planned", "text-0"],
    ["planned", "text-1"],
    ["planned_task", "task-0"],
  ]);
});
