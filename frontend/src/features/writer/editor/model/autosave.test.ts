import { beforeEach, describe, expect, it, vi } from "vitest";

import { ApiError, noAnswer } from "@/shared/api/errors";

import { Autosave } from "./autosave";
import { draftStore, type TextFields } from "./drafts";
import { saveWords } from "./save-words";

const text = (html: string): TextFields => ({ title: "T", html, meta_title: "", meta_description: "" });
const changed = new ApiError("Changed.", { status: 409, code: "CONTENT_CHANGED" });
const signedOut = new ApiError("Sign in.", { status: 401 });

function setUp(send: (fields: TextFields, version: number) => Promise<{ version: number }>) {
  let now = text("a");
  const drafts = draftStore("c1");
  const sending = vi.fn(send);
  const autosave = new Autosave({ version: 1, fields: now, read: () => now, send: sending, drafts });
  const type = (html: string): void => {
    now = text(html);
    autosave.changed();
  };
  return { autosave, drafts, sending, type, phase: () => autosave.getState().phase };
}

const ok = (_: TextFields, version: number): Promise<{ version: number }> => Promise.resolve({ version: version + 1 });

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});

describe("saving by itself", () => {
  it("waits until typing has stopped for two seconds and then saves once", async () => {
    const { sending, type, phase, autosave } = setUp(ok);
    type("ab");
    await vi.advanceTimersByTimeAsync(1500);
    type("abc");
    await vi.advanceTimersByTimeAsync(1500);
    expect(sending).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(600);
    expect(sending).toHaveBeenCalledExactlyOnceWith(text("abc"), 1);
    expect(phase()).toBe("saved");
    expect(autosave.getState().version).toBe(2);
  });

  it("keeps a draft while typing and drops it once it is saved", async () => {
    const { drafts, type } = setUp(ok);
    type("ab");
    await vi.advanceTimersByTimeAsync(400);
    expect(drafts.read()?.fields.html).toBe("ab");
    expect(drafts.read()?.version).toBe(1);
    await vi.advanceTimersByTimeAsync(2000);
    expect(drafts.read()).toBeNull();
  });

  it("saves what was typed during a save, on the version that save made", async () => {
    let release: (answer: { version: number }) => void = () => undefined;
    const { sending, type, phase } = setUp(() => new Promise((resolve) => (release = resolve)));
    type("ab");
    await vi.advanceTimersByTimeAsync(2100);
    type("abc");
    release({ version: 2 });
    await vi.advanceTimersByTimeAsync(0);
    expect(phase()).toBe("dirty");
    await vi.advanceTimersByTimeAsync(2100);
    expect(sending).toHaveBeenLastCalledWith(text("abc"), 2);
    expect(sending).toHaveBeenCalledTimes(2);
  });

  it("does not save what was taken back", async () => {
    const { sending, type, phase } = setUp(ok);
    type("ab");
    type("a");
    await vi.advanceTimersByTimeAsync(2100);
    expect(sending).not.toHaveBeenCalled();
    expect(phase()).toBe("saved");
  });

  it("keeps the text on this device without a connection, and saves it when there is one", async () => {
    let isUp = false;
    const { drafts, type, phase, autosave, sending } = setUp((fields, version) => (isUp ? ok(fields, version) : Promise.reject(noAnswer())));
    type("ab");
    await vi.advanceTimersByTimeAsync(2100);
    expect(phase()).toBe("offline");
    expect(saveWords(autosave.getState(), 0)).toBe("Not saved: no connection, kept on this device");
    expect(drafts.read()?.fields.html).toBe("ab");
    type("abc");
    await vi.advanceTimersByTimeAsync(3100);
    expect(sending).toHaveBeenCalledTimes(2);
    isUp = true;
    autosave.resume();
    await vi.advanceTimersByTimeAsync(10);
    expect(phase()).toBe("saved");
    expect(sending).toHaveBeenLastCalledWith(text("abc"), 1);
    expect(drafts.read()).toBeNull();
  });

  it("tries again by itself, later each time", async () => {
    const { sending, type } = setUp(() => Promise.reject(noAnswer()));
    type("ab");
    await vi.advanceTimersByTimeAsync(2000);
    await vi.advanceTimersByTimeAsync(3000);
    await vi.advanceTimersByTimeAsync(3000);
    expect(sending).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(3000);
    expect(sending).toHaveBeenCalledTimes(3);
  });

  it("stops at a conflict, loses nothing, and ends it by saving on top", async () => {
    let theirs = 5;
    const { drafts, type, phase, autosave, sending } = setUp((fields, version) => (version === theirs ? ok(fields, version) : Promise.reject(changed)));
    type("mine");
    await vi.advanceTimersByTimeAsync(2100);
    expect(phase()).toBe("conflict");
    type("mine, more");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sending).toHaveBeenCalledTimes(1);
    expect(drafts.read()?.fields.html).toBe("mine, more");
    theirs = 5;
    expect(await autosave.keepMine(5)).toBe(true);
    expect(autosave.getState()).toMatchObject({ phase: "saved", version: 6 });
    expect(sending).toHaveBeenLastCalledWith(text("mine, more"), 5);
  });

  it("takes theirs without sending mine", () => {
    const { type, autosave, sending, drafts } = setUp(ok);
    type("mine");
    autosave.meetNewer();
    expect(autosave.getState().phase).toBe("conflict");
    autosave.adopt(7, text("theirs"));
    expect(autosave.getState()).toMatchObject({ phase: "saved", version: 7 });
    expect(drafts.read()).toBeNull();
    vi.advanceTimersByTime(10_000);
    expect(sending).not.toHaveBeenCalled();
  });

  it("waits for a new session and then goes on", async () => {
    let isIn = false;
    const { type, phase, autosave, drafts } = setUp((fields, version) => (isIn ? ok(fields, version) : Promise.reject(signedOut)));
    type("ab");
    await vi.advanceTimersByTimeAsync(2100);
    expect(phase()).toBe("expired");
    expect(drafts.read()?.fields.html).toBe("ab");
    type("abc");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(phase()).toBe("expired");
    isIn = true;
    autosave.resume();
    await vi.advanceTimersByTimeAsync(10);
    expect(phase()).toBe("saved");
  });

  it("shows a refusal and saves the next text that differs", async () => {
    let isFine = false;
    const { type, phase, autosave } = setUp((fields, version) => (isFine ? ok(fields, version) : Promise.reject(new ApiError("The HTML is larger than 300 KB.", { status: 400 }))));
    type("too much");
    await vi.advanceTimersByTimeAsync(2100);
    expect(phase()).toBe("refused");
    expect(autosave.getState().error?.message).toBe("The HTML is larger than 300 KB.");
    isFine = true;
    type("less");
    await vi.advanceTimersByTimeAsync(2100);
    expect(phase()).toBe("saved");
  });

  it("sends nothing while a run writes the content", async () => {
    const { autosave, type, sending } = setUp(ok);
    autosave.pause(true);
    type("ab");
    await vi.advanceTimersByTimeAsync(5000);
    expect(sending).not.toHaveBeenCalled();
    autosave.pause(false);
    await vi.advanceTimersByTimeAsync(2100);
    expect(sending).toHaveBeenCalledTimes(1);
  });

  it("says so when this device cannot keep the text either", async () => {
    const { autosave, type } = setUp(() => Promise.reject(noAnswer()));
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    type("ab");
    await vi.advanceTimersByTimeAsync(2100);
    expect(saveWords(autosave.getState(), 0)).toBe("Not saved: no connection, not kept anywhere: keep this page open");
  });

  it("says how long ago it saved", async () => {
    const { autosave, type } = setUp(ok);
    type("ab");
    await vi.advanceTimersByTimeAsync(2100);
    const at = autosave.getState().savedAt ?? 0;
    expect(saveWords(autosave.getState(), at + 3000)).toBe("Saved 3 s ago");
    expect(saveWords(autosave.getState(), at + 125_000)).toBe("Saved 2 min ago");
  });
});
