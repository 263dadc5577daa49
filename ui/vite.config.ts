/**
 * How the interface is built, served and tested.
 *
 * `vite --mode fake` swaps the bindings for a library in memory (dev/fake.ts), so that every screen
 * can be looked at in a browser. A production build never contains it.
 */
import { fileURLToPath } from "node:url";

import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(({ mode }) => ({
  base: "./",
  plugins: [svelte()],
  clearScreen: false,
  resolve: {
    alias: [
      ...(mode === "fake" || mode === "test"
        ? [{ find: /^\$lib\/bindings$/, replacement: here("dev/fake.ts") }]
        : []),
      { find: "$lib", replacement: here("src/lib") },
      { find: "$parts", replacement: here("src/parts") },
      { find: "$app", replacement: here("src/app") },
    ],
    conditions: mode === "test" ? ["browser"] : undefined,
  },
  server: { port: 5173, strictPort: true, host: "localhost" },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: ["safari16.4", "chrome111"],
    // Fonts and icons must stay files: the content security policy has no `data:`.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts", "tests/**/*.test.ts"],
    setupFiles: ["tests/setup.ts"],
    testTimeout: 60_000,
  },
}));
