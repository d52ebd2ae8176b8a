/** A real WordPress for a journey, where PHP is installed: `tests/wordpress/serve.py`. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface WordPress {
  url: string;
  user: string;
  password: string;
  application_password: string;
  stop: () => Promise<void>;
}

const root = fileURLToPath(new URL("../../..", import.meta.url));
const python = process.env.IGNY8_PYTHON ?? "python3";
const program = ["-m", "tests.wordpress.serve"];

/** Why there is no WordPress to be had here; empty when there is. */
export function noWordPress(): string {
  const done = spawnSync(python, [...program, "--check"], { cwd: root, encoding: "utf8" });
  return done.status === 0 ? "" : done.stderr || "Python does not start";
}

/** @param isEmpty as after an installation, without our plugin */
export async function startWordPress({ isEmpty }: { isEmpty: boolean }): Promise<WordPress> {
  const child = spawn(python, [...program, ...(isEmpty ? ["--empty"] : [])], { cwd: root, stdio: ["pipe", "pipe", "inherit"] });
  const line = await firstLine(child);
  const facts = JSON.parse(line) as Omit<WordPress, "stop">;
  return {
    ...facts,
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.stdin.end();
      }),
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`WordPress did not start (exit code ${String(code)})`)));
    if (child.stdout) createInterface({ input: child.stdout }).once("line", resolve);
  });
}
