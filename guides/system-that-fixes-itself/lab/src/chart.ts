/**
 * Draws the guide's chart from the evidence, so that the picture cannot say anything else.
 * `npm run chart` writes it beside the guide.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { here } from "./stage.js";

const { totals } = JSON.parse(readFileSync(join(here, "evidence/stolen.json"), "utf8"));
const names: [string, string][] = [
  ["push", "Push"],
  ["push-checked", "Push, checked"],
  ["pull", "Pull"],
  ["pull-deny", "Pull, default deny"],
];
const tries: number = totals["push, backend"].tries;

function bar(y: number, value: number, colour: string): string {
  const width = Math.max(2, Math.round((400 * value) / tries));
  return `  <rect x="190" y="${y}" width="${width}" height="16" rx="2" fill="${colour}"/>
  <text x="${198 + width}" y="${y + 13}" font-size="13" fill="#2b2926">${value}</text>`;
}

const rows = names.map(([way, name], n) => {
  const y = 84 + n * 58;
  return `  <text x="176" y="${y + 22}" font-size="14" fill="#2b2926" text-anchor="end">${name}</text>
${bar(y, totals[`${way}, adviser`].carriedOut, "#3d6a8a")}
${bar(y + 20, totals[`${way}, backend`].carriedOut, "#b3402a")}`;
});

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 332" font-family="system-ui, sans-serif">
  <rect width="720" height="332" rx="8" fill="#fbfaf7"/>
  <text x="24" y="34" font-size="16" font-weight="600" fill="#2b2926">Hostile acts that a cluster carried out, of ${tries}</text>
  <rect x="24" y="50" width="12" height="12" rx="2" fill="#3d6a8a"/>
  <text x="42" y="61" font-size="13" fill="#2b2926">the adviser is stolen</text>
  <rect x="204" y="50" width="12" height="12" rx="2" fill="#b3402a"/>
  <text x="222" y="61" font-size="13" fill="#2b2926">the backend or controller is stolen</text>
${rows.join("\n")}
</svg>
`;
writeFileSync(join(here, "../stolen.svg"), svg);
