// The editor alone.

import { open } from "./editor";

void open(() => undefined);
