/**
 * What a device does with keys: makes its own pair, wraps a conversation's key for each member, seals
 * and opens messages. Runs on WebCrypto alone, so it runs in a browser too. Sends nothing.
 */
const { subtle } = globalThis.crypto;
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const bytes = (text) => Buffer.from(text, "base64");
const text = (bytes) => Buffer.from(bytes).toString("base64");

export async function makeDevice() {
  const pair = await subtle.generateKey(CURVE, false, ["deriveKey"]);
  const publicKey = text(await subtle.exportKey("raw", pair.publicKey));
  return { publicKey, privateKey: pair.privateKey };
}

/** The same key at both ends, from one's own private half and the other's public half. */
async function between(privateKey, otherPublicKey, use) {
  const other = await subtle.importKey("raw", bytes(otherPublicKey), CURVE, false, []);
  return subtle.deriveKey({ name: "ECDH", public: other }, privateKey, { name: "AES-KW", length: 256 }, false, [use]);
}

export const makeConversationKey = () =>
  subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);

export async function wrapFor(publicKey, privateKey, key) {
  return text(await subtle.wrapKey("raw", key, await between(privateKey, publicKey, "wrapKey"), "AES-KW"));
}

export async function unwrapFrom(publicKey, privateKey, wrapped) {
  const shared = await between(privateKey, publicKey, "unwrapKey");
  return subtle.unwrapKey("raw", bytes(wrapped), shared, "AES-KW", "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** What a message is bound to. A server that moves or renames a message makes it unreadable. */
const bound = ({ conversation, id, sender }) =>
  new TextEncoder().encode(JSON.stringify([conversation, id, sender]));

export async function seal(key, about, words) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: "AES-GCM", iv, additionalData: bound(about) };
  const sealed = await subtle.encrypt(how, key, new TextEncoder().encode(words));
  return text(Buffer.concat([iv, Buffer.from(sealed)]));
}

/** The words, or null when the message was changed, moved, renamed or sealed with another key. */
export async function open(key, message) {
  const sealed = bytes(message.sealed);
  const how = { name: "AES-GCM", iv: sealed.subarray(0, 12), additionalData: bound(message) };
  const words = await subtle.decrypt(how, key, sealed.subarray(12)).catch(() => null);
  return words && new TextDecoder().decode(words);
}
