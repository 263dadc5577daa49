/**
 * Holds the guide to its lab: each block of code in the guide must stand in one file of one of the two
 * applications. Only how far lines are indented may differ. Ends with an error when one is not found.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

const here = new URL("..", import.meta.url).pathname;
const FILES = [
  "schema.sql",
  "next/lib/db.ts",
  "next/app/api/projects/[id]/items/route.ts",
  "next/app/events/route.ts",
  "next/app/projects/[id]/page.tsx",
  "django/board/views.py",
  "django/board/models.py",
  "django/board/admin.py",
  "django/board/events.py",
  "django/board/blocking.py",
];
const bare = (text) => text.split("\n").map((line) => line.trim()).filter((line) => line !== "").join("\n");
const sources = FILES.map((name) => bare(readFileSync(join(here, name), "utf8")));
const guide = readFileSync(join(here, "../index.md"), "utf8");
const blocks = [...guide.matchAll(/^```(?:tsx?|python|sql)\n([^]*?)^```$/gm)].map((match) => bare(match[1]));
const missing = blocks.filter((block) => !sources.some((source) => source.includes(block)));

for (const block of missing) console.error(`This block is not the lab's:\n${block}\n`);
console.log(`${blocks.length - missing.length} of ${blocks.length} blocks of the guide are the lab's`);
if (missing.length > 0 || blocks.length === 0) process.exit(1);
