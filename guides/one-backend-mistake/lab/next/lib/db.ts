/** The database, by hand: a pool, three queries, and one connection that listens. */
import pg from "pg";

const url = process.env.DATABASE_URL;
const pool = new pg.Pool({ connectionString: url, max: 4 });

export type Item = { id: number; title: string; state: string; comments: number };

const NEWEST = `
  SELECT i.id, i.title, i.state, count(c.id)::int AS comments
  FROM item i LEFT JOIN comment c ON c.item_id = i.id
  WHERE i.project_id = $1
  GROUP BY i.id ORDER BY i.id DESC LIMIT 20`;

export async function newest(project: number): Promise<Item[]> {
  return (await pool.query<Item>(NEWEST, [project])).rows;
}

export async function add(project: number, title: string): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const made = await client.query(
      "INSERT INTO item (project_id, title) VALUES ($1, $2) RETURNING id",
      [project, title],
    );
    const { id } = made.rows[0];
    await client.query("INSERT INTO comment (item_id, body) VALUES ($1, 'created')", [id]);
    const news = JSON.stringify({ id, project, title });
    await client.query("SELECT pg_notify('items', $1)", [news]);
    await client.query("COMMIT");
    return id;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

type Listener = (text: string) => void;
const listeners = new Set<Listener>();
let listening: Promise<void> | undefined;

async function listen(): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  client.on("notification", ({ payload }) => listeners.forEach((tell) => tell(payload!)));
  await client.query("LISTEN items");
}

/** One connection to the database for all who listen in this process. */
export async function subscribe(tell: Listener): Promise<() => void> {
  listeners.add(tell);
  await (listening ??= listen());
  return () => void listeners.delete(tell);
}
