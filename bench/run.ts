/** `npm run bench`: all measurements, each against a baseline in the same run; ends with 1 when a budget is broken. */
import { benchBot } from "./bot.ts";
import { benchNode } from "./node.ts";
import { benchObserve } from "./observe.ts";
import { benchPlan } from "./plan.ts";
import { benchSnapshot } from "./snapshot.ts";
import { benchStartup } from "./startup.ts";
import { benchUpgrade } from "./upgrade.ts";

const kept = [
  await benchStartup(),
  await benchNode(),
  await benchPlan(),
  await benchObserve(),
  await benchSnapshot(),
  await benchUpgrade(),
  await benchBot(),
];
if (kept.includes(false)) process.exitCode = 1;
