import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{lib,components,app,scripts,bin}/**/*.test.{ts,tsx}'],
    // A process of its own for each file: tests set DATABASE_URL and other settings of the process.
    pool: 'forks',
    maxWorkers: 2,
    globalSetup: ['lib/db/testing-setup.ts'],
    // What is drawn for reviewers hangs on it.
    env: { PINCER_SECRET: 'the one secret of all tests, long enough to be one' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A test that was left on its own by accident would hide all others.
    allowOnly: false,
  },
})
