import { delay } from "msw";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { on, one, refusal, startServer } from "../../../tests/support/server";

const server = startServer();

/** Modules anew: the session is one for a page, and each test is a page of its own. */
async function load() {
  vi.resetModules();
  const session = await import("./session");
  const client = await import("./client");
  return { ...session, ...client };
}

beforeEach(() => localStorage.clear());

function refreshed(access: string) {
  return one({ access, expires_in: 900, refresh: null, user: {} });
}

const me = (api: Awaited<ReturnType<typeof load>>["api"]) => api.GET("/api/v1/auth/me/");

describe("session", () => {
  it("asks once for a new token when several requests need one at the same time", async () => {
    let refreshes = 0;
    server.use(
      on.post("/auth/refresh/", async () => {
        refreshes += 1;
        await delay(20);
        return refreshed("new");
      }),
      on.get("/auth/me/", ({ request }) => (request.headers.get("Authorization") === "Bearer new" ? one({ id: "1" }) : refusal(401))),
    );
    const { api } = await load();
    const answers = await Promise.all([me(api), me(api), me(api)]);
    expect(refreshes).toBe(1);
    expect(answers.every(({ data }) => data?.data.id === "1")).toBe(true);
  });

  it("replaces a token that the server refuses, and repeats the request once", async () => {
    const tried: (string | null)[] = [];
    server.use(
      on.post("/auth/refresh/", () => refreshed("new")),
      on.get("/auth/me/", ({ request }) => {
        tried.push(request.headers.get("Authorization"));
        return tried.length === 1 ? refusal(401) : one({ id: "1" });
      }),
    );
    const { api, accept } = await load();
    accept("old", 900);
    await me(api);
    expect(tried).toEqual(["Bearer old", "Bearer new"]);
  });

  it("does not go on for ever when the new token is refused as well", async () => {
    let tries = 0;
    server.use(
      on.post("/auth/refresh/", () => refreshed("new")),
      on.get("/auth/me/", () => {
        tries += 1;
        return refusal(401);
      }),
    );
    const { api, accept } = await load();
    accept("old", 900);
    await expect(me(api)).rejects.toMatchObject({ kind: "signed-out" });
    expect(tries).toBe(2);
  });

  it("calls a session that ends under somebody's work expired, and asks no more until they sign in", async () => {
    let refreshes = 0;
    server.use(
      on.post("/auth/refresh/", () => {
        refreshes += 1;
        return refusal(401);
      }),
      on.get("/auth/me/", () => refusal(401)),
    );
    const { api, accept, useSession } = await load();
    accept("old", 900);
    await expect(me(api)).rejects.toMatchObject({ status: 401 });
    expect(useSession.getState().status).toBe("expired");
    await expect(me(api)).rejects.toMatchObject({ status: 401 });
    expect(refreshes).toBe(1);
  });

  it("keeps the session when the server cannot say", async () => {
    server.use(on.post("/auth/refresh/", () => refusal(503)));
    const { access, useSession, accept } = await load();
    accept("old", 1); // ends at once
    await expect(access()).rejects.toMatchObject({ kind: "unavailable" });
    expect(useSession.getState().status).toBe("signed-in");
  });

  it("knows after signing out that asking silently is of no use", async () => {
    const { accept, forget, maySignInSilently, useSession } = await load();
    accept("token", 900);
    expect(maySignInSilently()).toBe(true);
    forget();
    expect(maySignInSilently()).toBe(false);
    expect(useSession.getState().status).toBe("signed-out");
  });
});
