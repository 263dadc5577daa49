/**
 * Stands in for MongoDB's server, which is in none of the package registries this lab keeps to.
 * Speaks enough of its wire protocol (OP_MSG) for the real driver, holds documents in memory, and
 * runs one command at a time, so that a find-and-modify is atomic. It has no disk, no indexes, no
 * replica set: it says nothing about MongoDB's speed or durability.
 */
import { createServer, type Socket } from "node:net";
import { Query } from "mingo";
import { update } from "mingo/updater";
import { BSON } from "mongodb";

type Doc = Record<string, any>;
const OP_MSG = 2013;
const OP_QUERY = 2004;
const OP_REPLY = 1;
const collections = new Map<string, Map<string, Doc>>();
const HELLO = {
  ismaster: true, isWritablePrimary: true, minWireVersion: 0, maxWireVersion: 25,
  maxBsonObjectSize: 16777216, maxMessageSizeBytes: 48000000, maxWriteBatchSize: 100000, ok: 1,
};

function collection(name: string): Map<string, Doc> {
  let found = collections.get(name);
  if (!found) collections.set(name, (found = new Map()));
  return found;
}

function matching(name: string, filter: Doc): Doc[] {
  if (typeof filter?._id === "string") {
    const one = collection(name).get(filter._id);
    return one && new Query(filter).test(one) ? [one] : [];
  }
  const query = new Query(filter ?? {});
  return [...collection(name).values()].filter((doc) => query.test(doc));
}

/** A changed copy, so that nothing already read changes under its reader. */
function changed(doc: Doc, how: Doc): Doc {
  if (!Object.keys(how)[0]?.startsWith("$")) return { ...how, _id: doc._id };
  const copy = BSON.deserialize(BSON.serialize(doc), { promoteValues: true });
  update(copy as any, how as any);
  return copy;
}

function answer(command: Doc): Doc {
  const [verb, name] = Object.entries(command)[0] as [string, string];
  const space = `${command.$db}.${name}`;
  switch (verb) {
    case "hello": case "ismaster": case "isMaster": return HELLO;
    case "ping": case "endSessions": return { ok: 1 };
    case "insert":
      for (const doc of command.documents) collection(name).set(String(doc._id), doc);
      return { n: command.documents.length, ok: 1 };
    case "delete": {
      const gone = matching(name, command.deletes[0].q);
      for (const doc of gone) collection(name).delete(String(doc._id));
      return { n: gone.length, ok: 1 };
    }
    case "find": {
      let found = matching(name, command.filter);
      for (const [field, way] of Object.entries(command.sort ?? {}).reverse())
        found.sort((a, b) => (a[field] < b[field] ? -1 : a[field] > b[field] ? 1 : 0) * Number(way));
      if (command.limit) found = found.slice(0, command.limit);
      return { cursor: { id: BSON.Long.ZERO, ns: space, firstBatch: found }, ok: 1 };
    }
    case "findAndModify": {
      const [before] = matching(name, command.query);
      if (!before) return { value: null, lastErrorObject: { n: 0, updatedExisting: false }, ok: 1 };
      const after = changed(before, command.update);
      collection(name).set(String(before._id), after);
      return { value: command.new ? after : before, lastErrorObject: { n: 1, updatedExisting: true }, ok: 1 };
    }
  }
  return { ok: 0, errmsg: `the stand-in does not know ${verb}`, code: 59, codeName: "CommandNotFound" };
}

/** The command in an OP_MSG: its body section, with the documents of its other sections put back. */
function commandOf(message: Buffer): Doc {
  let at = 20;
  let command: Doc = {};
  const more: [string, Doc[]][] = [];
  while (at < message.length) {
    const kind = message[at++];
    const size = message.readInt32LE(at);
    if (kind === 0) command = BSON.deserialize(message.subarray(at, at + size));
    else more.push(sequence(message.subarray(at, at + size)));
    at += size;
  }
  for (const [name, docs] of more) command[name] = docs;
  return command;
}

function sequence(section: Buffer): [string, Doc[]] {
  const end = section.indexOf(0, 4);
  const docs: Doc[] = [];
  for (let at = end + 1; at < section.length; at += section.readInt32LE(at))
    docs.push(BSON.deserialize(section.subarray(at, at + section.readInt32LE(at))));
  return [section.toString("utf8", 4, end), docs];
}

function reply(socket: Socket, message: Buffer): void {
  const opcode = message.readInt32LE(12);
  const old = opcode === OP_QUERY; // the driver's first greeting is still sent the old way
  const body = BSON.serialize(old ? HELLO : answer(commandOf(message)));
  const head = Buffer.alloc(old ? 36 : 21);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(message.readInt32LE(4), 8);
  head.writeInt32LE(old ? OP_REPLY : OP_MSG, 12);
  if (old) head.writeInt32LE(1, 32);
  socket.write(Buffer.concat([head, body]));
}

const server = createServer((socket) => {
  let rest = Buffer.alloc(0);
  socket.setNoDelay(true);
  socket.on("error", () => {});
  socket.on("data", (data) => {
    rest = Buffer.concat([rest, data]);
    while (rest.length >= 4 && rest.length >= rest.readInt32LE(0)) {
      const size = rest.readInt32LE(0);
      reply(socket, rest.subarray(0, size));
      rest = rest.subarray(size);
    }
  });
});
server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
