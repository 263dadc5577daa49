/**
 * One board on the server: a queue that gives every change its place, and the news for everybody
 * who looks. Knows nothing of sockets; it hands news to whoever asked for it.
 */
import type { Collection } from "mongodb";
import type { Answer, Edit, News, Task, Whole } from "./events.js";
import { applyBlindly, applyEdit, changedSince, holds, replaceWhole } from "./mongo.js";

export class Board {
  private version = 1;
  private toldUpTo = 1;
  private lastTold = -Infinity;
  private queue: Promise<unknown> = Promise.resolve();
  private fresh = new Map<string, Task>();
  private timer?: NodeJS.Timeout;

  /** `tick` in milliseconds gathers news; 0 sends each change by itself. `onChange` sees every write, in order. */
  constructor(
    private readonly tasks: Collection<Task>,
    private readonly tick: number,
    private readonly tell: (news: News) => void,
    private readonly onChange: (editId: string, task: Task) => void = () => {},
  ) {}

  edit(edit: Edit): Promise<Answer> {
    return this.inOrder(async () => {
      const task = await applyEdit(this.tasks, edit, this.version + 1);
      if (task) return this.saved(edit.id, task);
      const now = await this.tasks.findOne({ _id: edit.taskId });
      if (now && holds(now, edit)) return { kind: "saved", task: now };
      return { kind: "conflict", task: now! };
    });
  }

  blind(edit: Edit): Promise<Answer> {
    return this.inOrder(async () => {
      const task = await applyBlindly(this.tasks, edit, this.version + 1);
      return this.saved(edit.id, task!);
    });
  }

  whole({ id, task }: Whole, checked: boolean): Promise<Answer> {
    return this.inOrder(async () => {
      const saved = await replaceWhole(this.tasks, task, this.version + 1, checked);
      if (saved) return this.saved(id, saved);
      return { kind: "conflict", task: (await this.tasks.findOne({ _id: task._id }))! };
    });
  }

  /** Everything after `version`. In the queue, so that no change is half in it. */
  since(version: number): Promise<News> {
    return this.inOrder(async () => ({
      after: version,
      upTo: this.version,
      tasks: await changedSince(this.tasks, version),
    }));
  }

  /** One after the other. A version that a reader has seen is never followed by a lower one. */
  private inOrder<T>(work: () => Promise<T>): Promise<T> {
    const done = this.queue.then(work);
    this.queue = done.catch(() => {});
    return done;
  }

  private saved(editId: string, task: Task): Answer {
    this.version = task.version;
    this.onChange(editId, task);
    this.fresh.set(task._id, task);
    const wait = this.lastTold + this.tick - performance.now();
    if (wait <= 0) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), wait);
    return { kind: "saved", task };
  }

  /** After silence a change goes out at once; in a storm, one message a tick carries them all. */
  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.tell({ after: this.toldUpTo, upTo: this.version, tasks: [...this.fresh.values()] });
    this.toldUpTo = this.version;
    this.lastTold = performance.now();
    this.fresh.clear();
  }
}
