/**
 * Makes a standing element the same as a fresh one by changing only what differs, so that a key
 * repaints a line of the page and not all of it.
 *
 * Moves and copies nodes that a parser made; reads no markup.
 */

/** What a reader opened or closed by hand stays as it is. */
const BY_HAND = new Set(["open"]);

/** Changes `standing` into `fresh`, whose nodes may be used up. False: they are different elements. */
export function morph(standing: Element, fresh: Element): boolean {
  if (standing.nodeName !== fresh.nodeName || standing.namespaceURI !== fresh.namespaceURI) return false;
  morphAttributes(standing, fresh);
  morphChildren(standing, fresh);
  return true;
}

function morphAttributes(standing: Element, fresh: Element): void {
  for (const { name } of [...standing.attributes])
    if (!fresh.hasAttribute(name) && !BY_HAND.has(name)) standing.removeAttribute(name);
  for (const { name, value } of fresh.attributes)
    if (standing.getAttribute(name) !== value && !BY_HAND.has(name)) standing.setAttribute(name, value);
}

/** Children that are the same at both ends stay; those between are changed in pairs, or replaced. */
function morphChildren(standing: Element, fresh: Element): void {
  const old = [...standing.childNodes];
  const made = [...fresh.childNodes];
  const start = sameUntil(old, made);
  const end = sameUntil(old.slice(start).reverse(), made.slice(start).reverse());
  const gone = old.slice(start, old.length - end);
  const come = made.slice(start, made.length - end);
  if (gone.length === come.length) gone.forEach((node, index) => morphNode(node, come[index] as Node));
  else replaceAll(standing, gone, come, old[old.length - end] ?? null);
}

function sameUntil(old: Node[], made: Node[]): number {
  const differs = old.findIndex((node, index) => !made[index] || !node.isEqualNode(made[index]));
  return differs === -1 ? old.length : differs;
}

function morphNode(standing: Node, fresh: Node): void {
  if (standing.nodeType === Node.TEXT_NODE && fresh.nodeType === Node.TEXT_NODE)
    standing.nodeValue = fresh.nodeValue;
  else if (!isElement(standing) || !isElement(fresh) || !morph(standing, fresh))
    standing.parentNode?.replaceChild(adopted(standing, fresh), standing);
}

const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE;

const adopted = (host: Node, node: Node): Node => host.ownerDocument?.adoptNode(node) ?? node;

function replaceAll(parent: Element, gone: Node[], come: Node[], behind: Node | null): void {
  for (const node of gone) parent.removeChild(node);
  for (const node of come) parent.insertBefore(adopted(parent, node), behind);
}
