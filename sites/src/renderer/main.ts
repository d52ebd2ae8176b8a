import { json } from "node:stream/consumers";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { DefinitionError, SiteError } from "../site/errors.ts";
import { renderSite } from "./render-site.ts";

/**
 * `node dist/render.js --out DIR [--previous DIR] [--fsync] < definition.json`
 *
 * Prints one line of JSON: what was written, or why nothing was (then the exit code is 1).
 */
async function main(): Promise<void> {
  const started = performance.now();
  const { out, previous, fsync } = readArguments();
  const definition = await readDefinition();
  const result = await renderSite(definition, { out, previous, fsync, fontFolder: join(import.meta.dirname, "fonts") });
  print({ ok: true, ...result, ms: Math.round(performance.now() - started) });
}

function readArguments() {
  try {
    const { values } = parseArgs({ options: { out: { type: "string" }, previous: { type: "string" }, fsync: { type: "boolean" } } });
    if (!values.out) throw new Error("--out is missing");
    return { out: values.out, previous: values.previous ?? null, fsync: values.fsync ?? false };
  } catch (error) {
    throw new SiteError("usage", `Usage: render.js --out DIR [--previous DIR] [--fsync] < definition.json (${reason(error)}).`);
  }
}

async function readDefinition(): Promise<unknown> {
  try {
    return await json(process.stdin);
  } catch (error) {
    throw new SiteError("invalid_json", `The definition is not JSON: ${reason(error)}.`);
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

try {
  await main();
} catch (error) {
  const code = error instanceof SiteError ? error.code : error instanceof Error && "syscall" in error ? "io_error" : "internal_error";
  if (code === "internal_error" && error instanceof Error) process.stderr.write(`${error.stack ?? ""}\n`);
  print({ ok: false, code, error: reason(error), ...(error instanceof DefinitionError && { path: error.path }) });
  process.exitCode = 1;
}
