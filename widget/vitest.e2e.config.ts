import { defineConfig } from 'vitest/config';

/**
 * The behaviours in a real browser; nothing waits for a time, only for what is to be seen. With E2E_APP, the folder of
 * the packed application, the talk with the application itself is tested too.
 */
export default defineConfig({
  test: {
    include: ['tests/*.e2e.ts', ...(process.env.E2E_APP ? ['tests/app/*.e2e.ts'] : [])],
    globalSetup: process.env.E2E_APP ? ['tests/app/setup.ts'] : [],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    // a browser on a busy machine: what passes the second time is reported as such
    retry: 2,
    expect: { poll: { timeout: 8_000, interval: 25 } },
  },
});
