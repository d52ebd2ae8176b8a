/**
 * State that lives in the query string, so that a link, the back button and a reload bring it back.
 *
 *     const SCHEMA = { intent: urlList(), q: urlText(), view: urlChoice(["list", "map"], "list"), panel: urlText() };
 *     const [state, set] = useUrlState(SCHEMA);
 *     set({ view: "map" });                        // a new step in the history
 *     set({ q: "coffee" }, { replace: true });     // the same step, for what changes with every key
 *
 * A value equal to its fallback is left out of the address; parameters that the schema does not name are kept.
 */
import { useCallback, useEffect, useMemo, useRef } from "react";
import { useLocation, useNavigate } from "react-router";

export interface UrlCodec<Value> {
  /** What the text in the address means; the fallback when it is absent or means nothing. */
  read: (raw: string | null) => Value;
  /** The text for the address, or null to leave the parameter out. */
  write: (value: Value) => string | null;
}

// Codecs of any values: what one reads, another cannot write, so neither `unknown` nor `never` fits both ways.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type AnyCodec = UrlCodec<any>;
export type UrlState<Schema> = { [Name in keyof Schema]: Schema[Name] extends UrlCodec<infer Value> ? Value : never };
export interface UrlSetOptions {
  /** Replace the current step of the history instead of adding one. */
  replace?: boolean;
}
export type SetUrlState<Schema> = (changes: Partial<UrlState<Schema>>, options?: UrlSetOptions) => void;

export function urlText(fallback = ""): UrlCodec<string> {
  return { read: (raw) => raw ?? fallback, write: (value) => (value === fallback ? null : value) };
}

export function urlList(): UrlCodec<readonly string[]> {
  return {
    read: (raw) => (raw === null || raw === "" ? [] : raw.split(",").filter((part) => part !== "")),
    write: (value) => (value.length === 0 ? null : value.join(",")),
  };
}

export function urlChoice<const Choice extends string>(choices: readonly Choice[], fallback: Choice): UrlCodec<Choice> {
  return {
    read: (raw) => choices.find((choice) => choice === raw) ?? fallback,
    write: (value) => (value === fallback ? null : value),
  };
}

export function urlFlag(): UrlCodec<boolean> {
  return { read: (raw) => raw === "1", write: (value) => (value ? "1" : null) };
}

export function urlNumber(): UrlCodec<number | null> {
  return {
    read: (raw) => (raw === null || raw.trim() === "" || !Number.isFinite(Number(raw)) ? null : Number(raw)),
    write: (value) => (value === null ? null : String(value)),
  };
}

/** Commas stay commas: the address is read by people, too. */
export function searchText(params: URLSearchParams): string {
  const text = params.toString().replaceAll("%2C", ",");
  return text === "" ? "" : `?${text}`;
}

/**
 * Changes of one tick, of every component, become one step in the history: two calls in one handler must not each start from the
 * same old address and undo one another.
 */
const waiting: { changes: Map<string, string | null>; replace: boolean; isQueued: boolean } = { changes: new Map(), replace: true, isQueued: false };

export function useUrlParams(): { params: URLSearchParams; change: (changes: Record<string, string | null>, options?: UrlSetOptions) => void } {
  const location = useLocation();
  const navigate = useNavigate();
  const latest = useRef({ location, navigate });
  useEffect(() => {
    latest.current = { location, navigate };
  });
  const params = useMemo(() => new URLSearchParams(location.search), [location.search]);
  const change = useCallback((changes: Record<string, string | null>, options: UrlSetOptions = {}) => {
    for (const [name, value] of Object.entries(changes)) waiting.changes.set(name, value);
    if (options.replace !== true) waiting.replace = false;
    if (waiting.isQueued) return;
    waiting.isQueued = true;
    queueMicrotask(() => {
      const { changes: all, replace } = waiting;
      Object.assign(waiting, { changes: new Map(), replace: true, isQueued: false });
      const { location: now, navigate: go } = latest.current;
      const next = new URLSearchParams(now.search);
      for (const [name, value] of all) {
        if (value === null) next.delete(name);
        else next.set(name, value);
      }
      const search = searchText(next);
      if (search === searchText(new URLSearchParams(now.search))) return;
      latest.current.location = { ...now, search };
      void go({ pathname: now.pathname, search, hash: now.hash }, { replace, preventScrollReset: true, state: now.state as unknown });
    });
  }, []);
  return { params, change };
}

/** @param schema a constant outside the component: a new object each time would read the address each time */
export function useUrlState<Schema extends Record<string, AnyCodec>>(schema: Schema): [UrlState<Schema>, SetUrlState<Schema>] {
  const { params, change } = useUrlParams();
  const state = useMemo(() => {
    const codecs = Object.entries<UrlCodec<unknown>>(schema);
    return Object.fromEntries(codecs.map(([name, codec]) => [name, codec.read(params.get(name))])) as UrlState<Schema>;
  }, [params, schema]);
  const set = useCallback<SetUrlState<Schema>>(
    (changes, options) => {
      const codecs: Readonly<Record<string, UrlCodec<unknown> | undefined>> = schema;
      const texts: Record<string, string | null> = {};
      for (const [name, value] of Object.entries(changes)) {
        const codec = codecs[name];
        if (codec !== undefined && value !== undefined) texts[name] = codec.write(value);
      }
      change(texts, options);
    },
    [change, schema],
  );
  return [state, set];
}
