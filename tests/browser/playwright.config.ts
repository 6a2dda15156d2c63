/**
 * How the browser tests run: the built panel and playground, served on two origins by
 * `cargo xtask test browser`, in a real Chromium.
 *
 * Nothing is retried: a test that fails now and then is a fault to be found.
 */
import { defineConfig } from "@playwright/test";

const executablePath = process.env["LIMN_CHROMIUM"];

export default defineConfig({
  testDir: "./specs",
  outputDir: "../../test-results",
  timeout: 60_000,
  expect: { timeout: 15_000 },
  retries: 0,
  workers: 1,
  forbidOnly: Boolean(process.env["CI"]),
  reporter: [["list"]],
  use: {
    viewport: { width: 1400, height: 900 },
    trace: "retain-on-failure",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});
