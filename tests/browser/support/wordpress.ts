/** A real WordPress for a journey, where PHP is installed: `tests/wordpress/serve.py`. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";

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
const STOP_MS = 20_000;
/** PHP answers a first request slowly: nothing is compiled yet, and two cores are shared with the product. */
export const SLOW = { timeout: 30_000 };

/** Why there is no WordPress to be had here; empty when there is. */
export function noWordPress(): string {
  const done = spawnSync(python, [...program, "--check"], { cwd: root, encoding: "utf8" });
  return done.status === 0 ? "" : done.stderr.trim() || "Python does not start.";
}

/** @param isEmpty as after an installation, without our plugin */
export async function startWordPress({ isEmpty }: { isEmpty: boolean }): Promise<WordPress> {
  // It ends by itself when its standard input does, so also when this process is killed.
  const child = spawn(python, [...program, ...(isEmpty ? ["--empty"] : [])], { cwd: root, stdio: ["pipe", "pipe", "inherit"] });
  const facts = JSON.parse(await firstLine(child)) as Omit<WordPress, "stop">;
  return { ...facts, stop: () => stop(child) };
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const impatience = setTimeout(() => child.kill("SIGTERM"), STOP_MS);
    child.once("exit", () => {
      clearTimeout(impatience);
      resolve();
    });
    child.stdin?.end();
  });
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      reject(new Error(`WordPress did not start (exit code ${String(code)})`));
    });
    if (child.stdout) createInterface({ input: child.stdout }).once("line", resolve);
  });
}

/** Sign in to its administration as somebody would. */
export async function signInToWordPress(page: Page, wordpress: WordPress): Promise<void> {
  await page.goto(`${wordpress.url}/wp-login.php`);
  await page.getByLabel("Username or Email Address").fill(wordpress.user);
  await page.getByLabel("Password", { exact: true }).fill(wordpress.password);
  await page.getByRole("button", { name: "Log In" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible(SLOW);
}

/** The block editor of one post: what is around the text, and the text. */
export interface BlockEditor {
  page: Page;
  text: FrameLocator;
  paragraph: (words: string) => Locator;
  /** Put the caret at the end of the paragraph with these words, type, and save. */
  append: (words: string, typed: string) => Promise<void>;
}

export async function openBlockEditor(page: Page, address: string): Promise<BlockEditor> {
  await page.goto(address);
  const welcome = page.getByRole("dialog", { name: /Welcome/ });
  await page.addLocatorHandler(welcome, async () => {
    await welcome.getByRole("button", { name: "Close" }).click();
  });
  const text = page.frameLocator('iframe[name="editor-canvas"]');
  const paragraph = (words: string): Locator => text.getByRole("document", { name: /^Block: Paragraph/ }).filter({ hasText: words });
  const append = async (words: string, typed: string): Promise<void> => {
    await paragraph(words).click();
    await page.keyboard.press("End");
    await page.keyboard.type(typed);
    await expect(paragraph(words)).toContainText(typed.trim());
    await page.getByRole("region", { name: "Editor top bar" }).getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByRole("button", { name: /^Dismiss this notice/ }).filter({ hasText: "Post updated." })).toBeVisible(SLOW);
  };
  return { page, text, paragraph, append };
}
