/** Puts Django and its servers into a folder of the lab's own, `.venv`, once. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const here = new URL("..", import.meta.url).pathname;
const venv = join(here, ".venv");
if (!existsSync(join(venv, "bin/gunicorn"))) {
  execFileSync(process.env.PYTHON ?? "python3", ["-m", "venv", venv], { stdio: "inherit" });
  const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", join(here, "requirements.txt")];
  execFileSync(join(venv, "bin/python"), install, { stdio: "inherit" });
}
