/**
 * Saving by itself. Whatever happens, what was typed is either on the server or kept on this device:
 * no connection, an ended session, somebody else's newer version and a refusal each have their state and their way out.
 */
import { type ApiError, toApiError } from "@/shared/api/errors";

import { type DraftStore, sameFields, type TextFields } from "./drafts";

export type SavePhase = "saved" | "dirty" | "saving" | "offline" | "expired" | "conflict" | "refused";

export interface SaveState {
  phase: SavePhase;
  /** The version on the server that the text here is based on. */
  version: number;
  /** When the server last took something, in milliseconds; null when it has not yet. */
  savedAt: number | null;
  error: ApiError | null;
  /** Whether this device has taken the draft; false when its storage is full or closed. */
  isKept: boolean;
}

export interface AutosaveOptions {
  version: number;
  fields: TextFields;
  /** The text as it is now. */
  read: () => TextFields;
  /** Send it; answers the new version. */
  send: (fields: TextFields, expectedVersion: number) => Promise<{ version: number }>;
  drafts: DraftStore;
  /** From the last key to the request. */
  delayMs?: number;
  now?: () => number;
}

const KEEP_MS = 300;
const RETRY_MS = [3_000, 6_000, 12_000, 30_000];

export class Autosave {
  private state: SaveState;
  /** What the server has. */
  private stored: TextFields;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private keeping: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<boolean> | null = null;
  private failures = 0;
  private isPaused = false;
  private readonly listeners = new Set<() => void>();
  private readonly delayMs: number;
  private readonly now: () => number;

  constructor(private readonly options: AutosaveOptions) {
    this.stored = options.fields;
    this.delayMs = options.delayMs ?? 2_000;
    this.now = options.now ?? Date.now;
    this.state = { phase: "saved", version: options.version, savedAt: null, error: null, isKept: true };
  }

  readonly getState = (): SaveState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** What the server has, as far as this page knows. */
  get storedFields(): TextFields {
    return this.stored;
  }

  get hasUnsaved(): boolean {
    return this.state.phase !== "saved";
  }

  /** Somebody typed. */
  changed(): void {
    this.keeping ??= setTimeout(() => this.keep(), KEEP_MS);
    if (this.state.phase === "conflict" || this.state.phase === "expired") return;
    if (this.state.phase === "saved" || this.state.phase === "refused") this.set({ phase: "dirty", error: null });
    // While offline the retry goes on; it sends what is there by then.
    if (this.state.phase === "dirty") this.schedule(this.delayMs);
  }

  /** Save now. True when the server has everything. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    this.keep();
    if (this.isPaused || this.state.phase === "conflict") return this.state.phase === "saved";
    if (this.running) await this.running;
    if (this.state.phase === "saved") return true;
    return this.attempt();
  }

  /** The connection or the session is back. */
  resume(): void {
    if (this.state.phase !== "offline" && this.state.phase !== "expired") return;
    this.failures = 0;
    this.set({ phase: "dirty", error: null });
    this.schedule(0);
  }

  /** No request while something else writes this content; typing is kept on this device. */
  pause(isPaused: boolean): void {
    this.isPaused = isPaused;
    if (isPaused) clearTimeout(this.timer);
    else if (this.state.phase === "dirty") this.schedule(this.delayMs);
  }

  /** The conflict ends by saving this text on top of `version`. */
  keepMine(version: number): Promise<boolean> {
    this.set({ phase: "dirty", version, error: null });
    return this.flush();
  }

  /** The text here is now the server's own at `version`. */
  adopt(version: number, fields: TextFields): void {
    clearTimeout(this.timer);
    clearTimeout(this.keeping);
    this.keeping = undefined;
    this.stored = fields;
    this.failures = 0;
    this.options.drafts.clear();
    this.set({ phase: "saved", version, error: null });
  }

  /** The server has a newer version than the one this text was made on. */
  meetNewer(error: ApiError | null = null): void {
    clearTimeout(this.timer);
    this.keep();
    this.set({ phase: "conflict", error });
  }

  /** Put the draft on this device now: the page is being left. */
  keep(): void {
    clearTimeout(this.keeping);
    this.keeping = undefined;
    if (this.state.phase === "saved") return;
    const fields = this.options.read();
    const isKept = this.options.drafts.write({ version: this.state.version, at: this.now(), fields });
    if (isKept !== this.state.isKept) this.set({ isKept });
  }

  private schedule(ms: number): void {
    clearTimeout(this.timer);
    if (this.isPaused) return;
    this.timer = setTimeout(() => void this.attempt(), ms);
  }

  private attempt(): Promise<boolean> {
    this.running ??= this.send().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async send(): Promise<boolean> {
    const fields = this.options.read();
    if (sameFields(fields, this.stored)) {
      this.options.drafts.clear();
      this.set({ phase: "saved", error: null });
      return true;
    }
    this.set({ phase: "saving" });
    try {
      const { version } = await this.options.send(fields, this.state.version);
      this.stored = fields;
      this.failures = 0;
      const isAll = sameFields(this.options.read(), fields);
      this.set({ phase: isAll ? "saved" : "dirty", version, savedAt: this.now(), error: null });
      if (isAll) this.options.drafts.clear();
      else this.schedule(this.delayMs);
      return isAll;
    } catch (thrown) {
      this.failed(toApiError(thrown));
      return false;
    }
  }

  private failed(error: ApiError): void {
    if (error.kind === "signed-out") this.set({ phase: "expired", error });
    else if (error.code === "CONTENT_CHANGED") this.set({ phase: "conflict", error });
    else if (error.isPassing) {
      const wait = error.retryAfter === null ? (RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)] ?? 30_000) : error.retryAfter * 1000;
      this.failures += 1;
      this.set({ phase: "offline", error });
      this.schedule(wait);
    } else this.set({ phase: "refused", error });
    this.keep();
  }

  private set(change: Partial<SaveState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
