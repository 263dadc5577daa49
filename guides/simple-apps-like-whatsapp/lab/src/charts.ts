/**
 * Draws the guide's two charts from the evidence, so that neither can say anything else.
 * `npm run charts` writes them beside the guide.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const here = new URL("..", import.meta.url).pathname;
const totals = (name: string) => JSON.parse(readFileSync(join(here, `evidence/${name}.json`), "utf8")).totals;
const [INK, PAPER, BAD, NOTE, SOFT] = ["#2b2926", "#fbfaf7", "#b3402a", "#3d6a8a", "#c9c4b8"];

const text = (x: number, y: number, words: string | number, more = "") =>
  `  <text x="${x}" y="${y}" font-size="14" fill="${INK}"${more}>${words}</text>`;
const box = (x: number, y: number, width: number, height: number, colour: string) =>
  `  <rect x="${x}" y="${y}" width="${width}" height="${height}" rx="2" fill="${colour}"/>`;

function save(name: string, height: number, title: string, parts: string[]): void {
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 ${height}" font-family="system-ui, sans-serif">`;
  const frame = `  <rect width="720" height="${height}" rx="8" fill="${PAPER}"/>`;
  const top = text(24, 34, title, ' font-weight="600"');
  writeFileSync(join(here, "..", `${name}.svg`), `${[head, frame, top, ...parts, "</svg>"].join("\n")}\n`);
}

function conflicts(): void {
  const all = totals("conflicts");
  const ways = { whole: "Whole task, last wins", fields: "Changed fields, last wins", checked: "Whole task, one version", merged: "A version for each field" };
  const most = Math.max(...Object.keys(ways).flatMap((way) => [all[way].undone, all[way].returned]));
  const rows = Object.entries(ways).flatMap(([way, name], n) => {
    const y = 84 + n * 58;
    return [text(214, y + 24, name, ' text-anchor="end"'), ...["undone", "returned"].flatMap((what, line) => {
      const width = Math.max(2, Math.round((390 * all[way][what]) / most));
      const colour = what === "undone" ? BAD : NOTE;
      return [box(228, y + 20 * line, width, 16, colour), text(236 + width, y + 20 * line + 13, all[way][what])];
    })];
  });
  const legend = [box(24, 50, 12, 12, BAD), text(42, 61, "undone unseen"), box(174, 50, 12, 12, NOTE), text(192, 61, "returned to the author")];
  save("conflicts", 330, `About ${Math.round(all.merged.edits / 10) * 10} edits by eight people, five seeds`, [...legend, ...rows]);
}

function delay(): void {
  const all = totals("delay");
  const x = (ms: number) => 84 + (ms / 300) * 590;
  const y = (ms: number) => 300 - (ms / 800) * 240;
  const grid = [0, 200, 400, 600, 800].map((ms) =>
    `  <path d="M84 ${y(ms)}H690" stroke="${SOFT}" stroke-width="0.7"/>\n${text(74, y(ms) + 5, `${ms} ms`, ' text-anchor="end"')}`);
  const limit = `  <path d="M84 ${y(500)}H690" stroke="${BAD}" stroke-width="1.5" stroke-dasharray="6 4"/>\n${text(92, y(500) - 7, "500 ms")}`;
  const points = Object.entries<Record<string, number>>(all).flatMap(([way, found]) => {
    const at = x(parseInt(way));
    return [
      `  <path d="M${at} ${y(found.msMedian)}V${y(found.msP95)}" stroke="${NOTE}" stroke-width="3"/>`,
      `  <circle cx="${at}" cy="${y(found.msMedian)}" r="5" fill="${NOTE}"/>`,
      `  <path d="M${at - 7} ${y(found.msP95)}h14" stroke="${NOTE}" stroke-width="3"/>`,
      text(at, 322, parseInt(way), ' text-anchor="middle"'),
    ];
  });
  const foot = text(387, 346, "one-way delay of each link, ms; dot: median, bar: 95th percentile", ' text-anchor="middle"');
  save("delay", 362, "From one person's edit to another's screen", [...grid, limit, ...points, foot]);
}

conflicts();
delay();
