/** The vocabulary as rows: name, what else is known of it, and how many guides use it. */
import type { Overview } from "$lib/bindings";

export interface Entry {
  key: string;
  /** Its own page in the library; empty for tags. */
  id: string;
  name: string;
  detail: string;
  guides: number;
  /** Everything it is found by, in lower case. */
  found: string;
}

export type Page = "case-studies" | "stack" | "tags";

export const pages: Record<
  Page,
  { title: string; add: string; label: string; one: string; many: string; what: string; none: string }
> = {
  "case-studies": {
    title: "Case studies",
    add: "New case study",
    label: "Name of the project",
    one: "case study",
    many: "case studies",
    what: "Pages about real projects. Every guide links to at least one.",
    none: "No case study yet",
  },
  stack: {
    title: "Stack",
    add: "New stack page",
    label: "Name of the technology",
    one: "stack page",
    many: "stack pages",
    what: "Technologies with a page of their own. A guide links each one it declares.",
    none: "No stack page yet",
  },
  tags: {
    title: "Tags",
    add: "New tag",
    label: "Name of the tag",
    one: "tag",
    many: "tags",
    what: "Topics that guides are found by.",
    none: "No tag yet",
  },
};

const byName = (a: Entry, b: Entry) => a.name.localeCompare(b.name, "en", { sensitivity: "base" });

export function entriesOf({ caseStudies, stack, tags }: Overview, page: Page): Entry[] {
  const named = (page === "tags" ? tags : caseStudies).map(({ id, name, slug, guides }) => ({
    key: id || slug,
    id,
    name,
    detail: page === "tags" ? "" : `/case-studies/${slug}/`,
    guides,
    found: name.toLowerCase(),
  }));
  if (page !== "stack") return named.sort(byName);
  return stack
    .map(({ id, name, slug, aliases, facetOf, version, guides }) => ({
      key: id || slug,
      id,
      name,
      detail: [
        version ? `version ${version}` : "",
        facetOf ? `facet of ${facetOf}` : "",
        aliases.length ? `also ${aliases.join(", ")}` : "",
        `/stack/${slug}/`,
      ]
        .filter(Boolean)
        .join(" · "),
      guides,
      found: `${name} ${aliases.join(" ")}`.toLowerCase(),
    }))
    .sort(byName);
}

/** A name that is nearly this one, so that nothing enters the vocabulary twice. */
export function similar(names: string[], name: string): string {
  const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const wanted = plain(name);
  if (wanted.length < 2) return "";
  const same = names.find((one) => plain(one) === wanted);
  if (same) return same;
  return (
    names.find(
      (one) => plain(one).startsWith(wanted) || (wanted.startsWith(plain(one)) && plain(one).length > 3),
    ) ?? ""
  );
}
