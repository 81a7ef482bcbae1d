/** A process that carries an operation out and kills itself after so many steps, as nothing else in it could notice. */
import { operate } from "../../src/operate.ts";
import { openOperator, type Place } from "./open-operator.ts";

export interface DriverOrder {
  readonly place: Place;
  readonly line: string;
  readonly identity: string;
  /** How many steps may end before it is killed; never when left out. */
  readonly killAfter?: number;
}

const order = JSON.parse(process.argv[2] ?? "{}") as DriverOrder; // written by the test beside this
const never = new AbortController().signal;

const operator = await openOperator(order.place, order.identity, {
  onOperation: ({ steps, nodes }) => {
    const ended = [...steps, ...nodes.flatMap((node) => node.steps)].filter(({ state }) => state !== "running");
    if (ended.length === order.killAfter) process.kill(process.pid, "SIGKILL");
  },
});
const { progress } = await operate(operator.request(order.line), operator.ports, undefined, {
  signal: never,
  stop: never,
});
operator.close();
console.log(JSON.stringify({ state: progress.state, reason: progress.reason }));
