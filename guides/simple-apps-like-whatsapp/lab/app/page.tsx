/** The board as the server draws it: complete before any script has run. */
import { openTasks } from "../dist/mongo.js";
import { Live } from "./live";

export const dynamic = "force-dynamic";
let opened: ReturnType<typeof openTasks> | undefined;

export default async function Page() {
  const { tasks } = await (opened ??= openTasks(process.env.MONGO_URL!));
  const all = await tasks.find({}).toArray();
  return <Live after={0} upTo={Math.max(...all.map((task) => task.version))} tasks={all} />;
}
