import { http, HttpResponse } from "msw";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { api } from "@/shared/api/client";
import { accept } from "@/shared/api/session";

import { on, one, refusal, startServer } from "../../../tests/support/server";
import { followConnection, useConnection } from "./connection";

const server = startServer();
let stop: () => void = () => undefined;
const recovered = vi.fn();

beforeEach(() => {
  accept("token", 900);
  stop = followConnection(recovered);
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

const ask = () => api.GET("/api/v1/auth/me/").catch(() => undefined);

describe("connection", () => {
  it("is down after the second failure, asks for itself, and is glad for a moment when the server is back", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    server.use(on.get("/auth/me/", () => HttpResponse.error()), http.get("*/healthz", () => HttpResponse.error()));
    await ask();
    expect(useConnection.getState().status).toBe("up");
    await ask();
    expect(useConnection.getState().status).toBe("down");
    const first = useConnection.getState().nextTry;
    await vi.advanceTimersByTimeAsync(5000);
    await vi.waitFor(() => expect(useConnection.getState().nextTry).toBeGreaterThan((first ?? 0) + 5000)); // ever more rarely
    server.use(http.get("*/healthz", () => HttpResponse.json({ ok: true })));
    await vi.advanceTimersByTimeAsync(8000);
    await vi.waitFor(() => expect(useConnection.getState().status).toBe("back"));
    expect(recovered).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(2000);
    expect(useConnection.getState().status).toBe("up");
  });

  it("counts failures in a row only, and no refusal among them", async () => {
    server.use(on.get("/auth/me/", () => HttpResponse.error()));
    await ask();
    server.use(on.get("/auth/me/", () => one({})));
    await ask();
    server.use(on.get("/auth/me/", () => refusal(500)));
    await ask();
    await ask();
    expect(useConnection.getState().status).toBe("up");
  });
});
