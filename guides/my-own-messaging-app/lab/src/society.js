/**
 * Who is there and who talks to whom, from a seed: people with devices and keys, conversations with
 * members, written into PostgreSQL as a sign-up would.
 */
import pg from "pg";
import { makeConversationKey, makeDevice, wrapFor } from "./keys.js";

/** Numbers in [0, 1) from a seed (mulberry32). */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const pick = (from, next) => from[Math.floor(next() * from.length)];

/** `members(n)` says how many people conversation n has. */
export async function society({ people, conversations, members, seed, postgres }) {
  const next = chance(seed);
  const names = Array.from({ length: people }, (_, n) => `person-${n}`);
  const devices = new Map(await Promise.all(names.map(async (name) => [name, await makeDevice()])));
  const talks = Array.from({ length: conversations }, (_, n) => ({
    id: `conversation-${n}`,
    members: names.map((name) => [next(), name]).sort().slice(0, members(n)).map(([, name]) => name),
  }));
  for (const talk of talks) talk.key = await makeConversationKey();
  await signUp(postgres, devices, talks);
  const of = (person) => talks.filter((talk) => talk.members.includes(person));
  return { names, devices, talks, of };
}

/** The first member wraps the key for everybody, and gives the server the wrapped keys only. */
async function signUp(postgres, devices, talks) {
  const db = new pg.Client({ connectionString: postgres });
  await db.connect();
  for (const [name, { publicKey }] of devices) await db.query("INSERT INTO person VALUES ($1, $2)", [name, publicKey]);
  for (const { id, members, key } of talks) {
    const { privateKey } = devices.get(members[0]);
    await db.query("INSERT INTO conversation (id) VALUES ($1)", [id]);
    for (const member of members) {
      const wrapped = await wrapFor(devices.get(member).publicKey, privateKey, key);
      await db.query("INSERT INTO member VALUES ($1, $2, $3)", [id, member, wrapped]);
    }
  }
  await db.end();
}
