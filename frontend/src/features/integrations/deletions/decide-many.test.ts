import { expect, it } from "vitest";

import { ApiError } from "@/shared/api/errors";

import { decideMany } from "./decide-many";

const refusal = (status: number, message: string) => new ApiError(message, { status, retryAfter: status === 429 ? 2 : null });

it("goes on when one is refused, and says which and why", async () => {
  const asked: string[] = [];
  const { done, failed } = await decideMany(["a", "b", "c", "d", "e"], (id) => {
    asked.push(id);
    return id === "b" ? Promise.reject(refusal(409, "Somebody decided already.")) : Promise.resolve();
  });
  expect(asked.sort()).toEqual(["a", "b", "c", "d", "e"]);
  expect(done.sort()).toEqual(["a", "c", "d", "e"]);
  expect([...failed]).toEqual([["b", "Somebody decided already."]]);
});

it("waits as long as it is asked to, and gives up at some point", async () => {
  const waits: number[] = [];
  let tries = 0;
  const wait = (seconds: number) => {
    waits.push(seconds);
    return Promise.resolve();
  };
  const passing = await decideMany(["a"], () => ((tries += 1) < 3 ? Promise.reject(refusal(429, "Too many.")) : Promise.resolve()), wait);
  expect([passing.done, waits]).toEqual([["a"], [2, 2]]);
  const lasting = await decideMany(["a"], () => Promise.reject(refusal(429, "Too many.")), wait);
  expect([...lasting.failed]).toEqual([["a", "Too many."]]);
});
