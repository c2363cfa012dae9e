import { defineConfig } from 'vitest/config';

/** The 25 behaviours in a real browser; nothing waits for a time, only for what is to be seen. */
export default defineConfig({
  test: {
    include: ['tests/**/*.e2e.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    fileParallelism: false,
    expect: { poll: { timeout: 8_000, interval: 25 } },
  },
});
