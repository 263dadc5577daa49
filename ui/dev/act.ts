/**
 * Acts for pictures: `?do=key:Mod+Shift+P;type:link;click:.open;focus:.open;hover:.x;scroll:.page,400`
 * runs one after the other once the window stands. Only in a browser with the fake library.
 */
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

function key(keys: string) {
  const parts = keys.split("+");
  const last = parts.pop() ?? "";
  const target = document.activeElement ?? document.body;
  const init = {
    key: last.length === 1 && parts.includes("Shift") ? last.toUpperCase() : last,
    ctrlKey: parts.includes("Mod"),
    shiftKey: parts.includes("Shift"),
    altKey: parts.includes("Alt"),
    bubbles: true,
    cancelable: true,
  };
  target.dispatchEvent(new KeyboardEvent("keydown", init));
}

function type(text: string) {
  const field = document.activeElement as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

function one(act: string) {
  const [name, ...rest] = act.split(":");
  const value = rest.join(":");
  const element = () => document.querySelector<HTMLElement>(value);
  if (name === "key") key(value);
  if (name === "type") type(value);
  if (name === "focus") element()?.focus({ focusVisible: true } as FocusOptions);
  if (name === "click") element()?.click();
  if (name === "down")
    element()?.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, button: 0 }));
  if (name === "hover") element()?.dispatchEvent(new PointerEvent("pointerenter", { bubbles: true }));
  if (name === "scroll") {
    const [selector = "", top = "0"] = value.split(",");
    document.querySelector(selector)?.scrollTo({ top: Number(top) });
  }
}

export async function act(asked: URLSearchParams) {
  const theme = asked.get("theme");
  if (theme) document.documentElement.dataset.theme = theme;
  await wait(400);
  for (const each of (asked.get("do") ?? "").split(";").filter(Boolean)) {
    one(each);
    await wait(250);
  }
  if (asked.has("axe")) await audit();
}

/** `?axe`: what axe finds on what is drawn now, with colours and sizes, on the console. */
async function audit() {
  await wait(500);
  const { default: axe } = await import("axe-core");
  const { violations, incomplete } = await axe.run(document);
  const lines = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 120)} ${failureSummary ?? ""}`),
  );
  console.log(`AXE ${violations.length} violations, ${incomplete.length} to look at\n${lines.join("\n")}`);
}
