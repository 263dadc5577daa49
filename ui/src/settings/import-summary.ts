/** An import in one sentence. */
import type { ImportReport } from "$lib/bindings";
import { count } from "$parts/words";

/** "24 pages added, 2 updated, 3 unchanged, 9 images." */
export function summary({ added, updated, unchanged, assets }: ImportReport): string {
  const parts = [
    added ? `${count(added, "page")} added` : "",
    updated ? `${count(updated, "page")} updated` : "",
    unchanged ? `${count(unchanged, "page")} unchanged` : "",
    assets ? count(assets, "image") : "",
  ].filter(Boolean);
  return parts.length ? `${parts.join(", ")}.` : "No page was found in this folder.";
}
