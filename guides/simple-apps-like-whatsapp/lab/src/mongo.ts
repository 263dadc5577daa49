/**
 * The collection of tasks, through MongoDB's own driver. Each function is one command to the
 * database; the order of commands is decided elsewhere, in board.ts.
 */
import { MongoClient, type Collection } from "mongodb";
import { FIELDS, type Edit, type Field, type Task } from "./events.js";

export async function openTasks(url: string): Promise<{ client: MongoClient; tasks: Collection<Task> }> {
  const client = await new MongoClient(url, { serverSelectionTimeoutMS: 5000 }).connect();
  return { client, tasks: client.db("board").collection<Task>("tasks") };
}

const touched = (edit: Edit) => Object.entries(edit.fields) as [Field, { value: string; seen: number }][];

/** Applies the edit if every field it touches is still the one its author saw; else changes nothing. */
export async function applyEdit(
  tasks: Collection<Task>,
  edit: Edit,
  version: number,
): Promise<Task | null> {
  const asSeen: Record<string, unknown> = { _id: edit.taskId };
  const change: Record<string, unknown> = { version };
  for (const [field, { value, seen }] of touched(edit)) {
    asSeen[`changed.${field}`] = seen;
    change[`fields.${field}`] = value;
    change[`changed.${field}`] = version;
    change[`by.${field}`] = edit.id;
  }
  return tasks.findOneAndUpdate(asSeen, { $set: change }, { returnDocument: "after" });
}

/** The same edit again, because its answer was lost: then it is in the task already. */
export function holds(task: Task, edit: Edit): boolean {
  return touched(edit).every(([field]) => task.by[field] === edit.id);
}

/** Changed fields only, and whoever comes last wins. */
export async function applyBlindly(tasks: Collection<Task>, edit: Edit, version: number): Promise<Task | null> {
  const change: Record<string, unknown> = { version };
  for (const [field, { value }] of touched(edit)) change[`fields.${field}`] = value;
  return tasks.findOneAndUpdate({ _id: edit.taskId }, { $set: change }, { returnDocument: "after" });
}

/** The whole task as the author's screen shows it. With `checked`, only if nobody was there in between. */
export async function replaceWhole(
  tasks: Collection<Task>,
  task: Task,
  version: number,
  checked: boolean,
): Promise<Task | null> {
  const where = checked ? { _id: task._id, version: task.version } : { _id: task._id };
  return tasks.findOneAndReplace(where, { ...task, version } as Task, { returnDocument: "after" });
}

export async function changedSince(tasks: Collection<Task>, version: number): Promise<Task[]> {
  return tasks.find({ version: { $gt: version } }).toArray();
}

export async function seed(tasks: Collection<Task>, count: number): Promise<void> {
  await tasks.deleteMany({});
  const same = <T>(value: T) => Object.fromEntries(FIELDS.map((field) => [field, value])) as Record<Field, T>;
  const all = Array.from({ length: count }, (_, n) => ({
    _id: `task-${n}`,
    version: 1,
    fields: { title: `Task ${n}`, column: "to do", owner: "nobody", due: "none" },
    changed: same(1),
    by: same("start"),
  }));
  if (all.length > 0) await tasks.insertMany(all);
}
