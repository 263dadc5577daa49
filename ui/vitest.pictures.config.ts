// Pictures of the real window: every view, both themes.
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: "..",
  test: {
    include: ["tests/window/**/*.pictures.ts"],
    environment: "node",
    globals: true,
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
});
