// The window's benchmarks: printed, never asserted.
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: "..",
  test: {
    include: ["tests/window/**/*.speed.ts"],
    environment: "node",
    globals: true,
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
});
