import { call } from "./call.ts";
import { evaluate } from "./evaluate.ts";
import { execute } from "./execute.ts";
import type { Interpreter } from "./state.ts";

export const interpreter: Interpreter = { evaluate, execute, call };
