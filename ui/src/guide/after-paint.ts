/** What can wait until the next picture is painted, so that no key waits for it. Decides nothing. */

/** Calls back once the next picture is painted; what it returns takes that back. */
export function afterPaint(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => (timer = setTimeout(run)));
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/** Says the last of many values after the next picture. */
export function latestAfterPaint<Value>(say: (value: Value) => void): (value: Value) => void {
  let latest: Value;
  let asked = false;
  return (value) => {
    latest = value;
    if (asked) return;
    asked = true;
    afterPaint(() => {
      asked = false;
      say(latest);
    });
  };
}
