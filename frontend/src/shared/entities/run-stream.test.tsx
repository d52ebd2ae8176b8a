import { QueryClientProvider } from "@tanstack/react-query";
import { renderHook, waitFor } from "@testing-library/react";
import { HttpResponse } from "msw";
import type { ReactNode } from "react";
import { MemoryRouter } from "react-router";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { accept } from "@/shared/api/session";

import { aRun } from "../../../tests/support/factories";
import { makeTestClient } from "../../../tests/support/render";
import { many, on, one, startServer } from "../../../tests/support/server";
import type { Run } from "./run";
import { onRunsEnded, useRuns, useRunStream, watchRun } from "./run-stream";

const server = startServer();
beforeEach(() => accept("token", 900));

function events(retry: number, ...runs: Run[]): string {
  return `retry: ${retry}\n\n${runs.map((run) => `event: run\nid: ${run.id}\ndata: ${JSON.stringify(run)}\n\n`).join("")}`;
}

const SSE = { headers: { "Content-Type": "text/event-stream" } };

function open() {
  const client = makeTestClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <MemoryRouter>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </MemoryRouter>
  );
  const hook = renderHook(
    () => {
      useRunStream("site-1");
      return useRuns("site-1");
    },
    { wrapper },
  );
  return { client, ...hook };
}

describe("the run stream", () => {
  it("puts what it hears into the list, also when an event comes in pieces", async () => {
    const text = events(2000, aRun({ progress_done: 3, progress_total: 12 }), aRun({ id: "run-2", status: "pending" }));
    let url = "";
    server.use(
      on.get("/ai/runs/", () => many([aRun()])),
      on.get("/ai/runs/stream/", ({ request }) => {
        url = request.url;
        const bytes = new TextEncoder().encode(text);
        const stream = new ReadableStream<Uint8Array>({
          start(controller) {
            for (let at = 0; at < bytes.length; at += 37) controller.enqueue(bytes.slice(at, at + 37));
            // Stays open, as the live one does.
          },
        });
        return new HttpResponse(stream, SSE);
      }),
    );
    const { result, unmount } = open();
    await waitFor(() => expect(result.current.data?.map((run) => run.id)).toEqual(["run-2", "run-1"]));
    expect(result.current.data?.[1]).toMatchObject({ progress_done: 3, progress_total: 12 });
    expect(new URL(url).searchParams.get("site_id")).toBe("site-1");
    unmount();
  });

  it("asks again after its retry when the server answers and closes, and tells once of an end", async () => {
    let asked = 0;
    server.use(
      on.get("/ai/runs/", () => many([aRun()])),
      on.get("/ai/runs/stream/", () => {
        asked += 1;
        return new HttpResponse(events(250, asked < 2 ? aRun() : aRun({ status: "succeeded", counts: { keywords: 5, clusters: 2 } })), SSE);
      }),
    );
    const told = vi.fn();
    const stop = onRunsEnded(told);
    const { result, client, unmount } = open();
    client.setQueryData(["clusters", "site-1"], []);
    client.setQueryData(["notifications"], []);
    await waitFor(() => expect(result.current.data?.[0]?.status).toBe("succeeded"), { timeout: 3000 });
    await waitFor(() => expect(asked).toBeGreaterThan(2), { timeout: 3000 });
    expect(told).toHaveBeenCalledTimes(1);
    // What clustering changes is read again, and nothing else.
    await waitFor(() => expect(client.getQueryState(["clusters", "site-1"])?.isInvalidated).toBe(true), { timeout: 3000 });
    expect(client.getQueryState(["notifications"])?.isInvalidated).toBe(false);
    stop();
    unmount();
  });

  it("connects again after a fault and then reads what it missed", async () => {
    let asked = 0;
    let listed = 0;
    server.use(
      on.get("/ai/runs/", () => {
        listed += 1;
        return many([aRun()]);
      }),
      on.get("/ai/runs/stream/", () => {
        asked += 1;
        return asked === 1 ? HttpResponse.error() : new HttpResponse(events(2000), SSE);
      }),
    );
    const { unmount } = open();
    await waitFor(() => expect(asked).toBe(2), { timeout: 6000 });
    await waitFor(() => expect(listed).toBe(4)); // active and latest, twice
    unmount();
  });
});

describe("watching one run", () => {
  it("asks for it when no stream tells of it", async () => {
    server.use(on.get("/ai/runs/run-9/", () => one(aRun({ id: "run-9", status: "failed", error: "No." }))));
    await expect(watchRun("run-9")).resolves.toMatchObject({ status: "failed" });
  });
});
