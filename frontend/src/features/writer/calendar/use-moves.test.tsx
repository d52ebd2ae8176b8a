import { screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { SiteProvider } from "@/shared/entities/site";
import { toast } from "@/shared/ui/toast";
import { aSite } from "../../../../tests/support/factories";
import { makeTestClient, renderWithProviders } from "../../../../tests/support/render";
import { many, on, one, refusal, startServer } from "../../../../tests/support/server";

import { calendarKeys } from "../api/calendar";
import type { Entry } from "./model";
import { type Mover, useMoves } from "./use-moves";

vi.mock("@/shared/api/session", async (load) => ({ ...(await load<typeof import("@/shared/api/session")>()), access: () => Promise.resolve("token") }));

const server = startServer();
const SITE = aSite({ timezone: "Europe/Berlin" });
const TASK: Entry = { kind: "planned_task", id: "t1", title: "Cold brew", date: "2030-11-20", time: null, at: null, task_id: "t1", content_id: null, status: "queued", content_type: "post", assignee_id: null, assignee_name: null };

function Mover({ mover, day }: { mover: Mover; day: string }) {
  const move = useMoves();
  return <button onClick={() => void move(mover, day)}>Move</button>;
}

function setUp(mover: Mover = TASK, day = "2030-12-03") {
  const client = makeTestClient();
  client.setQueryData(calendarKeys.month("site-1", "2030-11"), [TASK]);
  client.setQueryData(calendarKeys.month("site-1", "2030-12"), []);
  const rendered = renderWithProviders(
    <SiteProvider site={SITE}>
      <Mover mover={mover} day={day} />
    </SiteProvider>,
    { client },
  );
  const days = (month: string) => client.getQueryData<Entry[]>(calendarKeys.month("site-1", month))?.map((entry) => entry.date);
  return { ...rendered, days };
}

let patches: unknown[] = [];
beforeEach(() => {
  patches = [];
});
afterEach(() => {
  toast.dismiss(); // messages outlive the page that showed them
});

test("a move is seen before the server answers, also into another month, and Undo takes it back", async () => {
  let answer: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  server.use(
    on.patch("/writer/tasks/t1/", async ({ request }) => {
      patches.push(await request.json());
      if (patches.length === 1) await held;
      return one({});
    }),
  );
  const { user, days } = setUp();
  await user.click(screen.getByRole("button", { name: "Move" }));
  await waitFor(() => expect(days("2030-12")).toEqual(["2030-12-03"]));
  expect(days("2030-11")).toEqual([]);
  answer();
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() => expect(patches).toEqual([{ planned_date: "2030-12-03" }, { planned_date: "2030-11-20" }]));
  expect(await screen.findByText("Undone")).toBeInTheDocument();
});

test("a move the server refuses goes back to where it was, with the reason", async () => {
  server.use(on.patch("/writer/tasks/t1/", () => refusal(409, { error: "The task is being moved by somebody else." })));
  const { user, days } = setUp();
  await user.click(screen.getByRole("button", { name: "Move" }));
  expect(await screen.findByText("The task is being moved by somebody else.")).toBeInTheDocument();
  await waitFor(() => expect(days("2030-11")).toEqual(["2030-11-20"]));
  expect(days("2030-12")).toEqual([]);
});

test("a scheduled text moves at its own destinations only, and back to its old moment", async () => {
  const bodies: unknown[] = [];
  server.use(
    on.get("/publisher/records/", () => many([{ status: "planned", wanted: "publish", destination: "igny8_sites" }, { status: "live", wanted: "publish", destination: "wordpress:1" }])),
    on.post("/publisher/publish/", async ({ request }) => {
      bodies.push(await request.json());
      return one({ records: [] }, { status: 202 });
    }),
  );
  const { user } = setUp({ ...TASK, kind: "scheduled", id: "c1", time: "09:30", at: "2030-11-20T08:30:00Z" }, "2031-04-02");
  await user.click(screen.getByRole("button", { name: "Move" }));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() => expect(bodies).toHaveLength(2));
  expect(bodies).toEqual([
    { content_ids: ["c1"], destinations: ["igny8_sites"], scheduled_at: "2031-04-02T07:30:00.000Z" },
    { content_ids: ["c1"], destinations: ["igny8_sites"], scheduled_at: "2030-11-20T08:30:00Z" },
  ]);
});

test("what is published is not moved, and the reason is said", async () => {
  const { user, days } = setUp({ ...TASK, kind: "published" });
  await user.click(screen.getByRole("button", { name: "Move" }));
  expect(await screen.findByText(/published already/)).toBeInTheDocument();
  expect(days("2030-11")).toEqual(["2030-11-20"]);
});
