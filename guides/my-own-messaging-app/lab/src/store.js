/**
 * The three tiers behind a node: numbers in PostgreSQL, bodies in MongoDB, the newest messages in
 * this process's memory. The first two must survive; the third may vanish at any time.
 */
import { MongoClient } from "mongodb";
import pg from "pg";

const NUMBER = `
  WITH next AS (
    UPDATE conversation SET last_seq = last_seq + 1
    WHERE id = $1 AND EXISTS (SELECT FROM member WHERE conversation = $1 AND person = $3)
    RETURNING last_seq
  )
  INSERT INTO message (conversation, seq, id, sender)
  SELECT $1, last_seq, $2, $3 FROM next
  RETURNING seq::int`;

const KEPT = 100; // messages of each conversation in memory

export async function openStore({ postgres, mongo }) {
  const pool = new pg.Pool({ connectionString: postgres, max: 4 });
  pool.on("error", () => {});
  const client = await new MongoClient(mongo, { retryWrites: false }).connect();
  const bodies = client.db("messages").collection("bodies");
  const recent = new Map();
  const counts = { fromMemory: 0, fromDisk: 0, recognised: 0 };

  /** The body first, then the number: a message that has a number can be read. */
  async function save({ conversation, id, sender, sealed }) {
    const known = await seqOf(id);
    if (known !== null) counts.recognised++;
    if (known !== null) return known;
    await bodies.insertOne({ _id: id, sealed }).catch(unlessDoubled);
    const numbered = await pool.query(NUMBER, [conversation, id, sender]).catch(unlessDoubled);
    return numbered?.rows[0]?.seq ?? seqOf(id);
  }

  async function seqOf(id) {
    const found = await pool.query("SELECT seq::int FROM message WHERE id = $1", [id]);
    return found.rows[0]?.seq ?? null;
  }

  function remember(message) {
    const kept = recent.get(message.conversation) ?? new Map();
    kept.set(message.seq, message);
    if (kept.size > KEPT) kept.delete(Math.min(...kept.keys()));
    recent.set(message.conversation, kept);
  }

  /** Everything after `seq`, in order; from memory if nothing is missing there. */
  async function after(conversation, seq) {
    const { rows } = await pool.query(
      "SELECT last_seq::int FROM conversation WHERE id = $1",
      [conversation],
    );
    const length = Math.max(0, rows[0].last_seq - seq);
    const wanted = Array.from({ length }, (_, n) => seq + 1 + n);
    const kept = wanted.map((number) => recent.get(conversation)?.get(number));
    const missing = kept.includes(undefined);
    if (wanted.length > 0) counts[missing ? "fromDisk" : "fromMemory"] += wanted.length;
    return missing ? fromDisk(conversation, seq) : kept;
  }

  async function fromDisk(conversation, seq) {
    const rows = await pool.query(
      "SELECT conversation, seq::int, id, sender FROM message WHERE conversation = $1 AND seq > $2 ORDER BY seq",
      [conversation, seq],
    );
    const found = await bodies.find({ _id: { $in: rows.rows.map((row) => row.id) } }).toArray();
    const sealed = new Map(found.map((body) => [body._id, body.sealed]));
    return rows.rows.map((row) => ({ ...row, sealed: sealed.get(row.id) }));
  }

  async function conversationsOf(person) {
    const found = await pool.query("SELECT conversation FROM member WHERE person = $1", [person]);
    return found.rows.map((row) => row.conversation);
  }

  return { pool, save, after, remember, conversationsOf, counts };
}

/** Both stores refuse a second copy by its key. That is no error: the first copy is there. */
function unlessDoubled(error) {
  if (error.code !== 11000 && error.code !== "23505") throw error;
}
