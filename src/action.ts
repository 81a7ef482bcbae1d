/** The GitHub Action's door. Most events are not for it (every comment of a repository is one): they end after reading. */
import { chooseTask } from "./action/choose-task.ts";
import { readEvent } from "./action/read-event.ts";

const task = chooseTask(readEvent(process.env));
if (task.kind === "ignored") {
  process.stdout.write(`Nothing to do: ${task.reason}\n`);
} else {
  const { runTask } = await import("./action/run-task.ts");
  await runTask(task, process.env);
}
