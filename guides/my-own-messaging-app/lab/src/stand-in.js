/**
 * Stands in for MongoDB's server, which is in none of the package registries this lab keeps to.
 * Speaks enough of its wire protocol (OP_MSG) for the real driver, holds documents in memory and
 * refuses a second one with the same key. It has no disk, no indexes and no replica set: it says
 * nothing about MongoDB's speed or durability.
 */
import { createServer } from "node:net";
import { Query } from "mingo";
import { BSON } from "mongodb";

const OP_MSG = 2013;
const OP_QUERY = 2004;
const OP_REPLY = 1;
const collections = new Map();
const HELLO = {
  ismaster: true, isWritablePrimary: true, minWireVersion: 0, maxWireVersion: 25,
  maxBsonObjectSize: 16777216, maxMessageSizeBytes: 48000000, maxWriteBatchSize: 100000, ok: 1,
};

function collection(name) {
  let found = collections.get(name);
  if (!found) collections.set(name, (found = new Map()));
  return found;
}

function matching(name, filter) {
  if (typeof filter?._id === "string") {
    const one = collection(name).get(filter._id);
    return one && new Query(filter).test(one) ? [one] : [];
  }
  const query = new Query(filter ?? {});
  return [...collection(name).values()].filter((doc) => query.test(doc));
}

function answer(command) {
  const [verb, name] = Object.entries(command)[0];
  const space = `${command.$db}.${name}`;
  switch (verb) {
    case "hello": case "ismaster": case "isMaster": return HELLO;
    case "ping": case "endSessions": return { ok: 1 };
    case "insert": return insert(name, command.documents);
    case "delete": {
      const gone = matching(name, command.deletes[0].q);
      for (const doc of gone) collection(name).delete(String(doc._id));
      return { n: gone.length, ok: 1 };
    }
    case "find": {
      const found = matching(name, command.filter);
      return { cursor: { id: BSON.Long.ZERO, ns: space, firstBatch: found }, ok: 1 };
    }
  }
  return { ok: 0, errmsg: `the stand-in does not know ${verb}`, code: 59, codeName: "CommandNotFound" };
}

/** One by one; a second document with a known key is refused with MongoDB's own code for that. */
function insert(name, documents) {
  const held = collection(name);
  const doubled = documents.findIndex((doc) => held.has(String(doc._id)));
  const taken = doubled === -1 ? documents : documents.slice(0, doubled);
  for (const doc of taken) held.set(String(doc._id), doc);
  const writeErrors = doubled === -1 ? undefined : [{ index: doubled, code: 11000, errmsg: "duplicate key" }];
  return { n: taken.length, ...(writeErrors && { writeErrors }), ok: 1 };
}

/** The command in an OP_MSG: its body section, with the documents of its other sections put back. */
function commandOf(message) {
  let at = 20;
  let command = {};
  const more = [];
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

function sequence(section) {
  const end = section.indexOf(0, 4);
  const docs = [];
  for (let at = end + 1; at < section.length; at += section.readInt32LE(at))
    docs.push(BSON.deserialize(section.subarray(at, at + section.readInt32LE(at))));
  return [section.toString("utf8", 4, end), docs];
}

function reply(socket, message) {
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
server.listen(0, "127.0.0.1", () => process.send(server.address()));
