import { defineConfig, devices } from '@playwright/test'
import { findChromium } from './scripts/chromium.ts'

const asRoot = process.getuid?.() === 0

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './e2e/support/global-setup.ts',
  outputDir: 'test-results',
  // Each worker has an app and a database of its own, in which each spec makes datasets of its own.
  workers: 2,
  fullyParallel: false,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // Generous, for two workers keep a machine of two processors busy; what is slow is seen in the times of the list.
  timeout: 300_000,
  expect: { timeout: 45_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['list'], ['json']] : [['list']],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 800 },
    // Each step, and on one's own machine the page as it stood then, which costs a seventh of the whole. Pictures of the page all along would cost more
    // than many a test; a failure has one of its end, and the page in words.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: !process.env.CI },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findChromium() ?? undefined,
      args: [
        '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic',
        ...(asRoot ? ['--no-sandbox'] : []),
      ],
    },
  },
})
