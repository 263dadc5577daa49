// Builds the pages the benchmarks compare with, into target only.
import { resolve } from "node:path";
import { defineConfig } from "vite";

const here = import.meta.dirname;

export default defineConfig({
  root: resolve(here, "speed"),
  base: "./",
  build: {
    outDir: resolve(here, "../target/highbar/peer-pages"),
    emptyOutDir: true,
    target: ["safari16.4"],
    rollupOptions: {
      input: { bare: resolve(here, "speed/bare.html"), peer: resolve(here, "speed/peer.html") },
    },
  },
});
