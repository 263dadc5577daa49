/**
 * Draws the guide's chart from the evidence, so that the picture cannot say anything else.
 * `npm run chart` writes it beside the guide.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const here = new URL("..", import.meta.url).pathname;
const { totals } = JSON.parse(readFileSync(join(here, "evidence/sale.json"), "utf8"));
const names: [string, string][] = [
  ["read-write", "Read, then write"],
  ["transaction", "… in a transaction"],
  ["serializable", "… serializable"],
  ["statement", "One statement"],
  ["statement-key", "… and a key"],
];
const most = Math.max(...names.map(([way]) => totals[way].unitsOversold));
const number = (n: number) => n.toLocaleString("en");

function bar(y: number, value: number, colour: string): string {
  const width = value === 0 ? 2 : Math.max(2, Math.round((400 * value) / most));
  return `  <rect x="190" y="${y}" width="${width}" height="16" rx="2" fill="${colour}"/>
  <text x="${198 + width}" y="${y + 13}" font-size="13" fill="#2b2926">${number(value)}</text>`;
}

const rows = names.map(([way, name], n) => {
  const y = 84 + n * 58;
  return `  <text x="176" y="${y + 22}" font-size="14" fill="#2b2926" text-anchor="end">${name}</text>
${bar(y, totals[way].unitsOversold, "#b3402a")}
${bar(y + 20, totals[way].duplicateOrders, "#3d6a8a")}`;
});

const { units, buyers } = totals.statement;
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 390" font-family="system-ui, sans-serif">
  <rect width="720" height="390" rx="8" fill="#fbfaf7"/>
  <text x="24" y="34" font-size="16" font-weight="600" fill="#2b2926">${number(buyers)} buyers at ${number(units)} units, five seeds</text>
  <rect x="24" y="50" width="12" height="12" rx="2" fill="#b3402a"/>
  <text x="42" y="61" font-size="13" fill="#2b2926">units sold beyond the shelf</text>
  <rect x="234" y="50" width="12" height="12" rx="2" fill="#3d6a8a"/>
  <text x="252" y="61" font-size="13" fill="#2b2926">orders beyond the first for one wish</text>
${rows.join("\n")}
</svg>
`;
writeFileSync(join(here, "../sale.svg"), svg);
