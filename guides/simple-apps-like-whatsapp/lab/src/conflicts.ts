/**
 * Eight people edit one board for eight seconds over slow links that break. Counts what each of
 * four ways makes of it. The judge sees every write and every screen, and trusts no way's own word.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { chance, pick } from "./chance.js";
import { merging, usual, type Editor } from "./editors.js";
import { FIELDS, type Field, type Task } from "./events.js";
import { Link } from "./link.js";
import { database, serve } from "./places.js";

export const WAYS = ["whole", "fields", "checked", "merged"] as const;
type Way = (typeof WAYS)[number];

/** An edit as it was made, with what its author's screen showed in that place. */
interface Made {
  id: string;
  taskId: string;
  field: Field;
  value: string;
  saw: string;
}

interface Write {
  editId: string;
  task: Task;
}

export async function conflicts(way: Way, seed: number, size: { people: number; tasks: number; ms: number }) {
  const db = await database(size.tasks);
  const first = new Map((await db.all()).map((task) => [task._id, task]));
  const server = await serve({ mongo: db.url, way, tick: way === "merged" ? 50 : 0, ...(way === "merged" && { heartbeat: 1000 }) });
  const writes: Write[] = [];
  server.child.on("message", (said) => (said as Write).editId && writes.push(said as Write));

  const next = chance(seed);
  const links = Array.from({ length: size.people }, () => new Link(server.port, 20 + 130 * next(), next));
  const people = await Promise.all(links.map(async (link) => {
    const url = await link.listen();
    return way === "merged" ? merging(url) : usual(url, way === "fields" ? "fields" : "whole");
  }));
  await Promise.all(people.map((person) => person.ready));
  const made = await play(people, links, seed, size);
  await quiet(people);
  const counted = judge(first, made, writes, people, await db.all());
  for (const person of people) person.leave();
  for (const link of links) link.close();
  await server.stop();
  await db.stop();
  return { way, seed, ...counted };
}

/** Three seconds for news to arrive, after everybody has sent what they had: on a busy machine that takes a while. */
async function quiet(people: Editor[]): Promise<void> {
  const end = performance.now() + 30000;
  while (people.some((person) => person.busy()) && performance.now() < end) await sleep(100);
  await sleep(3000);
}

/** Everybody edits about twice a second, mostly the same few tasks. Each link breaks twice, for a second. */
async function play(people: Editor[], links: Link[], seed: number, size: { tasks: number; ms: number }): Promise<Made[]> {
  const made: Made[] = [];
  await Promise.all(people.map(async (person, who) => {
    const next = chance(seed * 1000 + who);
    for (const part of [0.1, 0.5]) setTimeout(() => links[who].cut(1000), size.ms * (part + 0.3 * next()));
    const end = performance.now() + size.ms;
    for (let n = 0; performance.now() < end; n++) {
      await sleep(250 + 500 * next());
      const taskId = `task-${Math.floor(size.tasks * next() ** 2)}`;
      const field = pick(FIELDS, next);
      const edit = { id: `${who}-${n}`, taskId, field, value: `${field} by ${who}, no. ${n}` };
      made.push({ ...edit, saw: person.screen()[taskId][field] });
      person.edit(edit.id, taskId, field, edit.value);
    }
  }));
  return made;
}

/**
 * undone: a value was overwritten by somebody who had not seen it. vanished: an edit was shown to
 * its author, never reached the database, and the author was not told. staleScreens: people whose
 * screen differs from the database in the end.
 */
function judge(first: Map<string, Task>, made: Made[], writes: Write[], people: Editor[], end: Task[]) {
  const madeBy = new Map(made.map((edit) => [edit.id, edit]));
  const told = new Set(people.flatMap((person) => [...person.told]));
  const now = new Map([...first].map(([id, task]) => [id, task.fields]));
  const written = new Set<string>();
  let undone = 0;
  for (const { editId, task } of writes) {
    const edit = madeBy.get(editId)!;
    const before = now.get(task._id)!;
    for (const field of FIELDS) {
      if (before[field] === task.fields[field]) continue;
      const unseen = field !== edit.field || before[field] !== edit.saw;
      if (unseen && before[field] !== first.get(task._id)!.fields[field]) undone++;
      if (field === edit.field) written.add(editId);
    }
    now.set(task._id, task.fields);
  }
  const vanished = made.filter(({ id }) => !written.has(id) && !told.has(id)).length;
  const stored = JSON.stringify(screenOf(end));
  const staleScreens = people.filter((person) => sorted(person.screen()) !== stored).length;
  return { edits: made.length, written: written.size, undone, vanished, returned: told.size, staleScreens, people: people.length };
}

const screenOf = (tasks: Task[]) => tidy(Object.fromEntries(tasks.map((task) => [task._id, task.fields])));
const sorted = (screen: ReturnType<Editor["screen"]>) => JSON.stringify(tidy(screen));

function tidy(screen: ReturnType<Editor["screen"]>) {
  return Object.keys(screen).sort().map((id) => FIELDS.map((field) => screen[id][field]));
}
