// Answers of the window unwrapped once; errors with their code.

import { expect, test } from "vitest";

import { reset } from "../../dev/fake";
import { AppError, call, toAppError } from "./call";

test("an answer is what it holds", async () => {
  reset();
  expect((await call.overview()).guides).toBe(6);
});

test("a plain answer stays as it is", async () => {
  reset();
  expect(await call.chooseDestination(true)).toBe("~/site/guides.zip");
});

test("a refusal is thrown with its code and its sentence", async () => {
  reset({ trouble: "locked" });
  const error = await call.overview().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: "locked", details: [] });
  expect((error as AppError).message).toContain("Nothing is lost");
});

test("whatever is thrown becomes an error a person can read", () => {
  expect(toAppError("boom")).toMatchObject({ code: "failed", message: "boom" });
  expect(toAppError({ code: "disk-full", message: "The disk is full.", details: [] })).toMatchObject({
    code: "disk-full",
  });
});
