/** Where Prisma finds the schema. The address is never used: the lab passes its own at run time. */
import { defineConfig } from "prisma/config";

export default defineConfig({ schema: "schema.prisma", datasource: { url: "postgres://lab@127.0.0.1/unused" } });
