/** The public REST API, to bring an account into the state a test begins with. */
import { dashboard } from "./environment.ts";

type Json = Record<string, unknown>;

export interface Login {
  email: string;
  password: string;
}

export interface Run {
  id: string;
  status: string;
  error: string;
}

export class Api {
  private access = "";

  async request<Data = Json>(method: string, path: string, body?: Json | FormData): Promise<Data> {
    const headers: Record<string, string> = { Accept: "application/json" };
    if (this.access) headers.Authorization = `Bearer ${this.access}`;
    if (method === "POST") headers["Idempotency-Key"] = crypto.randomUUID();
    if (body && !(body instanceof FormData)) headers["Content-Type"] = "application/json";
    const response = await fetch(`${dashboard}/api/v1/${path}`, { method, headers, body: body instanceof FormData ? body : body && JSON.stringify(body) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 500)}`);
    return (text ? (JSON.parse(text) as { data?: Data }).data ?? (JSON.parse(text) as Data) : {}) as Data;
  }

  get = <Data = Json>(path: string): Promise<Data> => this.request<Data>("GET", path);
  post = <Data = Json>(path: string, body: Json | FormData = {}): Promise<Data> => this.request<Data>("POST", path, body);
  patch = <Data = Json>(path: string, body: Json): Promise<Data> => this.request<Data>("PATCH", path, body);

  async list<Row = Json>(path: string): Promise<Row[]> {
    return (await this.get<{ results: Row[] }>(path)).results;
  }

  async register(login: Login, names: { name: string; account_name: string }): Promise<void> {
    this.access = (await this.post<{ access: string }>("auth/register/", { ...login, ...names })).access;
  }

  async signIn(login: Login): Promise<void> {
    this.access = (await this.post<{ access: string }>("auth/login/", { ...login })).access;
  }

  /** Wait for runs to end. @throws when one fails, with its sentence. */
  async finish(ids: string[], seconds = 300): Promise<void> {
    await until(async () => {
      const runs = await Promise.all(ids.map((id) => this.get<Run>(`ai/runs/${id}/`)));
      const failed = runs.find((run) => run.status === "failed" || run.status === "cancelled");
      if (failed) throw new Error(`A run ended as ${failed.status}: ${failed.error}`);
      return runs.every((run) => run.status === "succeeded");
    }, seconds);
  }
}

/** Ask every half second. @throws when it is still not so after `seconds`. */
export async function until(isSo: () => Promise<boolean>, seconds = 60): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`Not so after ${seconds} s.`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
