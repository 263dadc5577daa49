/**
 * What each application takes: lines of its own, without blank ones, comments, imports and what a
 * generator writes for every project, and the packages it is installed with.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const here = new URL("..", import.meta.url).pathname;
const OWN = { "Next.js": "next", Django: "django" };
const SOURCE = /\.(tsx?|mjs|py|html)$/;
const GIVEN = /\.next|next-env|next\.config|layout\.tsx|manage\.py|[aw]sgi\.py|settings\.py|__init__|blocking\.py/;
const NOT_CODE = /^\s*($|\/\/|\/\*|\*|#|"""|import |from )/;

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink()) return [];
    return entry.isDirectory() ? files(path) : [path];
  });
}

export function sizeOf(name) {
  const own = files(join(here, OWN[name])).filter((path) => SOURCE.test(path) && !GIVEN.test(path));
  const lines = own.flatMap((path) => readFileSync(path, "utf8").split("\n")).filter((line) => !NOT_CODE.test(line));
  const packages = files(join(here, name === "Django" ? ".venv/lib" : "node_modules")).filter((path) => !/__pycache__|\/pip\//.test(path));
  const bytes = packages.reduce((sum, path) => sum + statSync(path).size, 0);
  return { way: name, files: own.length, lines: lines.length, packagesMiB: Math.round(bytes / 2 ** 20) };
}
