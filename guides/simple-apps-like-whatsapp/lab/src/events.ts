/**
 * What travels between browser and server. Both ends compile against this file; no types of a
 * database and none of a screen.
 */
export const FIELDS = ["title", "column", "owner", "due"] as const;
export type Field = (typeof FIELDS)[number];

/** One task. `version` counts changes of the whole board; `changed` holds the version that last touched each field. */
export interface Task {
  _id: string;
  version: number;
  fields: Record<Field, string>;
  changed: Record<Field, number>;
  by: Record<Field, string>;
}

/** One person's change: for each field the new value, and the version of that field its author saw. */
export interface Edit {
  id: string;
  taskId: string;
  fields: Partial<Record<Field, { value: string; seen: number }>>;
}

export type Answer =
  | { kind: "saved"; task: Task }
  | { kind: "conflict"; task: Task };

/** Every task that changed after one version and up to another. */
export interface News {
  after: number;
  upTo: number;
  tasks: Task[];
}

/** A whole task as its author's screen shows it: what the usual way sends. */
export interface Whole {
  id: string;
  task: Task;
}

export interface FromBrowser {
  edit(edit: Edit, answer: (answer: Answer) => void): void;
  whole(whole: Whole, answer: (answer: Answer) => void): void;
  since(version: number, answer: (news: News) => void): void;
}

export interface FromServer {
  news(news: News): void;
}
