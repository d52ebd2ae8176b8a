import { expect, it } from "vitest";

import { readAddress } from "./address";
import { EMPTY, isDraft, reduce, resume, saidHello } from "./steps";

const NOT_YET = { isConnected: false, wasSynchronised: false };
const CONNECTED = { isConnected: true, wasSynchronised: false };

it("leads from an address to the first synchronisation, and back", () => {
  let draft = reduce(EMPTY, { type: "addressed" });
  expect(draft.step).toBe("way");
  draft = reduce(draft, { type: "chose", way: "plugin" });
  expect(draft.step).toBe("connect");
  draft = reduce(reduce(draft, { type: "connected" }), { type: "checked" });
  expect(draft.step).toBe("sync");
  draft = reduce(reduce(reduce(draft, { type: "back" }), { type: "back" }), { type: "back" });
  expect(draft).toMatchObject({ step: "way", way: null });
});

it("goes on where somebody left, by what happened meanwhile", () => {
  const waiting = { ...EMPTY, step: "connect" as const, way: "plugin" as const };
  expect(resume(waiting, NOT_YET)).toEqual(waiting);
  // The plugin said hello while the page was closed.
  expect(resume(waiting, CONNECTED)?.step).toBe("check");
  // The connection was removed: from the beginning.
  expect(resume({ ...waiting, step: "sync", runId: "sync-1" }, null)).toEqual(EMPTY);
  // Its password was taken away: sign in again.
  expect(resume({ ...waiting, step: "sync", runId: "sync-1" }, NOT_YET)).toMatchObject({ step: "connect", runId: null });
  // Everything was done elsewhere.
  expect(resume(EMPTY, { isConnected: true, wasSynchronised: true })).toBeNull();
});

it("lets somebody whose sign-in is wrong go back and choose another way", () => {
  const again = reduce({ ...EMPTY, step: "check", way: "password" }, { type: "again", way: "password", after: "2026-03-04T12:00:00Z" });
  expect(resume(again, CONNECTED)).toMatchObject({ step: "connect", way: "password" });
  expect(resume(reduce(again, { type: "back" }), CONNECTED)).toMatchObject({ step: "way", way: null });
});

it("connects again only with a plugin that says hello after it was asked for", () => {
  const again = reduce(EMPTY, { type: "again", way: "plugin", after: "2026-03-04T12:00:00Z" });
  expect(resume(again, { isConnected: true, wasSynchronised: true })).toEqual(again);
  expect(saidHello({ has_bridge: true, connected_at: "2026-03-04T12:00:00Z" }, again.after)).toBe(false);
  expect(saidHello({ has_bridge: true, connected_at: "2026-03-04T12:00:01Z" }, again.after)).toBe(true);
  expect(saidHello({ has_bridge: false, connected_at: null }, null)).toBe(false);
});

it("forgets what an older version of the page remembered", () => {
  expect(isDraft(EMPTY)).toBe(true);
  expect(isDraft({ ...EMPTY, step: "credentials" })).toBe(false);
  expect(isDraft("address")).toBe(false);
});

it.each([
  ["example.com", "https://example.com"],
  ["https://www.Example.com/blog/wp-admin/index.php?x=1", "https://www.example.com/blog"],
  ["http://example.com:8080/", "http://example.com:8080"],
])("reads %s as an address", (text, url) => expect(readAddress(text)?.url).toBe(url));

it.each(["", "my website", "ftp://example.com", "https://me:secret@example.com", "blog"])("does not take %j for an address", (text) => expect(readAddress(text)).toBeNull());
