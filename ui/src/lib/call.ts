/**
 * The one way from a screen to the library: `await call.list(query)`.
 *
 * Unwraps the answers of the generated bindings. A refusal is thrown as AppError, with a code to act
 * on and a sentence for a person. Adds no behaviour: what a command does is said in Rust.
 */
import { commands, type Error as WireError, type ErrorCode } from "$lib/bindings";

/** What went wrong, in words a person can use. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** For `bar-not-met`: the open checks, one line each. */
  readonly details: string[];

  constructor({ code, message, details }: WireError) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.details = details;
  }
}

type Commands = typeof commands;
type Answer<R> = [Extract<R, { status: "ok" }>] extends [never]
  ? R
  : Extract<R, { status: "ok" }> extends { data: infer D }
    ? D
    : never;
type Calls = {
  [K in keyof Commands]: Commands[K] extends (...args: infer A) => Promise<infer R>
    ? (...args: A) => Promise<Answer<R>>
    : never;
};

interface Result {
  status: "ok" | "error";
  data?: unknown;
  error?: WireError;
}

const isResult = (answer: unknown): answer is Result =>
  typeof answer === "object" &&
  answer !== null &&
  "status" in answer &&
  ("data" in answer || "error" in answer);

async function unwrap(answer: Promise<unknown>): Promise<unknown> {
  const value = await answer.catch((reason: unknown) => {
    throw new AppError(asWireError(reason));
  });
  if (!isResult(value)) return value;
  if (value.status === "ok") return value.data;
  throw new AppError(asWireError(value.error));
}

/** Whatever was thrown, as an error a person can read. */
function asWireError(reason: unknown): WireError {
  const known = reason as Partial<WireError> | null;
  if (known?.code && known.message) {
    return { code: known.code, message: known.message, details: known.details ?? [] };
  }
  const message = reason instanceof Error ? reason.message : String(reason);
  return { code: "failed", message, details: [] };
}

export const call = new Proxy({} as Calls, {
  get: (_, name) => {
    const command = (
      commands as unknown as Record<string | symbol, (...args: unknown[]) => Promise<unknown>>
    )[name];
    return command && ((...args: unknown[]) => unwrap(command(...args)));
  },
});

/** Whatever was caught, as AppError. */
export function toAppError(reason: unknown): AppError {
  return reason instanceof AppError ? reason : new AppError(asWireError(reason));
}
