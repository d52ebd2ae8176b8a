import { defineConfig } from "@playwright/test";

import { chromium, dashboard, output } from "./support/environment.ts";

export default defineConfig({
  outputDir: output,
  fullyParallel: false,
  // Two cores carry the product, the model and the browser.
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  reporter: [["list"]],
  timeout: 120_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: dashboard,
    browserName: "chromium",
    launchOptions: {
      executablePath: chromium,
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    actionTimeout: 15_000,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "seed", testMatch: "seed.setup.ts", timeout: 600_000 },
    { name: "journeys", testDir: "journeys", timeout: 600_000 },
    { name: "pages", testDir: "pages", dependencies: ["seed"] },
    { name: "screenshots", testMatch: "screenshots.ts", dependencies: ["seed"], timeout: 900_000 },
  ],
});
